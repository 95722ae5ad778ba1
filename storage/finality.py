"""Which change sets are final, and what to do instead of taking them back."""

from storage.change import Action, ChangeSet
from storage.recording import FOUNDER


def why_final(change_set: ChangeSet) -> str | None:
    """Return why a change set can never be taken back, as a sentence; None for all others."""
    if change_set.actor == FOUNDER:
        return "The set-up of the database cannot be taken back."
    if change_set.action is Action.ERASE:
        return "An erasure is final: what was there is gone. What is still to be known is typed anew: itcrm edit."
    return None
