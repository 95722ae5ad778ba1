"""A save writes what differs, where the row still holds what was seen, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from itcrm_tui.domain.client import Client, ClientStatus, Segment
from itcrm_tui.domain.people import Person
from storage import journal
from storage.change import Operation
from storage.errors import ConflictError
from storage.store import Store
from tests.storage.records import add, delete, edit, facts, look, now, refused, titles


@pytest.fixture
def client(store: Store) -> Client:
    client = Client(name="Finance", code="FIN", tags=("a", "b"))
    add(store, client)
    return now(store, client)


def test_a_new_record_reads_back_as_it_was_given(store: Store, client: Client) -> None:
    assert client.name == "Finance"
    assert client.tags == ("a", "b")
    assert (client.version, client.deleted_at) == (1, None)
    assert client.created_at == client.updated_at is not None


def test_a_save_writes_only_the_fields_that_differ(store: Store, client: Client) -> None:
    written = edit(store, client, tier=2)
    assert written
    assert written.records == 1
    with store.connected() as connection:
        [change] = journal.changes_in(connection, written.id)
    assert change.operation is Operation.UPDATE
    assert change.fields == {"tier": (None, 2)}
    assert now(store, client).version == 2


def test_two_people_change_different_fields_of_one_record(store: Store, bens: Store, client: Client) -> None:
    with bens.write("Ben") as unit:
        unit.save(client, replace(client, tier=3))
    with store.write("Ana") as unit:
        unit.save(client, replace(client, segment=Segment.KEY))
    assert (now(store, client).tier, now(store, client).segment) == (3, Segment.KEY)


def test_a_field_that_has_moved_conflicts_and_says_who_and_what(store: Store, bens: Store, client: Client) -> None:
    with bens.read() as reader:
        settings = reader.settings()
    edit(bens, settings, time_zone="Pacific/Kiritimati")
    edit(bens, client, tier=3)
    with pytest.raises(ConflictError) as caught, store.write("Ana") as unit:
        unit.save(client, replace(client, tier=1, cost_centre="7"))
    [clash] = caught.value.clashes
    assert (clash.field, clash.seen, clash.mine, clash.theirs, clash.by) == ("tier", None, 1, 3, "ben")
    there = now(store, client).updated_at
    assert there is not None
    at = there.astimezone(ZoneInfo("Pacific/Kiritimati"))
    assert str(caught.value) == (
        f"client Finance: tier was changed to “3” by ben at {at:%Y-%m-%d %H:%M}. Nothing was saved."
    )
    assert now(store, client).cost_centre is None


def test_what_is_there_already_is_no_conflict_and_writes_nothing(store: Store, bens: Store, client: Client) -> None:
    edit(bens, client, tier=3)
    before = titles(store)
    with store.write("Ana") as unit:
        unit.save(client, replace(client, tier=3))
    assert unit.written is None
    assert titles(store) == before
    assert now(store, client).version == 2


def test_of_a_save_that_is_half_there_only_the_rest_is_written(store: Store, bens: Store, client: Client) -> None:
    edit(bens, client, tier=3)
    with store.write("Ana") as unit:
        unit.save(client, replace(client, tier=3, status=ClientStatus.DORMANT))
    assert unit.written
    with store.connected() as connection:
        [change] = journal.changes_in(connection, unit.written.id)
    assert change.fields == {"status": ("active", "dormant")}


def test_fields_of_one_group_conflict_as_a_whole(store: Store, bens: Store, client: Client) -> None:
    edit(bens, client, role_in_success_agreed_with="Ms Okoye")
    with pytest.raises(ConflictError) as caught, store.write("Ana") as unit:
        unit.save(client, replace(client, role_in_success_agreed_on=date(2026, 1, 2)))
    assert [clash.field for clash in caught.value.clashes] == ["role_in_success_agreed_with"]
    assert now(store, client).role_in_success_agreed_on is None


def test_a_save_that_changes_nothing_writes_nothing(store: Store, client: Client) -> None:
    before = titles(store)
    with store.write("Nothing") as unit:
        unit.save(client, replace(client, name="Finance"))
    assert unit.written is None
    assert titles(store) == before


def test_an_error_in_the_block_writes_nothing(store: Store, client: Client) -> None:
    before = facts(store)
    with refused(store, ZeroDivisionError) as unit:
        unit.save(client, replace(client, tier=1))
        raise ZeroDivisionError
    assert facts(store) == before


def test_one_conflict_keeps_the_whole_unit_back(store: Store, bens: Store, client: Client) -> None:
    edit(bens, client, tier=3)
    other = Client(name="Legal")
    with refused(store, ConflictError) as unit:
        unit.add(other)
        unit.save(client, replace(client, tier=1))
    assert look(store, other) is None


def test_a_deleted_record_cannot_be_saved(store: Store, bens: Store, client: Client) -> None:
    delete(bens, client)
    with refused(store, ConflictError, r"^client Finance was deleted by ben at ") as unit:
        unit.save(client, replace(client, tier=1))


def test_a_record_that_was_made_already_cannot_be_added_again(store: Store, bens: Store, client: Client) -> None:
    with refused(bens, ConflictError, "^client Finance was made already by ana at ") as unit:
        unit.add(Client(id=client.id, name="Finance", code="FIN", tags=("a", "b")))


def test_a_decision_conflicts_when_what_it_relied_on_has_moved(store: Store, bens: Store, client: Client) -> None:
    edit(bens, client, notes="changed")
    other = Client(name="Legal")
    with refused(store, ConflictError, "^client Finance was changed meanwhile by ben at ") as unit:
        unit.add(other)
        unit.expect([client])
    assert look(store, other) is None


def test_a_decision_conflicts_when_what_it_relied_on_is_gone(store: Store, bens: Store, client: Client) -> None:
    delete(bens, client)
    with refused(store, ConflictError, "changed meanwhile") as unit:
        unit.add(Person(name="Dana"))
        unit.expect([client])


def test_a_decision_may_change_what_it_relied_on(store: Store, bens: Store, client: Client) -> None:
    with store.write("Ana") as unit:
        unit.expect([client])
        unit.save(client, replace(client, tier=1))
    assert unit.written
    with refused(store, ConflictError, "changed meanwhile") as unit:
        unit.expect([client])
        unit.save(client, replace(client, notes="new"))
