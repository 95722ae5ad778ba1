"""From the beginning of the work to its acceptance."""

from datetime import date

from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.states import Facts
from itcrm_tui.workflows.promising.stakeholders import SaidWrongError, demand_come, demand_of_client
from itcrm_tui.workflows.promising.stepping import Taken, step
from storage.store import Store


def begin(store: Store, seen: Commitment, today: date) -> Taken:
    """Say that work on a promise has begun."""
    return step(store, seen, State.IN_DELIVERY, today, Facts(begun=True))


def deliver(store: Store, seen: Commitment, on: date, today: date) -> Taken:
    """Say on which day a promise was delivered. Raises RefusedError for a day to come."""
    if on > today:
        raise SaidWrongError("It cannot be delivered on a day to come. Say on which day it was.", "on")
    return step(store, seen, State.DELIVERED, on, Facts(delivered_on=on))


def keep(store: Store, seen: Commitment, accepted_by: Stakeholder | None, on: date, today: date | None = None) -> Taken:
    """Close a promise that was delivered in time as kept: who at the client has accepted it, and when.

    Raises SaidWrongError for a stakeholder of another client, and for a day before the delivery or to come.
    """
    demand_come(on, today, "on")
    if seen.delivered_on and on < seen.delivered_on:
        raise SaidWrongError("It cannot be accepted before it was delivered. Say on which day it was.", "on")
    with store.read() as reader:
        demand_of_client(reader, seen, accepted_by, "accepted_by")
    said = Facts(accepted_by=accepted_by.name if accepted_by else None, accepted_on=on)
    who = accepted_by.id if accepted_by else None
    return step(store, seen, State.KEPT, on, said, accepted_by=who)
