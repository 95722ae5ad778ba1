"""A restore checks first, keeps what was there, and touches nothing that somebody else has open."""

from __future__ import annotations

import fcntl
import os
import pwd
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from storage import restoring
from storage.backup import write_backup
from storage.backup_contents import BackupError
from storage.engines import sqlite_file
from storage.errors import BusyError, OpenError, SchemaError
from storage.opening import open_store
from storage.restoring import restore, second_names
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.records import add, names
from tests.storage.revisions import plan_revision

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def backup(sqlite: Place, tmp_path: Path) -> Path:
    """A backup that holds Finance; Legal came after it. Nobody has the database open."""
    store = sqlite.open()
    add(store, Client(name="Finance"))
    write_backup(path_of(sqlite), tmp_path / "backup.db")
    add(store, Client(name="Legal"))
    sqlite.close()
    return tmp_path / "backup.db"


def path_of(place: Place) -> Path:
    assert place.path
    return place.path


def clients(path: Path) -> list[str]:
    """The clients in a file, which passes the self check."""
    store = open_store(f"sqlite:///{path}", actor="ana", device="desk")
    try:
        assert verify(store) == []
        return names(store, Client)
    finally:
        store.close()


def test_a_restore_brings_the_backup_back_and_keeps_the_file_that_was_there(sqlite: Place, backup: Path) -> None:
    done = restore(path_of(sqlite), backup, NOON)
    assert done.kept
    assert done.kept.parent == path_of(sqlite).parent
    assert "20261122T120000Z-before-restore" in done.kept.name
    assert clients(path_of(sqlite)) == ["Finance"]
    assert clients(done.kept) == ["Finance", "Legal"]
    assert clients(backup) == ["Finance"]
    assert stat.S_IMODE(path_of(sqlite).stat().st_mode) == 0o600


def test_a_restore_that_was_killed_before_the_exchange_leaves_no_second_name_behind(
    sqlite: Place, backup: Path
) -> None:
    second = path_of(sqlite).with_name(f"{path_of(sqlite).stem}-20261121T120000Z-before-restore.db")
    os.link(path_of(sqlite), second)
    assert second_names(path_of(sqlite)) == [second]
    done = restore(path_of(sqlite), backup, NOON)
    assert done.kept
    assert not second.exists()
    assert second_names(path_of(sqlite)) == []
    assert clients(done.kept) == ["Finance", "Legal"]


def test_a_second_restore_in_the_same_moment_keeps_both(sqlite: Place, backup: Path) -> None:
    first = restore(path_of(sqlite), backup, NOON)
    second = restore(path_of(sqlite), backup, NOON)
    assert first.kept
    assert second.kept
    assert first.kept != second.kept
    assert clients(first.kept) == ["Finance", "Legal"]
    assert clients(second.kept) == ["Finance"]


def test_what_has_not_reached_the_file_itself_is_kept_too(sqlite: Place, backup: Path) -> None:
    program = (
        "import os, sys; from storage.opening import open_store; from itcrm_tui.domain.client import Client\n"
        "store = open_store(sys.argv[1], actor='ana', device='desk')\n"
        "with store.write('Add') as unit: unit.add(Client(name='In the log'))\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program, f"sqlite:///{sqlite.path}"], check=True)
    assert path_of(sqlite).with_name(f"{path_of(sqlite).name}-wal").stat().st_size
    done = restore(path_of(sqlite), backup, NOON)
    assert done.kept
    assert clients(done.kept) == ["Finance", "In the log", "Legal"]
    assert clients(path_of(sqlite)) == ["Finance"]


def test_a_restore_where_nothing_was_keeps_nothing(sqlite: Place, backup: Path, tmp_path: Path) -> None:
    assert restore(tmp_path / "new.db", backup, NOON).kept is None
    assert clients(tmp_path / "new.db") == ["Finance"]
    with pytest.raises(BackupError, match="there is no folder"):
        restore(tmp_path / "none" / "new.db", backup, NOON)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BackupError, match="is no file that could be replaced"):
        restore(tmp_path / "pipe", backup, NOON)


def test_a_database_that_somebody_has_open_is_left_alone(
    sqlite: Place, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "PATIENCE_SECONDS", 0.01)
    store = sqlite.open()
    before = path_of(sqlite).stat().st_ino
    with pytest.raises(BusyError, match=r" is open in another program\. Close it there, then restore\. Nothing was ch"):
        restore(path_of(sqlite), backup, NOON)
    assert path_of(sqlite).stat().st_ino == before
    add(store, Client(name="Still here"))
    sqlite.close()
    assert clients(path_of(sqlite)) == ["Finance", "Legal", "Still here"]
    assert not list(path_of(sqlite).parent.glob("*before-restore*"))
    assert not list(path_of(sqlite).parent.glob(".*restored*"))


