"""A backup holds one moment of a file others write to, is whole or not there, and never takes another's place."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from storage import backup as backup_module
from storage import backup_names
from storage.backup import write_backup, write_named
from storage.backup_contents import Backup, BackupError, look_into
from storage.backup_names import Occasion
from storage.backup_source import file_of
from storage.engines.sqlite_driver import PLAIN, Plain
from storage.errors import BusyError, OpenError, RefusedError, StoreError
from storage.opening import open_store
from storage.store import Store
from storage.tables import SCHEMA_VERSION
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.records import add, names

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def store(sqlite: Place) -> Store:
    """Ana's store, with two clients."""
    store = sqlite.open()
    add(store, Client(name="Finance"), Client(name="Legal", notes="x" * 50_000))
    return store


@pytest.fixture
def source(store: Store, sqlite: Place) -> Path:
    """The file of Ana's store, which is open."""
    assert sqlite.path
    return sqlite.path


def kept(path: Path) -> list[str]:
    """The clients in a backup, which passes the self check."""
    store = open_store(f"sqlite:///{path}", actor="ana", device="desk")
    try:
        assert verify(store) == []
        return names(store, Client)
    finally:
        store.close()


def test_a_backup_holds_what_was_written_and_says_how_much(store: Store, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    made = write_backup(source, target)
    assert (made.path, made.schema, made.sequence) == (target, SCHEMA_VERSION, 2)
    assert made.counts["client"] == 2
    assert made.size == target.stat().st_size > 50_000
    assert made.rows == sum(made.counts.values())
    assert kept(target) == ["Finance", "Legal"]


def test_a_backup_is_one_file_for_its_owner_alone(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    old = os.umask(0)
    try:
        write_backup(source, folder / "copy.db")
        look_into(folder / "copy.db")
    finally:
        os.umask(old)
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {"copy.db": 0o600}


def test_a_backup_can_be_read_where_nothing_can_be_written(source: Path, tmp_path: Path) -> None:
    write_backup(source, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_what_others_write_meanwhile_is_left_out_and_does_not_hold_the_backup_up(
    store: Store, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def write_in_between(_status: int, remaining: int, _total: int) -> None:
        calls.append(remaining)
        if len(calls) < 20:
            add(store, Client(name=f"Late {len(calls)}", notes="y" * 20_000))

    monkeypatch.setattr(backup_module, "_PAGES_AT_ONCE", 20)
    monkeypatch.setattr(backup_module, "_let_interrupts_in", write_in_between)
    made = write_backup(source, tmp_path / "copy.db")
    assert len(calls) > 3
    assert calls == sorted(calls, reverse=True)
    assert made.counts["client"] == 2
    assert kept(tmp_path / "copy.db") == ["Finance", "Legal"]
    assert len(names(store, Client)) == 2 + min(len(calls), 19)


def test_a_backup_that_does_not_hold_every_row_is_not_kept(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = backup_module.look_into

    def one_row_less(path: Path, *, named: Path | None = None, driver: Plain) -> Backup:
        found = look(path, named=named, driver=driver)
        return replace(found, counts={**found.counts, "client": 1})

    monkeypatch.setattr(backup_module, "look_into", one_row_less)
    with pytest.raises(BackupError, match="came out incomplete"):
        write_backup(source, tmp_path / "copy.db")
    assert not list(tmp_path.glob("*copy*"))


def test_a_file_that_is_there_is_replaced_only_when_told(store: Store, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(RefusedError, match=r"copy\.db is there already\. .* replace it with --force"):
        write_backup(source, target)
    assert target.read_text() == "precious"
    write_backup(source, target, replace=True)
    assert kept(target) == ["Finance", "Legal"]


def test_a_link_stays_a_link(source: Path, tmp_path: Path) -> None:
    (tmp_path / "real.db").touch()
    (tmp_path / "link.db").symlink_to("real.db")
    write_backup(source, tmp_path / "link.db", replace=True)
    assert (tmp_path / "link.db").is_symlink()
    assert kept(tmp_path / "real.db") == ["Finance", "Legal"]


def test_a_file_that_appears_meanwhile_is_left_alone(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"
    monkeypatch.setattr(backup_module, "_let_interrupts_in", lambda *_: target.write_text("precious"))
    with pytest.raises(RefusedError, match="is there already"):
        write_backup(source, target)
    assert target.read_text() == "precious"
    assert not list(tmp_path.glob(".copy*"))


def test_a_database_is_no_backup_of_itself_and_a_folder_none_at_all(source: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for target, reason in (
        (source, "is the database itself"),
        (tmp_path, "is a folder"),
        (tmp_path / "pipe", "is no file"),
    ):
        with pytest.raises(RefusedError, match=reason):
            write_backup(source, target, replace=True)
    with pytest.raises(BackupError, match="there is no folder"):
        write_backup(source, tmp_path / "none" / "copy.db")


def test_two_backups_to_one_file_do_not_mix(source: Path, tmp_path: Path) -> None:
    partial = tmp_path / ".copy.db.partial"
    with partial.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(BusyError, match=r"Another program is writing .*copy\.db just now"):
            write_backup(source, tmp_path / "copy.db")
    write_backup(source, tmp_path / "copy.db")
    assert not partial.exists()


@contextmanager
def a_small_disk(most: int) -> Iterator[None]:
    """Let no database file of this process grow beyond so many pages."""
    connect = PLAIN.connect

    def small(where: str | Path, **options: object) -> sqlite3.Connection:
        connection = connect(where, **options)
        connection.execute(f"PRAGMA max_page_count={most}")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PLAIN, "connect", small)
        yield


def test_a_disk_that_is_full_leaves_no_half_of_a_backup(source: Path, tmp_path: Path) -> None:
    with a_small_disk(10), pytest.raises(StoreError, match=r"There is no room left on the disk of .*copy\.db"):
        write_backup(source, tmp_path / "copy.db")
    assert not list(tmp_path.glob("*copy*"))
    assert kept(source) == ["Finance", "Legal"]


def test_a_backup_that_was_killed_just_after_it_got_its_name_is_not_emptied_by_the_next(
    source: Path, tmp_path: Path
) -> None:
    write_backup(source, tmp_path / "copy.db")
    os.link(tmp_path / "copy.db", tmp_path / ".copy.db.partial")
    with a_small_disk(10), pytest.raises(StoreError, match="There is no room left"):
        write_backup(source, tmp_path / "copy.db", replace=True)
    assert kept(tmp_path / "copy.db") == ["Finance", "Legal"]
    write_backup(source, tmp_path / "copy.db", replace=True)
    assert [path.name for path in tmp_path.glob("*copy*")] == ["copy.db"]


def test_a_damaged_database_gives_no_backup_and_is_named(source: Path, store: Store, tmp_path: Path) -> None:
    store.close()
    content = bytearray(source.read_bytes())
    at = content.index(b"x" * 4_000) // 4096 * 4096
    content[at : at + 4096] = b"\xa5" * 4096
    source.write_bytes(content)
    with pytest.raises(StoreError, match=f"{source.name} is not sound") as caught:
        write_backup(source, tmp_path / "copy.db")
    assert "itcrm db restore" in str(caught.value)
    assert not list(tmp_path.glob("*copy*"))


def test_what_is_no_backup_of_ours_is_told_as_such(source: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Finance")
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    (tmp_path / "empty.db").touch()
    for name, reason in (
        ("notes.txt", "is not a database"),
        ("other.db", "is a database of another program"),
        ("empty.db", "holds no records of itcrm"),
        ("none.db", "There is no database at"),
        (".", "is a folder"),
    ):
        with pytest.raises(OpenError, match=reason):
            look_into(tmp_path / name)


def test_a_shared_database_is_told_the_command_that_serves_without_its_password() -> None:
    with pytest.raises(
        BackupError, match=r"pg_dump --format=custom --file=FILE 'postgresql://ana@host/crm\?"
    ) as caught:
        file_of("postgresql://ana:s3cr3t@host/crm?sslmode=require&password=s3cr3t")
    assert "s3cr3t" not in str(caught.value)
    assert "***" not in str(caught.value)
    assert file_of("sqlite:////srv/crm.db") == (Path("/srv/crm.db"), PLAIN)


def test_numbers_and_not_the_clock_say_which_backup_is_newer(source: Path, tmp_path: Path) -> None:
    days = [NOON, NOON + timedelta(days=1), NOON - timedelta(days=400), NOON - timedelta(days=399)]
    for day in days:
        write_named(source, tmp_path, Occasion.SCHEDULED, day)
    assert [one.at for one in backup_names.found(tmp_path, source)] == days
    backup_names.prune(tmp_path, source, Occasion.SCHEDULED, 2)
    assert [one.at for one in backup_names.found(tmp_path, source)] == days[2:]


def test_what_a_backup_that_was_killed_has_left_goes_with_the_next(source: Path, tmp_path: Path) -> None:
    left = tmp_path / f".{source.name}-0001-20260101T000000Z-scheduled.db.partial"
    others = tmp_path / ".crm.db-0001-20260101T000000Z-scheduled.db.partial"
    busy = tmp_path / f".{source.name}-0002-20260101T000000Z-scheduled.db.partial"
    for path in (left, others, busy):
        path.touch()
    with busy.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_named(source, tmp_path, Occasion.SCHEDULED, NOON)
    assert (left.exists(), others.exists(), busy.exists()) == (False, True, True)


def test_pruning_leaves_what_a_person_or_another_database_has_there(source: Path, tmp_path: Path) -> None:
    for occasion in (Occasion.BY_HAND, Occasion.SCHEDULED, Occasion.UPGRADE, Occasion.SCHEDULED):
        write_named(source, tmp_path, occasion, NOON)
    theirs = [tmp_path / "mine.db", tmp_path / "crm.db-0001-20260101T000000Z-scheduled.db"]
    theirs.append(tmp_path / f"{source.name}-0001-20269999T000000Z-scheduled.db")
    for path in theirs:
        path.touch()
    gone = backup_names.prune(tmp_path, source, Occasion.SCHEDULED, 1)
    assert [path.name.split("-")[1] for path in gone] == ["0002"]
    assert [one.number for one in backup_names.found(tmp_path, source)] == [1, 3, 4]
    assert all(path.exists() for path in theirs)
