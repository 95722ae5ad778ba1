"""What is deleted takes along what it owns, is refused while others name it, and can come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from itcrm_tui.domain.client import Client, LineOfBusiness, Stakeholder
from itcrm_tui.domain.commitment import Answer, Commitment, Requirement
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person, Role, TimeOff
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.ids import new_id
from storage.errors import ConflictError, RefusedError
from storage.store import Store
from tests.storage.records import add, delete, edit, facts, look, now, refused

FINANCE = Client(name="Finance")
VPN = Service(name="VPN")
DANA = Person(name="Dana")
DAY = date(2026, 12, 24)


def test_a_deleted_record_is_no_longer_read_but_can_be_asked_for(store: Store) -> None:
    add(store, FINANCE)
    delete(store, FINANCE)
    assert look(store, FINANCE) is None
    with store.read() as reader:
        assert reader.find(Client) == []
        found = reader.get(Client, FINANCE.id, deleted=True)
    assert isinstance(found, Client)
    assert (found.name, found.version) == ("Finance", 2)
    assert found.deleted_at == found.updated_at is not None


def test_a_deletion_conflicts_when_the_record_has_moved_in_any_field(store: Store, bens: Store) -> None:
    add(store, FINANCE)
    seen = now(store, FINANCE)
    edit(bens, FINANCE, notes="Ask Ms Okoye first")
    with refused(store, ConflictError, "client Finance: notes was changed to “Ask Ms Okoye first” by ben") as unit:
        unit.delete(seen)


def test_deleting_what_somebody_else_deleted_is_no_conflict(store: Store, bens: Store) -> None:
    add(store, FINANCE)
    seen = now(store, FINANCE)
    delete(bens, FINANCE)
    with store.write("Delete") as unit:
        unit.delete(seen)
    assert unit.written is None


def test_deleting_what_was_never_there_conflicts(store: Store) -> None:
    with refused(store, ConflictError, "^client Ghost was not there. Nothing was saved.$") as unit:
        unit.delete(Client(name="Ghost"))


@pytest.mark.parametrize(
    ("gone", "referrer", "sentence"),
    [
        (
            FINANCE,
            Client(name="Payroll", parent=FINANCE.id),
            "client “Payroll” still names it as parent",
        ),
        (
            FINANCE,
            Commitment(client=FINANCE.id, title="VPN for 40"),
            "“VPN for 40” still names it as client",
        ),
        (VPN, InternalNote(service=VPN.id, body="cheap"), "internal note still names it as service"),
        (VPN, ExternalReference(record_kind="service", record=VPN.id, system="s", key="k"), "external reference"),
        (DANA, Client(name="HR", relationship_owner=DANA.id), "client “HR” still names it as relationship owner"),
        (DANA, Touchpoint(kind=TouchpointKind.CALL, held_by=(DANA.id,), purpose="Budget"), "“Budget” .* by whom"),
        (VPN, Service(name="VPN 2", successor=VPN.id), "service “VPN 2” still names it as successor"),
    ],
)
def test_a_deletion_is_refused_by_name_while_a_living_record_names_it(
    store: Store, gone: Client, referrer: Client, sentence: str
) -> None:
    add(store, gone, referrer)
    before = facts(store)
    with pytest.raises(RefusedError, match=sentence):
        delete(store, gone)
    assert facts(store) == before
    delete(store, referrer)
    delete(store, gone)


@pytest.mark.parametrize(
    ("gone", "referrers", "sentence"),
    [
        (
            FINANCE,
            [Client(name=name, parent=FINANCE.id) for name in ("Audit", "Audit", "Audit")],
            "client “Audit” and 2 more still name it as parent. Set its status to former instead.",
        ),
        (
            VPN,
            [InternalNote(service=VPN.id, body=body) for body in ("cheap", "slow")],
            "2 internal notes still name it as service. Set its phase to retired instead.",
        ),
        (DANA, [TimeOff(person=DANA.id, starts_on=DAY, ends_on=DAY)], "1 time off still names it as person."),
    ],
)
def test_a_refused_deletion_says_how_many_name_it_and_what_else_can_be_done(
    store: Store, gone: Record, referrers: list[Record], sentence: str
) -> None:
    add(store, gone, *referrers)
    with pytest.raises(RefusedError, match=f" cannot be deleted: {sentence}$"):
        delete(store, gone)


def test_a_role_in_somebodys_shares_cannot_be_deleted(store: Store) -> None:
    role = Role(name="DBA")
    add(store, role, Person(name="Dana", role_shares=((role.id, Decimal("0.5")),)))
    with pytest.raises(RefusedError, match="person “Dana” still names it as role shares"):
        delete(store, role)


def test_all_that_a_record_owns_goes_along_the_innermost_first(store: Store) -> None:
    commitment = Commitment(client=FINANCE.id, title="VPN")
    requirement = Requirement(commitment=commitment.id)
    answer = Answer(requirement=requirement.id)
    reference = ExternalReference(record_kind="requirement", record=requirement.id, system="jira", key="1")
    add(store, FINANCE, commitment, requirement, answer, reference, Requirement(commitment=commitment.id))
    with store.read() as reader:
        owned = reader.owned(now(store, commitment))
    assert [type(record).__name__ for record in owned[:2]] == ["Answer", "ExternalReference"]
    assert [type(record).__name__ for record in owned[2:]] == ["Requirement", "Requirement"]
    delete(store, *owned, commitment)
    assert facts(store).keys() & {("requirement", requirement.id), ("answer", answer.id)} == set()
    delete(store, FINANCE)


def test_an_owned_record_made_meanwhile_keeps_its_owner(store: Store, bens: Store) -> None:
    add(store, FINANCE)
    seen = now(store, FINANCE)
    add(bens, LineOfBusiness(client=FINANCE.id, name="Treasury"))
    with refused(store, RefusedError, "line of business “Treasury” still names it as client") as unit:
        unit.delete(seen)


def test_nothing_can_be_made_to_point_at_the_deleted(store: Store) -> None:
    add(store, FINANCE, Client(name="Legal"))
    delete(store, FINANCE)
    with pytest.raises(RefusedError, match=r"^The client “Finance” was deleted\.$"):
        add(store, Stakeholder(client=FINANCE.id, name="K. Meyer"))


def test_nothing_can_be_made_to_point_at_what_was_never_there(store: Store) -> None:
    ghost = new_id()
    with pytest.raises(RefusedError, match=f"^There is no client {ghost}.$"):
        add(store, Client(name="Payroll", parent=ghost))
    with pytest.raises(RefusedError, match=f"^There is no person {ghost}.$"):
        add(store, Touchpoint(kind=TouchpointKind.CALL, held_by=(ghost,)))


def test_a_record_and_what_it_points_at_may_come_in_any_order(store: Store) -> None:
    child = Client(name="Payroll", parent=FINANCE.id)
    add(store, child, FINANCE)
    assert now(store, child).parent == FINANCE.id


def test_a_deleted_record_comes_back_as_it_was_seen_with_what_is_different(store: Store) -> None:
    add(store, replace(FINANCE, tier=2))
    delete(store, FINANCE)
    with store.read() as reader:
        gone = reader.get(Client, FINANCE.id, deleted=True)
    assert isinstance(gone, Client)
    add(store, replace(gone, name="Finance and Tax"))
    back = now(store, FINANCE)
    assert (back.name, back.tier, back.version, back.deleted_at) == ("Finance and Tax", 2, 3, None)


def test_a_deleted_record_does_not_come_back_over_what_was_not_seen(store: Store, bens: Store) -> None:
    add(store, FINANCE)
    delete(store, FINANCE)
    with store.read() as reader:
        gone = reader.get(Client, FINANCE.id, deleted=True)
    assert isinstance(gone, Client)
    add(bens, replace(gone, tier=1))
    edit(bens, FINANCE, tier=2)
    delete(bens, FINANCE)
    with pytest.raises(ConflictError, match=r"client Finance was deleted by ben at"):
        add(store, replace(gone, name="Finance and Tax"))
    with pytest.raises(ConflictError, match=r"client Finance was deleted by ben at"):
        add(store, Client(id=FINANCE.id, name="Finance"))