def test_a_database_that_another_program_reads_is_left_alone(
    sqlite: Place, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "PATIENCE_SECONDS", 0.01)
    with closing(sqlite3.connect(path_of(sqlite), isolation_level=None)) as reader:
        reader.execute("PRAGMA journal_mode=DELETE")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM client").fetchone()
        with pytest.raises(BusyError, match="is open in another program"):
            restore(path_of(sqlite), backup, NOON)


def folder_is_free(folder: Path, how: int) -> bool:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(handle)


def test_nobody_opens_a_file_while_it_is_exchanged(
    sqlite: Place, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, found = path_of(sqlite).parent, []
    keep, check_owner = restoring._keep, sqlite_file.check_owner

    def keep_and_look(database: Path, kept: Path) -> None:
        found.append(folder_is_free(folder, fcntl.LOCK_SH))
        keep(database, kept)

    monkeypatch.setattr(restoring, "_keep", keep_and_look)
    restore(path_of(sqlite), backup, NOON)

    def check_and_look(connection: sqlite3.Connection, path: Path) -> None:
        found.append(folder_is_free(folder, fcntl.LOCK_EX))
        check_owner(connection, path)

    monkeypatch.setattr(sqlite_file, "check_owner", check_and_look)
    sqlite.open()
    assert found == [False, False]
    assert folder_is_free(folder, fcntl.LOCK_EX)


def test_a_damaged_database_is_replaced_and_kept_as_it_was(sqlite: Place, backup: Path) -> None:
    path_of(sqlite).write_bytes(b"\xa5" * 20_000)
    log = path_of(sqlite).with_name(f"{path_of(sqlite).name}-wal")
    log.write_bytes(b"log")
    done = restore(path_of(sqlite), backup, NOON)
    assert done.kept
    assert done.kept.read_bytes() == b"\xa5" * 20_000
    assert done.kept.with_name(f"{done.kept.name}-wal").read_bytes() == b"log"
    assert clients(path_of(sqlite)) == ["Finance"]


@pytest.mark.parametrize("spoil", ["damage", "foreign", "newer", "missing", "itself"])
def test_what_is_no_sound_backup_of_ours_changes_nothing(sqlite: Place, backup: Path, spoil: str) -> None:
    spoilt, error, reason = spoilt_backup(sqlite, backup, spoil)
    before = path_of(sqlite).read_bytes()
    with pytest.raises(error, match=reason):
        restore(path_of(sqlite), spoilt, NOON)
    assert path_of(sqlite).read_bytes() == before
    assert not list(path_of(sqlite).parent.glob("*restore*"))


def spoilt_backup(sqlite: Place, backup: Path, spoil: str) -> tuple[Path, type[Exception], str]:
    match spoil:
        case "damage":
            content = backup.read_bytes()
            backup.write_bytes(content[: len(content) // 2])
            return backup, OpenError, "is damaged"
        case "foreign":
            backup.write_bytes(b"Name,Code\n")
            return backup, OpenError, "is not a database"
        case "newer":
            with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
            return backup, SchemaError, r"was made by a newer itcrm \(schema 9999"
        case "missing":
            return backup.with_name("none.db"), BackupError, "There is no file"
    return path_of(sqlite), BackupError, "is the database itself"


def test_an_older_backup_is_upgraded_when_it_is_opened_next(
    sqlite: Place, backup: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plan_revision(monkeypatch, tmp_path / "versions", "ALTER TABLE client ADD COLUMN mood TEXT")
    restore(path_of(sqlite), backup, NOON)
    store = sqlite.open()
    assert names(store, Client) == ["Finance"]
    assert sqlite.raw("SELECT version_num FROM alembic_version") == [("9001",)]


def test_a_folder_in_which_nothing_may_be_written_is_told_as_such(
    sqlite: Place, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "may_write", lambda path: path != path_of(sqlite).parent)
    with pytest.raises(BackupError, match=r"cannot be replaced: you may not write in its folder\. Nothing was changed"):
        restore(path_of(sqlite), backup, NOON)


def test_a_disk_that_knows_no_second_names_keeps_a_copy(
    sqlite: Place, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    done = restore(path_of(sqlite), backup, NOON)
    assert done.kept
    assert clients(done.kept) == ["Finance", "Legal"]
    assert clients(path_of(sqlite)) == ["Finance"]


def test_a_restore_by_the_administrator_leaves_the_file_with_its_owner(sqlite: Place, backup: Path) -> None:
    owner = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()
    os.chown(path_of(sqlite), owner, -1)
    restore(path_of(sqlite), backup, NOON)
    assert path_of(sqlite).stat().st_uid == owner
