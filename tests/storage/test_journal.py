"""The journal tells everything in order: who, when, on which device, in what words, and what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.domain.settings import SETTINGS_ID, Settings
from storage import apply, journal
from storage.change import Action, Operation
from storage.errors import ConflictError
from storage.opening import open_store
from storage.store import Store
from storage.tables import SCHEMA_VERSION
from storage.undoing import undo
from tests.storage.places import Place
from tests.storage.records import add, edit, look, now, refused, titles

FINANCE = Client(name="Finance")


def test_a_new_database_begins_with_the_settings(store: Store) -> None:
    assert titles(store) == ["Set up the database"]
    with store.read() as reader:
        settings = reader.settings()
    assert settings == replace(Settings(id=SETTINGS_ID), version=1, **times(settings))


def times(record: Settings) -> dict[str, datetime | None]:
    return {"created_at": record.created_at, "updated_at": record.updated_at}


def test_a_header_says_who_when_where_and_in_what_words(place: Place) -> None:
    at = datetime(2026, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
    store = open_store(place.url_for("ben"), actor="ben", device="bens laptop", clock=lambda: at)
    written = add(store, FINANCE, title="Add Finance")
    with store.connected() as connection:
        assert journal.get(connection, written.id) == journal.get(connection, str(written.sequence)) == written
        assert journal.sequence(connection) == written.sequence == 2
    assert (written.actor, written.at, written.device, written.title) == ("ben", at, "bens laptop", "Add Finance")
    assert (written.action, written.reverts, written.records) == (Action.WRITE, None, 1)
    assert written.schema_version == SCHEMA_VERSION
    assert now(store, FINANCE).created_at == now(store, FINANCE).updated_at == at
    store.close()


def test_history_comes_newest_first_page_by_page_in_both_directions(store: Store) -> None:
    add(store, FINANCE, title="2")
    for number in range(3, 8):
        edit(store, FINANCE, title=str(number), tier=number)
    with store.connected() as connection:

        def page(**how: int) -> list[int]:
            return [found.sequence for found in journal.change_sets(connection, **how)]

        assert page() == [7, 6, 5, 4, 3, 2, 1]
        assert page(limit=2) == [7, 6]
        assert page(before=6, limit=2) == [5, 4]
        assert page(after=1, limit=2) == [3, 2]
        assert page(after=5) == [7, 6]
        assert page(before=1) == page(after=7) == []


def test_the_history_of_one_record_holds_what_touched_it_and_no_more(store: Store) -> None:
    service = Service(name="VPN")
    note = InternalNote(service=service.id, body="b")
    add(store, FINANCE, service, note, title="All")
    edit(store, FINANCE, title="Client", tier=1)
    edit(store, note, title="Note", body="c")
    with store.connected() as connection:

        def history(record: Client | Service | InternalNote) -> list[str]:
            return [found.title for found in journal.change_sets(connection, record_id=record.id)]

        assert history(FINANCE) == ["Client", "All"]
        assert history(service) == ["All"]
        assert history(note) == ["Note", "All"]
        everything = journal.change_sets(connection, record_id=note.id)[1]
        assert [change.kind for change in journal.changes_in(connection, everything.id)] == [
            "client",
            "service",
            "internal_note",
        ]
        assert [change.kind for change in journal.changes_in(connection, everything.id, limit=2)] == [
            "client",
            "service",
        ]
        [change] = journal.changes_in(connection, everything.id, record_id=note.id)
        assert change.operation is Operation.CREATE
        assert list(change.fields) == ["service", "body"]


def test_a_record_s_fields_are_told_in_their_order_of_importance(store: Store) -> None:
    written = add(store, Client(notes="n", tier=1, name="Finance", code="FIN"))
    with store.connected() as connection:
        [change] = journal.changes_in(connection, written.id)
    assert list(change.fields) == ["code", "name", "tier", "status", "perceived_health", "notes"]


def test_who_touched_a_field_last_is_found_in_a_long_history(store: Store, bens: Store) -> None:
    add(store, FINANCE)
    written = edit(bens, FINANCE, segment="key", notes="by Ben")
    for tier in range(120):
        edit(store, FINANCE, tier=tier)
    with store.connected() as connection:
        assert written
        assert journal.last_touch(connection, "client", FINANCE.id, "notes") == ("ben", written.at)
        assert (journal.last_touch(connection, "client", FINANCE.id, None) or ("",))[0] == "ana"
        assert journal.last_touch(connection, "client", FINANCE.id, "parent") is None
        assert journal.last_touch(connection, "client", Client(name="x").id, None) is None


def test_a_field_that_only_came_along_with_its_group_was_not_touched(store: Store, bens: Store) -> None:
    add(store, replace(FINANCE, role_in_risk_agreed="keep the lights on", role_in_risk_agreed_with="Ms Okoye"))
    edit(bens, FINANCE, role_in_risk_agreed_with="Mr Brandt")
    with store.connected() as connection:
        assert (journal.last_touch(connection, "client", FINANCE.id, "role_in_risk_agreed") or ("",))[0] == "ana"
        assert (journal.last_touch(connection, "client", FINANCE.id, "role_in_risk_agreed_with") or ("",))[0] == "ben"


@pytest.mark.parametrize("portion", [2, 2_000])
def test_a_refused_unit_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch, portion: int) -> None:
    monkeypatch.setattr(apply, "PORTION", portion)
    add(store, FINANCE)
    seen = now(store, FINANCE)
    edit(store, FINANCE, tier=1)
    before = titles(store)
    others = [Client(name=f"Other {number}", code=f"O{number}") for number in range(5)]
    with refused(store, ConflictError) as unit:
        for client in others:
            unit.add(client)
        unit.save(seen, replace(seen, tier=2))
    assert titles(store) == before
    assert look(store, others[0]) is None
    add(store, *others)
    with store.connected() as connection:
        assert journal.sequence(connection) == len(before) + 1


def test_a_large_unit_without_effect_leaves_no_gap(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apply, "PORTION", 1)
    clients = [Client(name=f"{number}", tier=1) for number in range(3)]
    add(store, *clients)
    seen = [now(store, client) for client in clients]
    for client in clients:
        edit(store, client, tier=2)
    with store.write("The same again") as unit:
        for client in seen:
            unit.save(client, replace(client, tier=2))
    assert unit.written is None
    assert add(store, FINANCE).sequence == 6
    undo(store)
