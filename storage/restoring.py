"""Bring a backup back: checked first, put in place at once, and what was there is kept beside it."""

import glob
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from itcrm_tui.log import note
from storage.backup import write_backup
from storage.backup_contents import Backup, BackupError, look_into
from storage.engines import sqlite_file
from storage.engines.private_file import sync_folder
from storage.engines.sqlite_driver import PLAIN, Plain
from storage.errors import BusyError
from storage.schema import check_not_newer

PATIENCE_SECONDS = 2.0
"""How long to wait for a command that is about to end."""
_OCCASION = "-before-restore"
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Restored:
    """What the database holds now, and where that went which was there; None where nothing was."""

    backup: Backup
    kept: Path | None


def restore(database: Path, backup: Path, at: datetime, driver: Plain = PLAIN) -> Restored:
    """Put what a backup holds in the place of a database file; it is upgraded when it is opened next.

    Raises StoreError, with nothing changed, where the backup is not ours, newer than the program or not
    sound, and where another program has the database open.
    """
    database = database.resolve()
    if not backup.exists():
        raise BackupError(f"There is no file {backup}. `itcrm db info` says where the last backup is.")
    found = look_into(backup, thorough=True, driver=driver)
    check_not_newer(found.schema, str(backup))
    if database.exists() and database.samefile(backup):
        raise BackupError(f"{backup} is the database itself.")
    if database.exists() and not database.is_file():
        raise BackupError(f"{database} is no file that could be replaced.")
    if not database.parent.is_dir():
        raise BackupError(f"{database} cannot be made: there is no folder {database.parent}.")
    if not sqlite_file.may_write(database.parent):
        raise BackupError(f"{database} cannot be replaced: you may not write in its folder. Nothing was changed.")
    fresh = database.with_name(f".{database.name}.restored")
    try:
        write_backup(backup, fresh, replace=True, driver=driver)
        kept = _exchange(database, fresh, at, driver)
        note("backup restored", schema=found.schema, rows=found.rows, kept="yes" if kept else "nothing was there")
        return Restored(found, kept)
    except OSError as error:
        raise BackupError(f"{database} cannot be replaced: {error.strerror}. Nothing was changed.") from error
    finally:
        fresh.unlink(missing_ok=True)


def second_names(database: Path) -> list[Path]:
    """Return the names under which a restore that was killed has left the database itself a second time."""
    return [path for path in set_aside(database) if path.samefile(database)]


def set_aside(database: Path) -> list[Path]:
    """Return what restores have put aside of a database, and kept beside it."""
    return sorted(database.parent.glob(f"{glob.escape(database.stem)}-*{_OCCASION}*{glob.escape(database.suffix)}"))


def _exchange(database: Path, fresh: Path, at: datetime, driver: Plain) -> Path | None:
    with sqlite_file.coming_in(database, alone=True):
        if not database.exists():
            fresh.rename(database)
            return None
        _give_to_the_owner_of(database, fresh)
        for name in second_names(database):
            name.unlink(missing_ok=True)
        kept = _free_name(database, at)
        with _at_rest(database, driver):
            _keep(database, kept)
            fresh.replace(database)
        with suppress(OSError):
            sync_folder(database.parent)
        return kept


@contextmanager
def _at_rest(database: Path, driver: Plain) -> Iterator[None]:
    """Bring everything into the one file, which only the last one who has it open can do.

    A file too damaged for that is kept with the log that lies beside it.
    """
    with closing(driver.connect(database, timeout=PATIENCE_SECONDS, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
        except driver.module.OperationalError as error:
            if "locked" in str(error):
                raise BusyError(
                    f"{database} is open in another program. Close it there, then restore. Nothing was changed."
                ) from None
        except driver.module.DatabaseError:
            pass  # so damaged that nobody can work with it
        yield


def _keep(database: Path, kept: Path) -> None:
    """Give the old file a second name, so that at no moment there is none under the first."""
    for suffix in _BESIDE:
        beside = database.with_name(f"{database.name}{suffix}")
        if beside.exists():
            beside.rename(kept.with_name(f"{kept.name}{suffix}"))
    try:
        os.link(database, kept)
    except OSError:
        _copy(database, kept)


def _copy(database: Path, kept: Path) -> None:
    """Some disks know no second names."""
    import shutil

    shutil.copyfile(database, kept)
    kept.chmod(0o600)


def _free_name(database: Path, at: datetime) -> Path:
    stamp = f"{database.stem}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{_OCCASION}"
    names = [f"{stamp}{database.suffix}", *(f"{stamp}-{number}{database.suffix}" for number in range(2, 1000))]
    free = next((name for name in names if not database.with_name(name).exists()), None)
    if free is None:
        raise BackupError(f"There are too many files named {stamp} in {database.parent}.")
    return database.with_name(free)


def _give_to_the_owner_of(database: Path, fresh: Path) -> None:
    """Whoever restores in another's name, as an administrator does, must not take the file away from them."""
    owner = database.stat()
    with suppress(PermissionError):
        os.chown(fresh, owner.st_uid, owner.st_gid)
