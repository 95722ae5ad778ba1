"""A laptop goes along and comes back: what was written on either side ends on both."""

from __future__ import annotations

import sqlite3
import stat
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.record import Hidden
from itcrm_tui.domain.service import InternalNote, Service
from storage import journal
from storage.errors import NOT_YOURS, ReadOnlyError, RefusedError, StoreError
from storage.sync.checkout import checkout
from storage.sync.deciding import Choice, decide
from storage.sync.making import made
from storage.sync.state import state_of
from storage.sync.syncing import pending, sync
from storage.undoing import redo, undo
from tests.storage.records import add, delete, edit, look, now, titles
from tests.storage.sync.conftest import FINANCE, HEAD, LEGAL, Road, StoppedError, contents, stopping, unwatched


def test_a_working_copy_holds_what_the_hub_holds_for_its_owner_s_eyes_alone(sqlite_road: Road) -> None:
    add(sqlite_road.hub, Service(name="VPN"), Role(name="Network"))
    ana = sqlite_road.check_out("ana")
    assert stat.S_IMODE(ana.path.stat().st_mode) == 0o600
    sqlite_road.check_equal()


def test_what_is_not_for_the_role_is_not_taken_along(sqlite_road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    vpn = Service(name="VPN")
    note = InternalNote(service=vpn.id, body="Costs us 12 a head")
    add(sqlite_road.hub, vpn, note)
    hub = sqlite_road.place.open("ben")
    restricted = {"internal_note", "negotiated_price", "restricted_change", "restricted_search_text"}
    monkeypatch.setattr(hub, "_unreadable", frozenset(restricted))
    path = sqlite_road.folder / "bens.db"
    checkout(hub, path, unwatched)
    ben = sqlite_road.open("ben", "laptop", path, hub)
    assert look(ben.store, vpn)
    assert b"12 a head" not in path.read_bytes()
    with ben.store.read() as reader:
        assert reader.get(InternalNote, note.id) == Hidden("internal_note")


def test_who_may_only_read_the_hub_may_only_read_the_copy(sqlite_road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = sqlite_road.place.open("ben")
    monkeypatch.setattr(hub, "_unwritable", frozenset(KINDS))
    path = sqlite_road.folder / "bens.db"
    checkout(hub, path, unwatched)
    ben = sqlite_road.open("somebody else", "laptop", path, hub)
    assert ben.store.actor == "ben"
    with pytest.raises(ReadOnlyError, match="Your role on the shared database may not do that"):
        edit(ben.store, FINANCE, tier=2)


def test_what_the_role_may_write_no_longer_waits_for_that_reason(
    sqlite_road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = sqlite_road.check_out("ben")
    edit(ben.store, FINANCE, name="Treasury")
    monkeypatch.setattr(ben.hub.store, "_unwritable", frozenset({"client"}))
    ben.sync()
    for _ in range(2):
        (conflict,) = ben.conflicts
        assert conflict.reason == NOT_YOURS
        decide(ben.store, ben.conflicts, Choice.MINE)
        ben.sync()
    monkeypatch.undo()
    decide(ben.store, ben.conflicts, Choice.MINE)
    ben.sync()
    assert now(sqlite_road.hub, FINANCE).name == "Treasury"


def test_what_the_role_may_not_write_and_its_author_has_undone_does_not_count_as_sent(
    sqlite_road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = sqlite_road.check_out("ben")
    edit(ben.store, FINANCE, name="Treasury")
    monkeypatch.setattr(ben.hub.store, "_unwritable", frozenset({"client"}))
    assert ben.sync().sent == 0
    decide(ben.store, ben.conflicts, Choice.MINE)
    undo(ben.store)
    before = titles(sqlite_road.hub)
    assert ben.sync().sent == 0
    assert titles(sqlite_road.hub) == before
    assert len(ben.conflicts) == 1


def test_what_two_write_apart_ends_on_both_and_on_the_hub(road: Road) -> None:
    ana, ben = road.check_out("ana"), road.check_out("ben")
    edit(ana.store, FINANCE, name="Finance and Tax")
    add(ana.store, Client(name="Sales", parent=FINANCE.id))
    edit(ben.store, FINANCE, tier=2)
    delete(ben.store, HEAD)
    edit(road.place.open(), LEGAL, cost_centre="4711")
    road.sync_all()
    assert (now(ana.store, FINANCE).name, now(ana.store, FINANCE).tier) == ("Finance and Tax", 2)
    assert ana.conflicts == ben.conflicts == []
    road.check_equal()


def test_a_record_that_was_made_offline_is_told_with_the_moment_at_which_it_arrived(sqlite_road: Road) -> None:
    ana, sales = sqlite_road.check_out("ana"), Client(name="Sales")
    add(ana.store, sales)

    def told(record: Client) -> tuple[bool | None, bool]:
        with ana.store.connected() as connection:
            found = made(connection, KINDS["client"], record.id)
        assert found
        return found.here, found.sent

    assert told(sales) == (True, False)
    ana.sync()
    assert told(sales) == (True, True)
    assert told(FINANCE) == (False, True)


def test_a_change_set_gets_the_number_of_the_hub_and_keeps_its_id(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    made = edit(ana.store, FINANCE, tier=2, title="Tier of Finance")
    edit(sqlite_road.hub, LEGAL, tier=3, title="Tier of Legal")
    ana.sync()
    with ana.store.connected() as connection:
        found = journal.get(connection, made.id) if made else None
    assert made
    assert found
    assert found.sequence == made.sequence + 1
    assert titles(ana.store)[:2] == ["Tier of Finance", "Tier of Legal"]


def test_the_same_change_on_both_sides_is_no_conflict(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ana.store, FINANCE, tier=2)
    edit(ben.store, FINANCE, tier=2)
    assert [one.sync().sent for one in (ana, ben)] == [1, 0]
    sqlite_road.sync_all()
    assert ben.conflicts == []
    assert titles(sqlite_road.hub).count("Edit") == 1
    sqlite_road.check_equal()


def test_undo_reaches_back_over_a_sync_and_takes_back_what_was_never_sent(road: Road) -> None:
    ana = road.check_out("ana")
    edit(ana.store, FINANCE, tier=2)
    ana.sync()
    edit(ana.store, FINANCE, tier=3)
    undo(ana.store)
    undo(ana.store)
    ana.sync()
    assert now(road.hub, FINANCE).tier == FINANCE.tier
    redo(ana.store)
    ana.sync()
    assert now(road.hub, FINANCE).tier == 2
    road.check_equal()


def test_what_is_brought_back_offline_is_brought_back(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    delete(sqlite_road.hub, HEAD)
    ana.sync()
    undo(sqlite_road.hub)
    ana.sync()
    delete(ana.store, HEAD)
    gone = now(sqlite_road.hub, HEAD)
    undo(ana.store)
    edit(ana.store, HEAD, phone="12")
    ana.sync()
    assert now(sqlite_road.hub, HEAD).phone == "12"
    assert gone.phone is None
    sqlite_road.check_equal()


WHERE = ("a change set was sent", "the cursor has moved", "after the commit of a pull")
"""The simulation ends syncs everywhere."""


@pytest.mark.parametrize("where", WHERE)
def test_a_sync_that_ends_anywhere_goes_on_with_the_next_and_writes_nothing_twice(
    sqlite_road: Road, where: str
) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    add(ana.store, Stakeholder(client=FINANCE.id, name="Emil"), title="Add Emil")
    edit(ana.store, FINANCE, tier=2, title="Tier")
    edit(ben.store, LEGAL, tier=3)
    ben.sync()
    before = contents(ana.store)
    with pytest.raises(StoppedError):
        ana.sync(stopping(where))
    if where != "after the commit of a pull":
        assert contents(ana.store) == before
    sqlite_road.sync_all()
    assert titles(sqlite_road.hub)[:3] == ["Tier", "Add Emil", "Edit"]
    sqlite_road.check_equal()


def test_what_a_stopped_sync_has_sent_is_counted_by_the_next(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    for tier in (2, 3):
        edit(ana.store, FINANCE, tier=tier)
    with pytest.raises(StoppedError):
        ana.sync(stopping("a change set was sent"))
    assert ana.sync().sent == 2


def test_a_hub_that_is_lost_while_it_is_read_is_what_the_error_names(
    sqlite_road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = sqlite_road.check_out("ana")
    edit(sqlite_road.place.open(), FINANCE, tier=2)

    def lost(*_words: object) -> None:
        raise OperationalError("SELECT", {}, sqlite3.OperationalError("disk I/O error"))

    monkeypatch.setattr("storage.sync.hub_store._together", lost)
    with pytest.raises(StoreError) as failed:
        ana.sync()
    assert sqlite_road.place.path
    assert sqlite_road.place.path.name in str(failed.value)
    assert ana.path.name not in str(failed.value)


def test_a_large_import_goes_back_and_forth(sqlite_road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage import apply
    from storage.sync import hub_store, laying_down

    monkeypatch.setattr(hub_store, "_RECORDS", 10)
    monkeypatch.setattr(apply, "PORTION", 10)
    monkeypatch.setattr(laying_down, "_MANY", 10)
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    many = [Client(name=f"Client {number}", code=f"C{number}") for number in range(35)]
    add(ana.store, *many, title="Import")
    edit(ben.store, LEGAL, tier=3)
    sqlite_road.sync_all()
    sqlite_road.check_equal()
    undo(ana.store)
    sqlite_road.sync_all()
    assert look(ben.store, many[0]) is None
    sqlite_road.check_equal()


def test_a_database_that_is_no_working_copy_is_not_synced(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    with pytest.raises(RefusedError, match="is no working copy"):
        sync(sqlite_road.place.open(), ana.hub)


def test_an_idle_sync_writes_nothing_but_as_of_when_that_is(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    before = contents(ana.store), contents(sqlite_road.hub)
    later = ana.store.clock() + timedelta(hours=2)
    ana.store.clock = lambda: later
    done = ana.sync()
    assert (done.sent, done.pulled.received) == (0, 0)
    assert (contents(ana.store), contents(sqlite_road.hub)) == before
    with ana.store.connected() as connection:
        assert state_of(connection).synced_at == later
    assert pending(ana.store) == []
