"""A draft is proposed the hours that its service takes, beside what past promises really took."""

from __future__ import annotations

from decimal import Decimal

import pytest

from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.service import Effort, EffortBasis, Service
from itcrm_tui.workflows import history
from itcrm_tui.workflows.promising.proposing import add_proposed, propose
from storage.errors import RefusedError
from storage.store import Store
from tests.workflows.promise_steps import DBA, FINANCE, FRIDAY, NETWORK, TODAY, add, all_of, now, organized

VPN = Service(name="VPN")


@pytest.fixture
def here(store: Store) -> Store:
    """The organization with a service of two efforts, and two promises that were delivered."""
    organized(store)
    add(
        store,
        VPN,
        Effort(service=VPN.id, role=NETWORK.id, minutes=30, basis=EffortBasis.UNIT),
        Effort(service=VPN.id, role=NETWORK.id, minutes=60, basis=EffortBasis.REQUEST),
    )
    for minutes in (600, 1_200):
        past = Commitment(
            client=FINANCE.id, title="Past", service=VPN.id, state=CommitmentState.KEPT, delivered_on=TODAY
        )
        add(store, past, *(Requirement(commitment=past.id, role=role.id, minutes=minutes) for role in (NETWORK, DBA)))
    return store


def test_units_are_multiplied_requests_counted_once_and_the_past_stands_beside(here: Store) -> None:
    draft = Commitment(client=FINANCE.id, title="VPN for 40", service=VPN.id, due=FRIDAY)
    add(here, draft)
    with here.read() as reader:
        found = propose(reader, now(here, draft), Decimal(40))
    told = {found.names[one.role]: (one.minutes, one.usual and one.usual.minutes) for one in found.proposals}
    assert told == {"Network": (1_260, 900), "DBA": (None, 900)}
    assert add_proposed(here, now(here, draft), found) == "Added 1 requirement."
    assert [need.minutes for need in all_of(here, Requirement, commitment=draft.id)] == [1_260]
    history.undo(here)
    assert all_of(here, Requirement, commitment=draft.id) == []


def test_without_a_service_or_efforts_nothing_is_proposed(here: Store) -> None:
    draft = Commitment(client=FINANCE.id, title="Anything")
    fax = Service(name="Fax")
    other = Commitment(client=FINANCE.id, title="Fax", service=fax.id)
    add(here, draft, fax, other)
    with here.read() as reader:
        with pytest.raises(RefusedError, match="names no service"):
            propose(reader, draft, Decimal(1))
        nothing = propose(reader, other, Decimal(1))
    with pytest.raises(RefusedError, match="Add an effort"):
        add_proposed(here, now(here, other), nothing)
