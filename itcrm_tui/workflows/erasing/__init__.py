"""Erase a person for good: look what goes and what stays, do it, and say what still holds them."""

from collections.abc import Sequence
from dataclasses import dataclass

from itcrm_tui.workflows.erasing.planning import Planned, plan
from itcrm_tui.workflows.erasing.traces import backups_that_hold, forget_here
from storage.change import ChangeSet
from storage.erasing.blanking import Values
from storage.erasing.erasure import Erasure, wipe
from storage.erasing.erasure import erase as erase_all
from storage.erasing.titles import telling
from storage.store import Store
from storage.verify import verify

__all__ = ["Done", "Planned", "backups_that_hold", "erase", "forget", "plan"]


@dataclass(frozen=True)
class Done:
    """What was done: the marker in the history, what the files still hold and why, and what the self check found.

    `marker` is None where nothing was left to erase. `words`: what was erased, to be forgotten elsewhere too.
    """

    marker: ChangeSet | None
    titles: int
    unwiped: str | None
    findings: Sequence[str]
    words: Values


def erase(store: Store, planned: Planned) -> Done:
    """Erase as planned, write the files anew, and check what is there then; raises StoreError with nothing erased.

    The files are written anew even where nothing was left to erase: that is how to go on where it could not be done.
    """
    done = Erasure(None, {}, 0, {})
    if not planned.is_empty:
        done = erase_all(store, planned.key, planned.fields, planned.title)
    unwiped = wipe(store, sorted({kind for kind, _ in planned.fields}))
    return Done(done.marker, done.titles, unwiped, verify(store), done.words)


def forget(planned: Planned, done: Done) -> bool:
    """Forget on this machine what the app remembers of what was erased; return whether there was any."""
    return forget_here(planned.fields, telling(done.words))
