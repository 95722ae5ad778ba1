"""Renegotiating a promise: the due date moves, the state and the original due date stay."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.states import Refusal

PROMISED = (State.PROMISED, State.IN_DELIVERY)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What was agreed with the client: the new due date, who agreed, and why it moves."""

    due: date
    agreed_by: str
    why: str


def refused_renegotiation(commitment: Commitment, agreed: Agreement, today: date) -> Refusal | None:
    """Return why a promise may not be moved to a date, and the way out; None when it may."""
    if commitment.state not in PROMISED:
        return Refusal(
            why=f"A commitment that is {commitment.state} is not renegotiated.",
            way_out="Only a promise that is not delivered is; before it is promised, edit its due date.",
        )
    if agreed.due < today:
        return Refusal(
            why="It cannot be moved to a day that has passed.", way_out="Agree on a day from today on.", about="due"
        )
    if agreed.due == commitment.due:
        return Refusal(why="That is its due date already.", way_out="Agree on another day.", about="due")
    wanted = {"who agreed": agreed.agreed_by, "why it moves": agreed.why}
    missing = [words for words, said in wanted.items() if not said.strip()]
    return Refusal(why=f"It is not moved without saying {', '.join(missing)}.", way_out="") if missing else None


def renegotiated(commitment: Commitment, agreed: Agreement) -> Commitment:
    """Return the promise with its new due date; its first one stays on record."""
    return replace(commitment, due=agreed.due, original_due=commitment.original_due or commitment.due)


def moved_needs(needs: Iterable[Requirement], old: date | None, due: date) -> Iterator[tuple[Requirement, Requirement]]:
    """Yield what moves with a due date, as it is and as it becomes: what is needed by the old one, or after the new."""
    for need in needs:
        if need.needed_by is not None and (need.needed_by == old or need.needed_by > due):
            yield need, replace(need, needed_by=due)
