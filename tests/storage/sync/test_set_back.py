"""A hub or a working copy that was set back is recognised; a new copy takes along what was not sent."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text, update

from itcrm_tui.domain.client import Client
from storage import journal
from storage.change import Operation
from storage.errors import SchemaError
from storage.sync import registry
from storage.sync.hub import CopyRestoredError, ForgottenError, HubRestoredError, OvertakenError, Ticket
from storage.sync.hub_store import HubStore
from storage.sync.renewing import renew
from storage.sync.state import card_of
from storage.sync.syncing import pending, pull, push, sync
from storage.sync.tables import working_copy
from storage.undoing import undo
from tests.storage.records import add, delete, edit, look, now, titles
from tests.storage.sync.conftest import FINANCE, LEGAL, Laptop, Road, contents, unwatched
from tests.sync.hubs import copy_file


def renewed(road: Road, laptop: Laptop) -> Laptop:
    """A new working copy in place of a laptop's old one."""
    path = laptop.path.with_name(f"renewed-{laptop.path.name}")
    renew(laptop.store, laptop.hub.store, path, unwatched)
    fresh = road.open(laptop.store.actor, laptop.store.device, path, laptop.hub.store)
    road.laptops[road.laptops.index(laptop)] = fresh
    return fresh


def set_back(road: Road, laptop: Laptop, backup: Path) -> Laptop:
    """The laptop with the file that it had when the backup was made."""
    path = laptop.path.with_name("restored.db")
    shutil.copyfile(backup, path)
    restored = road.open(laptop.store.actor, laptop.store.device, path, laptop.hub.store)
    road.laptops[road.laptops.index(laptop)] = restored
    return restored


def test_a_parcel_that_comes_twice_is_written_once(road: Road) -> None:
    ana = road.check_out("ana")
    edit(ana.store, FINANCE, tier=2, title="Tier")
    with ana.store.connected() as connection:
        card = card_of(connection)
    ticket, (parcel,) = ana.hub.greet(card), pending(ana.store)
    for _ in range(2):
        ana.hub.take(ticket, 1, parcel)
    undo(road.place.open("ana", ana.store.device))
    ana.hub.take(ticket, 1, parcel)
    assert titles(road.hub)[:3] == ["Undo: Tier", "Tier", "Begin"]
    assert now(road.hub, FINANCE).tier == FINANCE.tier


def test_what_an_earlier_sync_has_sent_and_the_hub_has_not_taken_is_never_taken(road: Road) -> None:
    ana = road.check_out("ana")
    edit(ana.store, FINANCE, tier=2)
    with ana.store.connected() as connection:
        card = card_of(connection)
    early, (parcel,) = ana.hub.greet(card), pending(ana.store)
    ana.hub.greet(card)
    with pytest.raises(OvertakenError):
        ana.hub.take(early, 1, parcel)
    with pytest.raises(OvertakenError):
        ana.hub.take(Ticket("another copy", 1, 0), 1, parcel)
    assert now(road.hub, FINANCE).tier == FINANCE.tier


