"""What may happen to a file or a machine in the midst of work: one sentence, and nothing acknowledged is lost."""

from __future__ import annotations

import os
import pwd
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, text

from itcrm_tui.domain.client import Client
from storage import journal
from storage.engines.sqlite import SqliteBackend
from storage.errors import OpenError, StoreError
from storage.opening import open_store
from storage.store import Store
from storage.undoing import redo, undo
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.records import add, names, now, titles
from tests.storage.test_read_only import ordinary_user

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_disk_that_gets_full_refuses_the_write_and_keeps_what_was_acknowledged(sqlite: Place) -> None:
    store = sqlite.open()
    add(store, Client(name="Finance"))

    def make_small(connection: object, *_: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # type: ignore[attr-defined]

    event.listen(store.engine, "checkout", make_small)
    with pytest.raises(StoreError, match=r"^There is no room left on the disk of .*\. Nothing was saved\.$"):
        add(store, Client(name="Legal", notes="x" * 90_000))
    assert names(store, Client) == ["Finance"]
    assert verify(sqlite.open()) == []
    add(sqlite.open(), Client(name="Legal"))


def test_a_full_disk_says_nothing_of_saving_to_who_only_reads(sqlite: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    store, no_room = sqlite.open(), r"^There is no room left on the disk of .*\.db\.$"
    event.listen(store.engine, "do_execute", full)
    for reading in (store.connected, store.glancing):
        with pytest.raises(StoreError, match=no_room), reading() as connection:
            connection.execute(text("SELECT name FROM client"))
    monkeypatch.setattr(SqliteBackend, "_connected", full)
    with pytest.raises(StoreError, match=no_room):
        sqlite.open()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of an ordinary user, whom permissions bind."""
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid() == 0:
            os.chown(name, pwd.getpwnam("nobody").pw_uid, -1)
        with ordinary_user():
            yield Path(name)
            Path(name).chmod(0o700)


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "reopened"),
    [
        (0o400, 0o700, "is read-only. Nothing was saved."),
        (0o600, 0o500, ""),  # the log beside it is there already, and is left there
        (0, 0, "cannot be opened: Permission denied."),
    ],
)
def test_permissions_that_change_while_a_file_is_open_lose_nothing(
    folder: Path, file_mode: int, folder_mode: int, reopened: str
) -> None:
    acknowledged = ["Before"]
    with opened(folder) as store:
        add(store, Client(name="Before"))
        (folder / "itcrm.db").chmod(file_mode)
        folder.chmod(folder_mode)
        assert "\n" not in write_or_sentence(store, "After", acknowledged)
    said = sentence_of_a_new_start(folder, acknowledged)
    assert said.endswith(reopened)
    assert bool(said) == bool(reopened)
    folder.chmod(0o700)
    (folder / "itcrm.db").chmod(0o600)
    with opened(folder) as store:
        assert names(store, Client) == sorted(acknowledged)
        assert verify(store) == []


def sentence_of_a_new_start(folder: Path, acknowledged: list[str]) -> str:
    try:
        with opened(folder) as store:
            return write_or_sentence(store, "Reopened", acknowledged)
    except OpenError as error:
        return str(error)


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{folder}/itcrm.db", actor="ana", device="desk", create=True)
    try:
        yield store
    finally:
        store.close()


def write_or_sentence(store: Store, name: str, acknowledged: list[str]) -> str:
    """Write a client; return the sentence if that is refused, and note it as acknowledged if not."""
    try:
        add(store, Client(name=name))
    except StoreError as error:
        return str(error)
    acknowledged.append(name)
    return ""


class Clock:
    """A clock that can be set."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


def test_a_clock_that_is_set_back_changes_no_order(sqlite: Place, place: Place) -> None:
    clock = Clock()
    store = open_store(place.url_for("ana"), actor="ana", device="desk", clock=clock)
    client = Client(name="Finance")
    add(store, client, title="First")
    clock.time = NOON - timedelta(days=400)
    with store.write("Second, a year before") as unit:
        unit.add(Client(name="Legal"))
    assert titles(store)[:2] == ["Second, a year before", "First"]
    undo(store)
    assert names(store, Client) == ["Finance"]
    redo(store)
    assert names(store, Client) == ["Finance", "Legal"]
    with store.connected() as connection:
        newest = journal.change_sets(connection, limit=1)[0]
    assert newest.sequence == 5
    assert now(store, client).version == 1
    assert verify(store) == []
    store.close()
