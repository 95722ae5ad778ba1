"""Backups of a SQLite file: made while others write, whole or not there at all, and verified once written."""

import os
import time
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from itcrm_tui.log import milliseconds_since, note
from storage import backup_names
from storage.backup_contents import Backup, BackupError, connected, counted, look_into, told
from storage.backup_names import Occasion
from storage.backup_room import check_room, size_of
from storage.engines import sqlite_file
from storage.engines.private_file import private_file, put_in_place, sweep
from storage.engines.sqlite_driver import PLAIN, Plain
from storage.errors import OpenError, RefusedError
from storage.row_counts import Counts

_PAGES_AT_ONCE = 4096
_TRIES = 10
_LEGACY_FORMAT = b"\x01\x01"
_FORMAT_OFFSET = 18


def write_backup(source: Path, target: Path, *, replace: bool = False, driver: Plain = PLAIN) -> Backup:
    """Write what a database holds at this moment to another file, and return what that holds.

    Others may write meanwhile. The file gets its name only once it has been found sound and complete.
    Raises RefusedError where there is a file and `replace` does not say so, and other StoreErrors.
    """
    begun, target = time.monotonic(), target.resolve()
    with told(target):
        _check_target(source, target, driver, replace=replace)
    with told(target, driver), private_file(target) as (partial, handle):
        counts = _copy(source, partial, handle, driver)
        made = _verified(source, partial, target, driver)
        if made.counts != counts:
            raise BackupError(f"The backup {target} came out incomplete and was not kept. Try again.")
        os.fsync(handle)
        put_in_place(partial, target, replace=replace)
    note("backup written", schema=made.schema, rows=made.rows, bytes=made.size, ms=milliseconds_since(begun))
    return made


def write_named(source: Path, folder: Path, occasion: Occasion, at: datetime, driver: Plain = PLAIN) -> Backup:
    """Write a backup into a folder, under a name with the next number; raises StoreError.

    What an earlier one that was killed has left there unfinished goes first.
    """
    sweep(folder, source.name)
    for _ in range(_TRIES):
        with suppress(RefusedError):
            return write_backup(source, backup_names.next_path(folder, source, occasion, at), driver=driver)
    raise BackupError(f"Others keep writing backups to {folder}. Try again in a moment.")


def _check_target(source: Path, target: Path, driver: Plain, *, replace: bool) -> None:
    sqlite_file.look_at(source, create=False, driver=driver)
    if target.exists() and target.samefile(source):
        raise RefusedError(f"{target} is the database itself.")
    if target.exists() and not target.is_file():
        raise RefusedError(f"{target} is {'a folder' if target.is_dir() else 'no file'}.")
    if target.exists() and not replace:
        raise RefusedError(f"{target} is there already. Name another file, or replace it with --force.")
    if not target.parent.is_dir():
        raise BackupError(f"{target} cannot be written: there is no folder {target.parent}.")
    check_room(target.parent, size_of(source), "The backup")


def _verified(source: Path, partial: Path, target: Path, driver: Plain) -> Backup:
    """A copy is as sound as what was copied; say which of the two a person has to look after."""
    try:
        return look_into(partial, named=target, driver=driver)
    except OpenError as error:
        raise BackupError(
            f"No backup was kept, as {source} is not sound: {error} `itcrm db restore` brings an earlier backup back."
        ) from error


def _copy(source: Path, partial: Path, handle: int, driver: Plain) -> Counts:
    """Copy one moment of the database, the one at which the reading begins; return its row counts."""
    with closing(connected(source, driver)) as original:
        with told(source, driver):
            sqlite_file.check_owner(original, source)
            original.execute("BEGIN")
            counts = counted(original)
        with closing(driver.connect(partial, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode=OFF")
            original.backup(copy, pages=_PAGES_AT_ONCE, progress=_let_interrupts_in)
            # It still says that it has a log beside it. Without, a backup is one file, readable where nothing can be
            # written. Of an encrypted one no byte can be set from outside.
            if driver.header is None:
                copy.execute("PRAGMA journal_mode=DELETE")
    if driver.header is not None:
        os.pwrite(handle, _LEGACY_FORMAT, _FORMAT_OFFSET)
    return counts


def _let_interrupts_in(_status: int, _remaining: int, _total: int) -> None:
    """Between two portions Python sees that somebody wants to stop."""
