"""Commitments that end without a delivery: taken back by the client, or refused by us."""

from datetime import date

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.states import Facts
from itcrm_tui.workflows.promising.stakeholders import demand_come
from itcrm_tui.workflows.promising.stepping import Taken, step
from storage.store import Store


def withdraw(
    store: Store, seen: Commitment, by: str | None, on: date, why: str | None, today: date | None = None
) -> Taken:
    """Close a commitment that the client takes back: who, when, why. Raises SaidWrongError for a day to come."""
    demand_come(on, today, "on")
    said = Facts(withdrawn_by=by, withdrawn_on=on, reason=why)
    return step(store, seen, State.WITHDRAWN, on, said, closed_by=by, closing_reason=why)


def refuse(store: Store, seen: Commitment, why: str | None, route: str | None, today: date) -> Taken:
    """Close what we do not promise: why, and by which other route the client may get it."""
    said = Facts(reason=why, other_route=route)
    return step(
        store,
        seen,
        State.DECLINED,
        today,
        said,
        closed_by=store.actor,
        closing_reason=why,
        other_route=route,
    )
