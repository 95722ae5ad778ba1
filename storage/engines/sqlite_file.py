"""The file that holds a SQLite database: whether it is there, whose it is, and what may be done with it."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from storage.engines.sqlite_driver import HEADER, PLAIN, Plain
from storage.errors import OpenError

APPLICATION_ID = 0x4954_4352


def look_at(path: Path, *, create: bool, driver: Plain = PLAIN) -> None:
    """Raise OpenError unless there is a database file, or an empty one is made."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        _make(path, create=create)
        return
    except OSError as error:
        raise OpenError(f"{path} cannot be opened: {error.strerror}.") from None
    if path.is_dir():
        raise OpenError(f"{path} is a folder, not a database.")
    if not path.is_file():
        raise OpenError(f"{path} is not a file.")
    if size:
        _check_header(path, driver)


def _make(path: Path, *, create: bool) -> None:
    if not create:
        raise OpenError(f"There is no database at {path} yet. `itcrm` makes one, and so does `itcrm import`.")
    if not path.parent.is_dir():
        raise OpenError(f"{path} cannot be made: there is no folder {path.parent}.")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise OpenError(f"{path} cannot be made: {error.strerror}.") from None


def _check_header(path: Path, driver: Plain) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(len(HEADER))
    except OSError as error:
        raise OpenError(f"{path} cannot be opened: {error.strerror}.") from None
    if driver.header is None and header == HEADER:
        raise OpenError(f"{path} is not encrypted. Name it with sqlite:///FILE.")
    if driver.header not in (None, header):
        raise OpenError(driver.is_foreign(path))


def may_write(path: Path) -> bool:
    """Whether this process may write a file, or make others in a folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def uri(path: Path) -> str:
    """Return how to open the file. In a folder where nothing may be made, it is read as it lies there."""
    log = path.with_name(f"{path.name}-wal")
    lies_still = not may_write(path.parent) and not log.exists()
    return f"file:{quote(str(path))}{'?mode=ro&immutable=1' if lies_still else ''}"


def check_owner(connection: sqlite3.Connection, path: Path) -> None:
    """Raise OpenError for a database of another program, before anything in it is touched."""
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if found != APPLICATION_ID and (found or tables):
        raise OpenError(f"{path} is a database of another program. Name another file with --db sqlite:///FILE.")


def keep_log_beside(connection: sqlite3.Connection) -> None:
    """Let readers go on beside the writer (WAL). Asked for again and again, as others may be opening it too."""
    connection.execute("PRAGMA journal_mode=WAL")


def identity(path: Path) -> tuple[int, int] | None:
    """Return which file a name stands for now; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def coming_in(path: Path, *, alone: bool = False) -> Iterator[None]:
    """Hold a folder while a database in it is being opened, or with `alone` while its file is being exchanged.

    Whoever opens a file that is exchanged at that moment would write a log of the old one beside the new one.
    Disks that know no such locks do without.
    """
    try:
        handle = os.open(path.resolve().parent, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)