def test_a_hub_that_was_set_back_is_recognised_and_a_new_copy_sends_what_it_has_lost(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    backup = ana.path.with_name("hub-backup.db")
    hub_path = sqlite_road.place.path
    assert hub_path
    copy_file(hub_path, backup)
    edit(ana.store, FINANCE, tier=2, title="Sent before")
    ana.sync()
    edit(ana.store, FINANCE, tier=3, title="Not sent yet")
    older = HubStore(sqlite_road.open("ana", ana.store.device, backup, ana.hub.store).store)
    add(older.store, Client(name="Made after the hub was set back"))
    for ask in (push, pull):
        with pytest.raises(HubRestoredError, match=r"is not as this working copy knows it: it was restored"):
            ask(ana.store, older)
    ana.hub = older
    fresh = renewed(sqlite_road, ana)
    fresh.sync()
    assert titles(older.store)[:3] == ["Not sent yet", "Sent before", "Add"]
    assert now(older.store, FINANCE).tier == 3
    sqlite_road.check_equal()


def test_a_working_copy_that_was_set_back_is_recognised_and_a_new_one_keeps_what_was_not_sent(road: Road) -> None:
    ana = road.check_out("ana")
    backup = ana.path.with_name("backup.db")
    edit(ana.store, LEGAL, tier=4, title="Sent")
    copy_file(ana.path, backup)
    edit(ana.store, FINANCE, tier=2, title="Made after the backup")
    ana.sync()
    restored = set_back(road, ana, backup)
    edit(restored.store, FINANCE, cost_centre="4711", title="Made on the restored copy")
    before = contents(restored.store)
    with pytest.raises(CopyRestoredError, match=r"older than what it has sent already"):
        restored.sync()
    assert contents(restored.store) == before
    fresh = renewed(road, restored)
    fresh.sync()
    assert titles(road.hub)[:3] == ["Made on the restored copy", "Made after the backup", "Sent"]
    assert (now(fresh.store, FINANCE).tier, now(fresh.store, LEGAL).tier) == (2, 4)
    road.check_equal()


def test_conflicts_go_along_into_a_new_copy(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ana.store, FINANCE, tier=2)
    edit(ben.store, FINANCE, tier=3)
    sqlite_road.sync_all()
    known = ben.conflicts
    fresh = renewed(sqlite_road, ben)
    assert fresh.conflicts == known
    assert known


def test_what_was_done_since_a_conflict_takes_its_place_in_a_new_copy_too(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ana.store, FINANCE, tier=2)
    edit(ben.store, FINANCE, tier=3)
    sqlite_road.sync_all()
    edit(ben.store, FINANCE, tier=4)
    fresh = renewed(sqlite_road, ben)
    assert fresh.conflicts == []
    sqlite_road.sync_all()
    assert (now(ana.store, FINANCE).tier, fresh.conflicts) == (4, [])


def test_what_a_hub_that_was_set_back_gets_once_more_is_still_older_than_what_waits(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    hub_path, backup = sqlite_road.place.path, ana.path.with_name("hub-backup.db")
    assert hub_path
    copy_file(hub_path, backup)
    client = Client(name="Sales")
    add(ana.store, client)
    ana.sync()
    edit(sqlite_road.hub, client, tier=3)
    delete(ana.store, client)
    ana.sync()
    ana.hub = HubStore(sqlite_road.open("ana", ana.store.device, backup, ana.hub.store).store)
    fresh = renewed(sqlite_road, ana)
    fresh.sync()
    assert look(ana.hub.store, client)
    assert [(one.operation, one.record_id) for one in fresh.conflicts] == [(Operation.DELETE, client.id)]


def test_a_copy_that_was_away_for_long_makes_a_new_one_and_deletions_wait_for_the_others(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    for laptop in (ana, ben):
        edit(laptop.store, FINANCE, notes=laptop.store.actor)
        laptop.sync()
    edit(sqlite_road.hub, LEGAL, tier=2)
    ana.sync()
    with sqlite_road.hub.connected() as connection:
        now_at = sqlite_road.hub.clock()
        slowest = registry.passed_by_all(connection, now_at)
        late = registry.passed_by_all(connection, now_at + timedelta(days=91))
    assert slowest < late
    client = Client(name="Made while away")
    add(ben.store, client)
    clock = ben.hub.store.clock
    ben.hub.store.clock = lambda: clock() + timedelta(days=91)
    with pytest.raises(ForgottenError, match="not synced for 90 days"):
        ben.sync()
    ben.hub.store.clock = clock
    renewed(sqlite_road, ben).sync()
    assert look(sqlite_road.hub, client)


def test_a_copy_that_syncs_is_not_forgotten_though_there_is_nothing_new_for_long(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    edit(ana.store, FINANCE, tier=2)
    clock = ana.hub.store.clock
    for days in (0, 60, 120):
        ana.hub.store.clock = partial(_later, clock, days)
        ana.sync()
    edit(sqlite_road.hub, LEGAL, tier=2)
    ana.sync()
    assert now(ana.store, LEGAL).tier == 2


def _later(clock: Callable[[], datetime], days: int) -> datetime:
    return clock() + timedelta(days=days)


def test_deletions_wait_for_a_copy_from_its_first_sync_on_though_that_brings_nothing(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    ana.sync()
    edit(sqlite_road.hub, LEGAL, tier=2)
    with sqlite_road.hub.connected() as connection:
        slowest = registry.passed_by_all(connection, sqlite_road.hub.clock())
        assert slowest == journal.sequence(connection) - 1


def test_a_hub_that_was_set_back_and_went_on_as_far_is_recognised_by_a_copy_with_nothing_to_send(
    sqlite_road: Road,
) -> None:
    ana = sqlite_road.check_out("ana")
    ana.sync()
    hub_path, backup = sqlite_road.place.path, ana.path.with_name("hub-backup.db")
    assert hub_path
    copy_file(hub_path, backup)
    edit(sqlite_road.hub, FINANCE, tier=2)
    ana.sync()
    older = HubStore(sqlite_road.open("ana", ana.store.device, backup, ana.hub.store).store)
    edit(older.store, FINANCE, tier=2)
    with pytest.raises(HubRestoredError):
        sync(ana.store, older)


def test_a_copy_of_a_copy_is_recognised_though_neither_side_has_anything_new(road: Road) -> None:
    ana = road.check_out("ana")
    ana.sync()
    with road.hub.below() as connection:
        sent_by_the_other = {"number": 1, "newest": "what changed nothing"}
        connection.execute(update(working_copy).values(sent_by_the_other))
    with pytest.raises(CopyRestoredError):
        ana.sync()


def test_a_hub_that_was_upgraded_while_the_line_was_open_is_synced_no_more(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    ana.sync()
    with sqlite_road.hub.below() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaError, match="made by a newer itcrm"):
        ana.sync()


def test_a_copy_that_was_made_anew_still_knows_what_is_its_own(sqlite_road: Road) -> None:
    ana = sqlite_road.check_out("ana")
    hub_path, backup = sqlite_road.place.path, ana.path.with_name("hub-backup.db")
    assert hub_path
    copy_file(hub_path, backup)
    edit(ana.store, FINANCE, tier=2, title="Sent by the first copy")
    ana.sync()
    second = renewed(sqlite_road, ana)
    older = sqlite_road.open("ana", ana.store.device, backup, ana.hub.store).store
    second.hub = HubStore(older)
    third = renewed(sqlite_road, second)
    third.sync()
    assert titles(older)[0] == "Sent by the first copy"


def test_a_change_set_sent_once_more_under_the_same_number_is_not_taken_for_the_first(sqlite_road: Road) -> None:
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    hub_path, backup = sqlite_road.place.path, ana.path.with_name("hub-backup.db")
    assert hub_path
    copy_file(hub_path, backup)
    add(sqlite_road.place.open("cleo", "desk"), Client(name="Lost with the hub"))
    edit(ana.store, FINANCE, tier=2, title="Sent once more")
    ana.sync()
    ben.sync()
    older = sqlite_road.open("ana", ana.store.device, backup, ana.hub.store).store
    add(older, Client(name="Came in its place"))
    ana.hub = ben.hub = HubStore(older)
    renewed(sqlite_road, ana).sync()
    assert titles(older)[0] == titles(ben.store)[0] == "Sent once more"
    with pytest.raises(HubRestoredError):
        ben.sync()
