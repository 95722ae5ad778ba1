"""Backups of a SQLite file: made while others write, whole or not there at all, and verified once written."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import URL

from itcrm_tui.log import milliseconds_since, note
from storage import backup_names
from storage.backup_names import Occasion
from storage.engines import parsed, sqlite_file
from storage.engines.private_file import private_file, put_in_place, sweep
from storage.engines.sqlite_errors import sentence
from storage.errors import OpenError, RefusedError, StoreError
from storage.row_counts import Counts, row_counts

ROOM = 8 * 1024 * 1024
"""Bytes that have to stay free on the disk beside what is about to be written."""
_PAGES_AT_ONCE = 4096
_TRIES = 10
_LEGACY_FORMAT = b"\x01\x01"
_FORMAT_OFFSET = 18


class BackupError(StoreError):
    """A backup could not be made, or what is given as one is none."""


@dataclass(frozen=True)
class Backup:
    """What a backup holds: the schema's version, the number of its newest change set, its rows, its bytes."""

    path: Path
    schema: str
    sequence: int
    counts: Counts
    size: int

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(self.counts.values())


def file_of(url: str) -> Path:
    """Return the SQLite file that a URL names; raises BackupError with the command that serves for any other."""
    from storage.engines import backend_for
    from storage.engines.sqlite import SqliteBackend

    backend = backend_for(url)
    if isinstance(backend, SqliteBackend):
        return backend.path
    server = _without_secrets(parsed(url))
    raise BackupError(
        f"A shared database is backed up by its server: pg_dump --format=custom --file=FILE '{server}',"
        f" and brought back by: pg_restore --clean --if-exists --single-transaction --dbname='{server}' FILE."
    )


def _without_secrets(url: URL) -> str:
    public = url.difference_update_query(["password", "sslpassword"])
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, public.query)
    return bare.render_as_string(hide_password=False)


def write_backup(source: Path, target: Path, *, replace: bool = False) -> Backup:
    """Write what a database holds at this moment to another file, and return what that holds.

    Others may write meanwhile. The file gets its name only once it has been found sound and complete.
    Raises RefusedError where there is a file and `replace` does not say so, and other StoreErrors.
    """
    begun, target = time.monotonic(), target.resolve()
    with _told(target):
        _check_target(source, target, replace=replace)
    with _told(target), private_file(target) as (partial, handle):
        counts = _copy(source, partial, handle)
        made = _verified(source, partial, target)
        if made.counts != counts:
            raise BackupError(f"The backup {target} came out incomplete and was not kept. Try again.")
        os.fsync(handle)
        put_in_place(partial, target, replace=replace)
    note("backup written", schema=made.schema, rows=made.rows, bytes=made.size, ms=milliseconds_since(begun))
    return made


def write_named(source: Path, folder: Path, occasion: Occasion, at: datetime) -> Backup:
    """Write a backup into a folder, under a name with the next number; raises StoreError.

    What an earlier one that was killed has left there unfinished goes first.
    """
    sweep(folder, source.name)
    for _ in range(_TRIES):
        with suppress(RefusedError):
            return write_backup(source, backup_names.next_path(folder, source, occasion, at))
    raise BackupError(f"Others keep writing backups to {folder}. Try again in a moment.")


def look_into(path: Path, *, named: Path | None = None, thorough: bool = False) -> Backup:
    """Return what a database file holds; raises OpenError unless it is ours, set up and sound.

    `named` is what sentences call it. To be `thorough` also means to hold every index against its table.
    """
    called = named or path
    sqlite_file.look_at(path, create=False)
    with _told(called), closing(_connected(path)) as connection:
        sqlite_file.check_owner(connection, called)
        if not connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]:
            raise OpenError(f"{called} holds no records of itcrm.")
        check = "integrity_check" if thorough else "quick_check"
        if (said := connection.execute(f"PRAGMA {check}(1)").fetchone()[0]) != "ok":
            raise OpenError(f"{called} is damaged: {said}.")
        connection.execute("BEGIN")
        schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        sequence = connection.execute("SELECT coalesce(max(value), 0) FROM counter").fetchone()[0]
        return Backup(called, schema, sequence, _counts(connection), path.stat().st_size)


def check_room(folder: Path, needed: int, what: str) -> None:
    """Raise BackupError unless a folder's disk has room for so many bytes, and some beside."""
    free = shutil.disk_usage(folder).free
    if free < needed + ROOM:
        raise BackupError(
            f"{what} needs {_megabytes(needed + ROOM)} on the disk of {folder}, where {_megabytes(free)} are free."
            " Make room and try again; nothing was changed."
        )


def size_of(path: Path) -> int:
    """Return how many bytes a database takes, with what has not reached the file itself yet."""
    beside = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (beside.stat().st_size if beside.exists() else 0)


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.0f} MB"


def _check_target(source: Path, target: Path, *, replace: bool) -> None:
    sqlite_file.look_at(source, create=False)
    if target.exists() and target.samefile(source):
        raise RefusedError(f"{target} is the database itself.")
    if target.exists() and not target.is_file():
        raise RefusedError(f"{target} is {'a folder' if target.is_dir() else 'no file'}.")
    if target.exists() and not replace:
        raise RefusedError(f"{target} is there already. Name another file, or replace it with --force.")
    if not target.parent.is_dir():
        raise BackupError(f"{target} cannot be written: there is no folder {target.parent}.")
    check_room(target.parent, size_of(source), "The backup")


def _verified(source: Path, partial: Path, target: Path) -> Backup:
    """A copy is as sound as what was copied; say which of the two a person has to look after."""
    try:
        return look_into(partial, named=target)
    except OpenError as error:
        raise BackupError(
            f"No backup was kept, as {source} is not sound: {error} `itcrm db restore` brings an earlier backup back."
        ) from error


def _copy(source: Path, partial: Path, handle: int) -> Counts:
    """Copy one moment of the database, the one at which the reading begins; return its row counts."""
    with closing(_connected(source)) as original:
        with _told(source):
            sqlite_file.check_owner(original, source)
            original.execute("BEGIN")
            counts = _counts(original)
        with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode=OFF")
            original.backup(copy, pages=_PAGES_AT_ONCE, progress=_let_interrupts_in)
    # It still says that it has a log beside it. Without, a backup is one file, readable where nothing can be written.
    os.pwrite(handle, _LEGACY_FORMAT, _FORMAT_OFFSET)
    return counts


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(sqlite_file.uri(path), uri=True, isolation_level=None)


def _counts(connection: sqlite3.Connection) -> Counts:
    return row_counts(lambda statement: connection.execute(statement).fetchall(), "sqlite")


def _let_interrupts_in(_status: int, _remaining: int, _total: int) -> None:
    """Between two portions Python sees that somebody wants to stop."""


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise sentence(str(error), path) from error
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror}.") from error
