"""Codes and keys are taken once among the living; inside one change set they can be handed on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.ids import RecordId
from storage import apply
from storage.errors import RefusedError
from storage.store import Store
from storage.undoing import redo, undo
from storage.verify import verify
from tests.storage.records import add, delete, edit, facts, names, now, refused

FINANCE = Client(name="Finance", code="FIN")


@pytest.fixture(params=[1, 2_000], autouse=True)
def _portion(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hand-over works within a portion and across portions."""
    monkeypatch.setattr(apply, "PORTION", request.param)


def test_a_code_cannot_be_taken_from_the_living(store: Store) -> None:
    add(store, FINANCE)
    with pytest.raises(RefusedError, match=r"^Code “FIN” is taken by another client\.$"):
        add(store, Client(name="Finland", code="FIN"))
    add(store, Client(name="Finland", code="fin"), Person(name="Fin", login="FIN"))
    assert names(store, Client) == ["Finance", "Finland"]


def test_a_code_cannot_be_taken_by_an_edit(store: Store) -> None:
    other = Client(name="Legal", code="LEG")
    add(store, FINANCE, other)
    with pytest.raises(RefusedError, match="Code “FIN” is taken"):
        edit(store, other, code="FIN")


def test_two_records_of_one_set_cannot_take_the_same_code(store: Store) -> None:
    with pytest.raises(RefusedError, match=r"same code “FIN”\.|“FIN” is taken"):
        add(store, FINANCE, Client(name="Finland", code="FIN"))
    assert names(store, Client) == []


def test_records_without_a_code_do_not_collide(store: Store) -> None:
    add(store, Client(name="A"), Client(name="B"))
    assert names(store, Client) == ["A", "B"]


def test_the_code_of_a_deleted_record_is_free_again(store: Store) -> None:
    add(store, FINANCE)
    delete(store, FINANCE)
    add(store, Client(name="Finland", code="FIN"))
    assert names(store, Client) == ["Finland"]


def test_a_deleted_record_cannot_come_back_into_a_taken_code(store: Store) -> None:
    add(store, FINANCE)
    delete(store, FINANCE)
    add(store, Client(name="Finland", code="FIN"))
    with store.read() as reader:
        gone = reader.get(Client, FINANCE.id, deleted=True)
    assert isinstance(gone, Client)
    with pytest.raises(RefusedError, match="Code “FIN” is taken"):
        add(store, gone)
    add(store, replace(gone, code="FIN2"))


def test_two_records_swap_their_codes_in_one_set(store: Store) -> None:
    other = Client(name="Legal", code="LEG")
    add(store, FINANCE, other)
    with store.write("Swap") as unit:
        unit.save(now(store, FINANCE), replace(now(store, FINANCE), code="LEG"))
        unit.save(now(store, other), replace(now(store, other), code="FIN"))
    assert (now(store, FINANCE).code, now(store, other).code) == ("LEG", "FIN")
    undo(store)
    assert (now(store, FINANCE).code, now(store, other).code) == ("FIN", "LEG")
    assert verify(store) == []


def test_codes_move_up_along_a_row_of_records_in_either_direction(store: Store) -> None:
    clients = [Client(name=f"{number}", code=f"C{number}") for number in range(5)]
    add(store, *clients)
    before = facts(store)
    for order in (clients, clients[::-1]):
        with store.write("Move up") as unit:
            for client in order:
                seen = now(store, client)
                unit.save(seen, replace(seen, code=f"C{int(seen.name) + 1}"))
        after = facts(store)
        undo(store)
        assert facts(store) == before
        redo(store)
        assert facts(store) == after
        undo(store)
    assert verify(store) == []


def test_a_new_record_takes_the_code_of_one_deleted_or_changed_in_the_same_set(store: Store) -> None:
    other = Client(name="Legal", code="LEG")
    add(store, FINANCE, other)
    before = facts(store)
    with store.write("Hand on") as unit:
        unit.add(Client(name="Finland", code="FIN"))
        unit.add(Client(name="Legends", code="LEG"))
        unit.delete(now(store, FINANCE))
        unit.save(now(store, other), replace(now(store, other), code=None))
    undo(store)
    assert facts(store) == before
    assert verify(store) == []


def test_a_record_that_is_changed_in_the_same_set_but_keeps_its_code_keeps_it(store: Store) -> None:
    add(store, FINANCE)
    with refused(store, RefusedError, r"^Code “FIN” is taken by another client\.$") as unit:
        unit.add(Client(name="Finland", code="FIN"))
        unit.save(now(store, FINANCE), replace(now(store, FINANCE), name="Finance 2"))


def reference(record: RecordId, system: str, key: str, kind: str = "client") -> ExternalReference:
    return ExternalReference(record_kind=kind, record=record, system=system, key=key)


def test_an_external_key_is_taken_once_for_its_system_and_kind(store: Store) -> None:
    person = Person(name="Dana")
    add(store, FINANCE, person, reference(FINANCE.id, "jira", "1"))
    add(store, reference(FINANCE.id, "snow", "1"), reference(person.id, "jira", "1", "person"))
    with pytest.raises(RefusedError, match=r"^Key “1” is taken by another external reference\.$"):
        add(store, reference(FINANCE.id, "jira", "1"))


def test_an_external_key_is_taken_by_moving_to_another_system_too(store: Store) -> None:
    moving = reference(FINANCE.id, "snow", "1")
    add(store, FINANCE, reference(FINANCE.id, "jira", "1"), moving)
    with pytest.raises(RefusedError, match="Key “1” is taken"):
        edit(store, moving, system="jira")


def test_external_keys_are_handed_on_by_changing_any_of_their_parts(store: Store) -> None:
    one, two = reference(FINANCE.id, "jira", "1"), reference(FINANCE.id, "snow", "1")
    add(store, FINANCE, one, two)
    with store.write("Swap systems") as unit:
        unit.save(now(store, one), replace(now(store, one), system="snow"))
        unit.save(now(store, two), replace(now(store, two), system="jira"))
    assert (now(store, one).system, now(store, two).key) == ("snow", "1")
    undo(store)
    assert (now(store, one).system, now(store, two).key) == ("jira", "1")


def test_hostile_codes_are_told_apart_like_any_other(store: Store) -> None:
    codes = ["%", "_", "\\", '"', "'", "''", '{"a"}', "[1]", "NULL", "a,b", " ", "\t", "é", "e\u0301", "\U0001f600", ""]
    add(store, *(Client(name="x", code=code) for code in codes))
    for code in codes:
        with pytest.raises(RefusedError, match="is taken by another client"):
            add(store, Client(name="y", code=code))
