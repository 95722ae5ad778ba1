"""A missed promise: it opens a review of what in our ways made it so."""

from datetime import date

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.promising import MissReview
from itcrm_tui.domain.states import Facts
from itcrm_tui.workflows.promising.stepping import Taken, step
from storage.store import Store


def miss(store: Store, seen: Commitment, today: date, *, given_up: bool = False, reason: str | None = None) -> Taken:
    """Close a promise as missed that was delivered late, or is given up; open its review."""
    review = MissReview(commitment=seen.id, owner=seen.owner)
    said = Facts(given_up=given_up, reason=reason)
    return step(store, seen, State.MISSED, today, said, besides=[review], closing_reason=reason)
