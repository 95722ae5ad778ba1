"""What two people do in the same moment breaks no rule: whoever comes second is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from itcrm_tui.domain.client import Client, LineOfBusiness
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.ids import RecordId
from storage.change import ChangeSet
from storage.errors import ConflictError, RefusedError
from storage.rules import references
from storage.store import Store
from storage.undoing import revert
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.racing import second_after_first
from tests.storage.records import add, delete, edit, look, now

FINANCE = Client(name="Finance")


@pytest.fixture
def place(postgres: Place) -> Place:
    """Only on PostgreSQL do writers run beside each other."""
    return postgres


def test_of_two_who_take_one_code_at_once_the_second_is_refused(place: Place, store: Store, bens: Store) -> None:
    one, two = Client(name="Finance", code="FIN"), Client(name="Finland", code="FIN")
    first, second = second_after_first(place, store, lambda: add(store, one), lambda: add(bens, two))
    assert isinstance(first, ChangeSet)
    assert isinstance(second, RefusedError)
    assert str(second) == "This code was just taken by another client."
    assert verify(store) == []


def test_of_two_who_take_one_external_key_at_once_the_second_is_told(place: Place, store: Store, bens: Store) -> None:
    add(store, FINANCE)

    def key() -> ExternalReference:
        return ExternalReference(record_kind="client", record=FINANCE.id, system="jira", key="1")

    first, second = second_after_first(place, store, lambda: add(store, key()), lambda: add(bens, key()))
    assert isinstance(first, ChangeSet)
    assert isinstance(second, RefusedError)
    assert str(second) == "This key was just taken by another external reference."


def test_a_child_made_while_its_owner_is_deleted_is_refused(place: Place, store: Store, bens: Store) -> None:
    add(store, FINANCE)
    child = LineOfBusiness(client=FINANCE.id, name="Treasury")
    first, second = second_after_first(place, store, lambda: delete(store, FINANCE), lambda: add(bens, child))
    assert isinstance(first, ChangeSet)
    assert isinstance(second, RefusedError)
    assert str(second) == "The client “Finance” was deleted."
    assert verify(store) == []


def test_a_child_made_while_its_owner_is_brought_back_is_written(
    place: Place, store: Store, bens: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, FINANCE)
    gone = delete(store, FINANCE)
    assert gone
    missing, asked = references._missing, []

    def brought_back_first(connection: Connection, kind: Kind, record_id: RecordId) -> str:
        if not asked:
            asked.append(record_id)
            revert(bens, gone.id)
        return missing(connection, kind, record_id)

    monkeypatch.setattr(references, "_missing", brought_back_first)
    child = LineOfBusiness(client=FINANCE.id, name="Treasury")
    add(store, child)
    assert asked == [FINANCE.id]
    assert now(store, child).client == FINANCE.id
    assert verify(store) == []


def test_an_owner_deleted_while_a_child_is_made_stays(place: Place, store: Store, bens: Store) -> None:
    add(store, FINANCE)
    child = LineOfBusiness(client=FINANCE.id, name="Treasury")
    first, second = second_after_first(place, store, lambda: add(store, child), lambda: delete(bens, FINANCE))
    assert isinstance(first, ChangeSet)
    assert isinstance(second, RefusedError)
    assert "line of business “Treasury” still names it" in str(second)
    assert verify(store) == []


def test_a_circle_closed_from_both_sides_at_once_is_refused(place: Place, store: Store, bens: Store) -> None:
    one, two, three, four = (Client(name=str(number)) for number in range(1, 5))
    add(store, one, replace(two, parent=three.id), three, replace(four, parent=one.id))
    first, second = second_after_first(
        place,
        store,
        lambda: edit(store, one, parent=two.id),
        lambda: edit(bens, three, parent=four.id),
    )
    assert isinstance(first, ChangeSet)
    assert isinstance(second, RefusedError)
    assert "its own parent, not even by a detour" in str(second)
    assert verify(store) == []


def test_a_decision_is_not_taken_on_what_changes_in_that_moment(place: Place, store: Store, bens: Store) -> None:
    add(store, FINANCE)
    seen = now(store, FINANCE)
    other = Client(name="Legal")

    def decide() -> None:
        with bens.write("Decide") as unit:
            unit.add(other)
            unit.expect([seen])

    first, second = second_after_first(place, store, lambda: edit(store, FINANCE, tier=1), decide)
    assert isinstance(first, ChangeSet)
    assert isinstance(second, ConflictError)
    assert "client Finance was changed meanwhile by ana" in str(second)
    assert look(store, other) is None


def test_two_who_take_back_the_same_at_once_do_so_once(place: Place, store: Store, bens: Store) -> None:
    made = add(store, FINANCE)
    add(store, Client(name="Legal"))
    first, second = second_after_first(
        place, store, lambda: revert(store, made.id).written, lambda: revert(bens, made.id).written
    )
    assert isinstance(first, ChangeSet)
    assert isinstance(second, RefusedError)
    assert str(second) == "That has been taken back already."
    assert verify(store) == []


def test_a_field_changed_in_that_moment_conflicts(place: Place, store: Store, bens: Store) -> None:
    add(store, FINANCE)
    seen = now(store, FINANCE)

    def save(writer: Store, tier: int) -> ChangeSet | None:
        with writer.write("Tier") as unit:
            unit.save(seen, replace(seen, tier=tier))
        return unit.written

    first, second = second_after_first(place, store, lambda: save(store, 1), lambda: save(bens, 2))
    assert isinstance(first, ChangeSet)
    assert isinstance(second, ConflictError)
    assert now(store, FINANCE).tier == 1


def test_different_fields_and_records_changed_in_that_moment_are_both_kept(
    place: Place, store: Store, bens: Store
) -> None:
    role = Role(name="DBA")
    add(store, FINANCE, role)
    first, second = second_after_first(
        place, store, lambda: edit(store, FINANCE, tier=1), lambda: edit(bens, FINANCE, notes="n")
    )
    assert isinstance(first, ChangeSet)
    assert isinstance(second, ChangeSet)
    assert (now(store, FINANCE).tier, now(store, FINANCE).notes, now(store, FINANCE).version) == (1, "n", 3)
    assert verify(store) == []
