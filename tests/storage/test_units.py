"""Several changes to one record in one unit become one; where that cannot be, the unit says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.kinds import KINDS, kind_of
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Rate, Service
from itcrm_tui.domain.values import known_fields
from itcrm_tui.ids import new_id
from storage import journal
from storage.change import Change, Operation
from storage.errors import ConflictError, RefusedError
from storage.store import Store
from storage.undoing import undo
from tests.storage.records import add, edit, look, now, refused, titles


@pytest.fixture
def client(store: Store) -> Client:
    client = Client(name="Finance", tags=("a",))
    add(store, client)
    return now(store, client)


def changes_of_last(store: Store, *, back: int = 0) -> list[Change]:
    with store.connected() as connection:
        found = journal.change_sets(connection, limit=back + 1)
        return journal.changes_in(connection, found[back].id)


def test_two_saves_of_one_record_become_one_change(store: Store, client: Client) -> None:
    with store.write("Twice") as unit:
        unit.save(client, replace(client, tier=1))
        unit.save(replace(client, tier=1), replace(client, tier=2, notes="n"))
    [change] = changes_of_last(store)
    assert change.fields == {"tier": (None, 2), "notes": (None, "n")}
    assert now(store, client).version == 2


def test_a_save_that_is_taken_back_in_the_same_unit_is_nothing(store: Store, client: Client) -> None:
    with store.write("To and fro") as unit:
        unit.save(client, replace(client, tier=1))
        unit.save(replace(client, tier=1), client)
    assert unit.written is None


def test_a_save_after_an_add_is_part_of_the_add(store: Store) -> None:
    service = Service(name="VPN", category="Network")
    with store.write("Make") as unit:
        unit.add(service)
        unit.save(service, replace(service, name="VPN 2", category=None))
    [change] = changes_of_last(store)
    assert change.operation is Operation.CREATE
    assert change.new("name") == "VPN 2"
    assert "category" not in change.fields
    assert now(store, service).name == "VPN 2"


def test_adding_and_deleting_in_one_unit_is_nothing(store: Store) -> None:
    client = Client(name="Finance")
    before = titles(store)
    with store.write("Now you see it") as unit:
        unit.add(client)
        unit.delete(client)
    assert unit.written is None
    assert titles(store) == before


def test_saving_and_deleting_in_one_unit_deletes_what_was_seen_before(store: Store, client: Client) -> None:
    with store.write("Last words") as unit:
        unit.save(client, replace(client, tier=1, tags=()))
        unit.delete(replace(client, tier=1, tags=()))
    [change] = changes_of_last(store)
    assert change.operation is Operation.DELETE
    assert change.old("tags") == ["a"]
    assert "tier" not in change.fields
    assert look(store, client) is None


def test_saving_and_deleting_still_conflicts_with_what_was_not_seen(store: Store, bens: Store, client: Client) -> None:
    edit(bens, client, tier=9)
    with refused(store, ConflictError) as unit:
        unit.save(client, replace(client, tier=1))
        unit.delete(replace(client, tier=1))


def test_deleting_twice_in_one_unit_deletes_once(store: Store, client: Client) -> None:
    with store.write("Marked twice") as unit:
        unit.delete(client)
        unit.delete(client)
    assert len(changes_of_last(store)) == 1
    assert look(store, client) is None


def test_deleting_and_adding_again_is_a_change_of_what_differs(store: Store, client: Client) -> None:
    with store.write("Anew") as unit:
        unit.delete(client)
        unit.add(replace(client, name="Finance 2", tags=()))
    [change] = changes_of_last(store)
    assert change.operation is Operation.UPDATE
    assert (now(store, client).name, now(store, client).tags) == ("Finance 2", ())


def test_one_record_cannot_be_added_twice_in_a_unit(store: Store) -> None:
    client = Client(name="Finance")
    with refused(store, ValueError, "cannot be created after it was created") as unit:
        unit.add(client)
        unit.add(client)


def test_a_deleted_record_cannot_be_saved_in_the_same_unit(store: Store, client: Client) -> None:
    with refused(store, ValueError, "cannot be updated after it was deleted") as unit:
        unit.delete(client)
        unit.save(client, replace(client, tier=1))


def test_two_different_records_cannot_be_saved_as_one(store: Store, client: Client) -> None:
    with refused(store, ValueError, "same record") as unit:
        unit.save(client, Client(name="Legal"))


def test_a_field_of_a_group_brings_its_group_along(store: Store) -> None:
    service = Service(name="VPN")
    rate = Rate(service=service.id, price=100, unit="user", starts_on=date(2026, 1, 1))
    add(store, service, rate)
    edit(store, rate, ends_on=date(2026, 12, 31))
    [change] = changes_of_last(store)
    assert change.fields == {"starts_on": ("2026-01-01", "2026-01-01"), "ends_on": (None, "2026-12-31")}


def test_titles_become_one_harmless_line_of_bearable_length(store: Store) -> None:
    add(store, Client(name="x"), title="Import \x1b[31mred\udcff\x00\nfile" + "!" * 300)
    [title, *_] = titles(store)
    assert len(title) == 200
    assert title.isprintable()
    assert title.startswith("Import ")
    assert title.endswith("!...")


@pytest.mark.parametrize(
    "record",
    [
        Client(name="Grüße", tier=2, tags=("a", "b"), role_in_success_agreed_on=date(2026, 1, 2)),
        Person(name="Ada", availability_factor=Decimal("0.85")),
        Feedback(kind=FeedbackKind.COMPLAINT, subject="Slow", received_at=datetime(2026, 1, 2, tzinfo=UTC)),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_can_be_made_of_what_is_known_of_it(store: Store, record: Record) -> None:
    with store.write("Known") as unit:
        unit.add_known(kind_of(record), {record.id: known_fields(record)})
    assert known_fields(now(store, record)) == known_fields(record)
    assert now(store, record).version == 1
    undo(store)
    add(store, record)
    once, again = changes_of_last(store), changes_of_last(store, back=2)
    assert once == again


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("client", {"name": "a\x00b"}),
        ("client", {"name": "a", "notes": "\ud800"}),
        ("client", {"name": "a", "tags": ["a\x00b"]}),
        ("client", {"name": "a", "tier": 2**53 + 1}),
        ("client", {"name": "a", "code": "x" * 3_000}),
        ("client", {"name": "a", "parent": "no\nid"}),
        ("usage", {"client": "a", "service": "b", "month": "2026-01", "quantity": "1E+200"}),
        ("person", {"name": "a", "role_shares": {"a": "NaN"}}),
        ("feedback", {"kind": "complaint", "subject": "x", "received_at": "2026-01-02T10:00:00"}),
    ],
)
def test_what_is_known_of_a_record_is_refused_where_no_engine_could_hold_it(
    store: Store, kind: str, known: dict[str, Any]
) -> None:
    with refused(store, RefusedError) as unit:
        unit.add_known(KINDS[kind], {new_id(): known})
    assert titles(store) == ["Set up the database"]
