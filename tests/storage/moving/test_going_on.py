"""A copy that was stopped or killed cannot be used, and goes on where it was, whatever the source did meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.values import known_fields
from itcrm_tui.ids import RecordId
from storage.change import Action
from storage.errors import BusyError, SchemaError, StoreError
from storage.moving import notes, transfer
from storage.opening import open_to_look, upgrade_database
from storage.store import Store
from storage.undoing import undo
from storage.verify import verify
from tests.slow.killing import PATIENCE, killed
from tests.storage.histories import Scene, begin, few, write
from tests.storage.moving.conftest import Pair, contents, stop_at, untold
from tests.storage.moving.every_kind import fill, one
from tests.storage.places import Fresh
from tests.storage.records import add, delete, edit, now

pytestmark = pytest.mark.usefixtures("small_portions")


def test_until_it_is_whole_nothing_opens_it(mixed_pair: Pair) -> None:
    fill(mixed_pair.source.open())
    mixed_pair.stopped(rows=9)
    unfinished = "is an unfinished copy. Go on with it: itcrm db copy FROM TO$"
    url = mixed_pair.target.url_for(None)
    for attempt in (
        mixed_pair.target.open,
        lambda: open_to_look(url),
        lambda: upgrade_database(url, actor="ana", device="desk"),
    ):
        with pytest.raises(SchemaError, match=unfinished):
            attempt()
    assert mixed_pair.copy().continued
    assert contents(mixed_pair.target.open()) == contents(mixed_pair.source.open())


def test_it_goes_on_where_it_was(sqlite_pair: Pair) -> None:
    fill(sqlite_pair.source.open())
    told: list[int] = []
    sqlite_pair.stopped(rows=60)
    sqlite_pair.copy(lambda what, done, _total: told.append(done) if what == "Copying" else None)
    assert 54 <= told[0] <= 60  # what nothing tells of, a handful of rows, is copied anew


def test_what_has_moved_on_meanwhile_is_copied_again(pair: Pair) -> None:
    store = pair.source.open()
    fill(store)
    rows = sum(map(len, contents(store).values()))
    pair.stopped(rows=rows - 2)
    first, second = one(KINDS["client"], 1), one(KINDS["client"], 2)
    edit(store, first, code="elsewhere", tags=("new",), notes="anders")
    edit(store, second, code="K1")  # which the first has given up
    edit(store, one(KINDS["service"], 1), open_to_clients=(second.id,))
    delete(store, one(KINDS["usage"], 1))
    edit(store, one(KINDS["internal_note"], 1), body="more words")
    add(store, Client(id=RecordId("a client before all"), name="Early"), Role(id=RecordId("a role"), name="Role"))
    add(store, Client(id=RecordId("z"), name="Late"))
    undo(store)
    assert pair.copy().continued
    assert contents(pair.target.open()) == contents(store)
    assert verify(pair.target.open()) == []


def test_a_source_that_was_set_back_is_copied_anew(sqlite_pair: Pair) -> None:
    store = sqlite_pair.source.open()
    fill(store)
    path = sqlite_pair.source.path
    assert path
    sqlite_pair.source.raw("PRAGMA wal_checkpoint(TRUNCATE)")
    earlier = path.with_name("earlier.db")
    shutil.copyfile(path, earlier)
    edit(store, one(KINDS["client"], 1), name="Written before the copy")
    sqlite_pair.stopped(rows=100)
    sqlite_pair.source.close()
    for beside in path.parent.glob(f"{path.name}-*"):
        beside.unlink()
    shutil.copyfile(earlier, path)
    store = sqlite_pair.source.open()
    edit(store, one(KINDS["client"], 2), name="Written instead")
    edit(store, one(KINDS["client"], 2), name="Written instead, and more")
    sqlite_pair.copy()
    assert contents(sqlite_pair.target.open()) == contents(store)


def test_after_an_erasure_everything_is_copied_anew(sqlite_pair: Pair) -> None:
    """What an erasure takes out of the journal, the journal does not name."""
    store = sqlite_pair.source.open()
    fill(store)
    sqlite_pair.stopped(rows=90)
    seen = now(store, one(KINDS["stakeholder"], 1))
    with store.write("Erase", action=Action.ERASE) as unit:
        unit.save(seen, replace(seen, notes=None))
    sqlite_pair.source.raw("UPDATE change SET fields = '{}' WHERE record_id = 'stakeholder-2'")
    told: list[int] = []
    sqlite_pair.copy(lambda _what, done, _total: told.append(done))
    assert told[0] == 0
    assert contents(sqlite_pair.target.open()) == contents(store)


def kill(*_given: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 90])
def test_a_copy_that_is_killed_goes_on(mixed_pair: Pair, rows: int) -> None:
    """Once after a step was committed, and once in the middle of the next: before it is noted."""
    fill(mixed_pair.source.open())
    mixed_pair.source.close()

    def work(_say: object) -> None:
        mixed_pair.copy(lambda what, done, _total: kill() if what == "Copying" and done >= rows else None)

    def work_to_the_middle(_say: object) -> None:
        with pytest.MonkeyPatch.context() as patch:
            written = transfer.write_rows
            patch.setattr(transfer, "write_rows", lambda *given: (written(*given), kill()))
            mixed_pair.copy()

    assert not killed(work, PATIENCE).done
    assert not killed(work_to_the_middle, PATIENCE).done
    with pytest.raises(SchemaError, match="unfinished copy"):
        mixed_pair.target.open()
    assert mixed_pair.copy().continued
    assert contents(mixed_pair.target.open()) == contents(mixed_pair.source.open())


@pytest.mark.slow
def test_a_copy_killed_as_it_ends_is_unfinished_or_whole(mixed_pair: Pair) -> None:
    fill(mixed_pair.source.open())
    mixed_pair.source.close()

    def work(_say: object) -> None:
        with pytest.MonkeyPatch.context() as patch:
            mark = notes.mark
            patch.setattr(notes, "mark", lambda *given: (mark(*given), kill() if given[1] < "a" else None))
            mixed_pair.copy()

    assert not killed(work, PATIENCE).done
    with pytest.raises(SchemaError, match="unfinished copy"):
        mixed_pair.target.open()
    mixed_pair.copy()
    assert contents(mixed_pair.target.open()) == contents(mixed_pair.source.open())


def test_two_copies_into_one_database_do_not_mix(mixed_pair: Pair) -> None:
    fill(mixed_pair.source.open())

    def another_goes_further(what: str, done: int, _total: int) -> None:
        if what == "Copying" and done == 3:
            mixed_pair.stopped(rows=12)

    with pytest.raises(BusyError, match="Another program is copying into the same database"):
        mixed_pair.copy(another_goes_further)

    def another_ends_it(what: str, _done: int, _total: int) -> None:
        if what == "Copying":
            mixed_pair.copy(untold)

    with pytest.raises(StoreError):
        mixed_pair.copy(another_ends_it)
    assert contents(mixed_pair.target.open()) == contents(mixed_pair.source.open())
    assert verify(mixed_pair.target.open()) == []


def attempt(data: st.DataObject, store: Store) -> None:
    with suppress(StoreError, ValueError), store.read() as reader, store.write("Random") as unit:
        write(data, unit, Scene.of(reader))


def check_any_history(data: st.DataObject, pair: Pair) -> None:
    store = pair.source.open()
    begin(store)
    for _ in range(data.draw(st.integers(1, 2), label="stops")):
        attempt(data, store)
        with suppress(Exception):
            pair.copy(stop_at(data.draw(st.integers(1, 60), label="rows")))
        if data.draw(st.booleans(), label="undo"):
            with suppress(StoreError):
                undo(store)
    with suppress(StoreError):
        pair.copy()
    assert contents(pair.target.open()) == contents(store)
    assert verify(pair.target.open()) == []


@pytest.mark.slow
@few(5)
@given(st.data())
def test_any_history_with_any_stops_is_copied_to_sqlite(fresh_sqlite: Fresh, data: st.DataObject) -> None:
    with fresh_sqlite() as source, fresh_sqlite() as target:
        check_any_history(data, Pair(source, target))


@pytest.mark.slow
@few(2)
@given(st.data())
def test_any_history_with_any_stops_is_copied_to_postgresql(
    fresh_sqlite: Fresh, fresh_postgres: Fresh, data: st.DataObject
) -> None:
    with fresh_sqlite() as source, fresh_postgres() as target:
        check_any_history(data, Pair(source, target))


def test_a_copy_keeps_nobody_from_the_source(sqlite_pair: Pair) -> None:
    store = sqlite_pair.source.open()
    fill(store)
    sqlite_pair.stopped(rows=9)
    client = one(KINDS["client"], 2)
    edit(store, client, name="Later")
    assert known_fields(now(store, client))["name"] == "Later"
