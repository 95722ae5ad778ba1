"""Restricted kinds leave their traces in tables of their own, and a role without those sees "hidden", not "none"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS, kind_of
from itcrm_tui.domain.record import Hidden
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.domain.subscription import NegotiatedPrice, Subscription
from storage import journal
from storage.errors import ReadOnlyError, RefusedError
from storage.store import Store
from storage.undoing import undo
from storage.verify import verify
from tests.postgres_server import Server
from tests.storage.places import Place
from tests.storage.records import add, delete, edit, facts, now, refused

VPN = Service(name="VPN")
FINANCE = Client(name="Finance")
SUBSCRIPTION = Subscription(client=FINANCE.id, service=VPN.id)
NOTE = InternalNote(service=VPN.id, body="Costs us 12 a head: secret")
PRICE = NegotiatedPrice(subscription=SUBSCRIPTION.id, price=987654)
RESTRICTED = [kind.name for kind in KINDS.values() if kind.restricted]
HIDDEN_TABLES = [*RESTRICTED, "restricted_change", "restricted_search_text"]


def test_every_trace_of_a_restricted_record_is_in_a_restricted_table(place: Place, store: Store) -> None:
    add(store, VPN, FINANCE, SUBSCRIPTION, NOTE, PRICE, title="Add VPN")
    edit(store, NOTE, body="Costs us 13 a head: secret")
    delete(store, PRICE)
    undo(store)
    tables = [row[0] for row in place.raw(TABLES[place.engine])]
    assert len(tables) > 30
    told = {table for table in tables for row in place.raw(f"SELECT * FROM {table}") if tells(row)}
    assert told == set(HIDDEN_TABLES)
    assert verify(store) == []


TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%index%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def tells(row: tuple[object, ...]) -> bool:
    return any(secret in str(row) for secret in ("secret", "987654", NOTE.id, PRICE.id))


@pytest.fixture
def engineers(postgres: Place, postgres_server: Server) -> Iterator[Store]:
    """The store of a role that may do everything but read what is restricted."""
    add(postgres.open(), VPN, FINANCE, SUBSCRIPTION, NOTE, PRICE, title="Add VPN")
    postgres.raw(f"REVOKE ALL ON {', '.join(HIDDEN_TABLES)} FROM ben")
    return postgres.open("ben")


def test_a_role_without_the_right_gets_hidden_from_every_way_of_reading(engineers: Store) -> None:
    for record in (NOTE, PRICE):
        kind = kind_of(record)
        with engineers.read() as reader:
            answers = [
                reader.get(type(record), record.id),
                reader.find(type(record)),
                reader.page(kind),
                reader.page(kind, "secret"),
                reader.count(kind),
                reader.count(kind, "secret"),
                reader.sorted_by(kind, kind.by_name["notes"]),
                reader.sorted_ids(kind, kind.by_name["notes"]),
                reader.linked(type(record), VPN.id),
            ]
        assert answers == [Hidden(kind.name)] * len(answers)
    assert str(Hidden("internal_note")) == "not for your role"


def test_what_owns_something_hidden_does_not_tell_whether_it_does(engineers: Store) -> None:
    other = Service(name="Without a note")
    add(engineers, other)
    for service in (VPN, other):
        with engineers.read() as reader, pytest.raises(RefusedError, match="That may have internal notes, which are"):
            reader.owned(service)


def test_history_shows_the_header_but_not_the_hidden_changes(engineers: Store) -> None:
    with engineers.connected() as connection:
        [found, _] = journal.change_sets(connection)
        assert (found.title, found.records) == ("Add VPN", 5)
        changed = {change.kind for change in journal.changes_in(connection, found.id)}
        assert journal.change_sets(connection, record_id=NOTE.id) == []
        assert journal.changes_in(connection, found.id, record_id=PRICE.id) == []
    assert changed == {"service", "client", "subscription"}


def test_other_kinds_are_read_written_and_verified_as_ever(engineers: Store) -> None:
    edit(engineers, FINANCE, tier=1)
    undo(engineers)
    assert verify(engineers) == []
    with engineers.read() as reader:
        assert len(reader.page(kind_of(Client), "finance") or []) == 1


def test_a_write_without_the_right_is_one_sentence_and_writes_nothing(engineers: Store, postgres: Place) -> None:
    before = facts(postgres.open())
    with refused(engineers, ReadOnlyError, r"^Your role on the shared database may not do that\. Nothing was saved\.$"):
        add(engineers, Service(name="New"), InternalNote(service=VPN.id, body="x"))
    with refused(engineers, ReadOnlyError, "Your role") as unit:
        unit.save(replace(NOTE, version=1), replace(NOTE, body="y"))
    assert facts(postgres.open()) == before


def test_a_change_set_with_hidden_parts_is_not_undone_in_parts(engineers: Store, postgres: Place) -> None:
    theirs = postgres.open("ben")
    postgres.raw(f"GRANT ALL ON {', '.join(HIDDEN_TABLES)} TO ben")
    add(postgres.open("ben"), Service(name="Printing"), InternalNote(service=VPN.id, body="x"), title="Both")
    postgres.raw(f"REVOKE ALL ON {', '.join(HIDDEN_TABLES)} FROM ben")
    with pytest.raises(RefusedError, match="“Both” cannot be taken back: part of it is not for your role"):
        undo(postgres.open("ben"))
    assert theirs.actor == "ben"


def test_the_database_says_who_writes_and_nobody_can_say_otherwise(postgres: Place, postgres_server: Server) -> None:
    forger = postgres.open("ben")
    assert forger.actor == "ben"
    forger.actor = "ana"
    add(forger, FINANCE)
    columns = "id, sequence, at, device, title, action, reverts, schema_version, records"
    postgres.raw("REVOKE INSERT ON change_set FROM ben")
    postgres.raw(f"GRANT INSERT ({columns}) ON change_set TO ben")
    add(forger, VPN)
    with postgres.open().connected() as connection:
        assert [found.actor for found in journal.change_sets(connection, limit=2)] == ["ben", "ben"]
    with pytest.raises(ReadOnlyError), forger.below() as connection:
        connection.exec_driver_sql(
            "INSERT INTO change_set (id, sequence, at, actor, device, title, action, schema_version, records)"
            " VALUES ('x', 99, now(), 'ana', 'd', 't', 'write', '0001', 0)"
        )


def test_a_role_that_may_only_read_is_told_so_when_it_writes(postgres: Place) -> None:
    add(postgres.open(), FINANCE)
    postgres.raw("REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public FROM ben")
    reader = postgres.open("ben")
    assert now(reader, FINANCE).name == "Finance"
    with pytest.raises(
        ReadOnlyError, match=r"^Your role on the shared database may not do that\. Nothing was saved\.$"
    ):
        edit(reader, FINANCE, tier=1)
    with pytest.raises(ReadOnlyError):
        add(reader, VPN)


def test_who_may_only_insert_needs_no_right_to_change_what_it_points_at(postgres: Place) -> None:
    add(postgres.open(), FINANCE, VPN)
    postgres.raw("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ben")
    postgres.raw("GRANT SELECT ON ALL TABLES IN SCHEMA public TO ben")
    postgres.raw("GRANT INSERT ON subscription, change, change_set TO ben")
    postgres.raw("GRANT UPDATE ON counter, role_lock TO ben")
    contributor = postgres.open("ben")
    add(contributor, SUBSCRIPTION)
    with pytest.raises(RefusedError, match="There is no service"):
        add(contributor, Subscription(client=FINANCE.id, service=FINANCE.id))
