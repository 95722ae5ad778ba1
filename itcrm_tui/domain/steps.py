"""What a step changes in a commitment: its state, and the days and names that go with it."""

from dataclasses import replace
from datetime import date

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.states import Facts
from itcrm_tui.ids import RecordId


def stepped(
    commitment: Commitment, to: State, today: date, said: Facts | None = None, accepted_by: RecordId | None = None
) -> Commitment:
    """Return a commitment after a step that was allowed. `accepted_by`: the stakeholder who accepted, if on file."""
    facts = said or Facts()
    moved = replace(commitment, state=to)
    match to:
        case State.DRAFT:
            return replace(moved, checked_on=None)
        case State.CHECKED:
            return replace(moved, checked_on=today)
        case State.PROMISED:
            return replace(moved, promised_on=today, original_due=commitment.original_due or commitment.due)
        case State.DELIVERED:
            return replace(moved, delivered_on=facts.delivered_on or today)
        case State.KEPT:
            closed_on = facts.accepted_on or today
            return replace(moved, closed_on=closed_on, closed_by=facts.accepted_by, accepted_by=accepted_by)
        case State.MISSED:
            delivered_on = commitment.delivered_on or facts.delivered_on
            return replace(moved, closed_on=today, delivered_on=delivered_on, closing_reason=facts.reason)
        case State.DECLINED:
            return replace(moved, closed_on=today, closing_reason=facts.reason, other_route=facts.other_route)
        case State.WITHDRAWN:
            closed_on = facts.withdrawn_on or today
            return replace(moved, closed_on=closed_on, closed_by=facts.withdrawn_by, closing_reason=facts.reason)
    return moved
