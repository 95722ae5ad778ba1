"""What a backup, or any database file of ours, holds: found by looking into it, with nothing changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from itcrm_tui.log import note
from storage.engines import sqlite_file
from storage.engines.sqlite_driver import PLAIN, Plain
from storage.engines.sqlite_errors import sentence
from storage.errors import OpenError, StoreError
from storage.row_counts import Counts, row_counts


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


def look_into(path: Path, *, named: Path | None = None, thorough: bool = False, driver: Plain = PLAIN) -> Backup:
    """Return what a database file holds; raises OpenError unless it is ours, set up and sound.

    `named` is what sentences call it. To be `thorough` also means to hold every index against its table.
    """
    called = named or path
    sqlite_file.look_at(path, create=False, driver=driver)
    with told(called, driver), closing(connected(path, driver)) as connection:
        sqlite_file.check_owner(connection, called)
        if not connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]:
            raise OpenError(f"{called} holds no records of itcrm.")
        check = "integrity_check" if thorough else "quick_check"
        if connection.execute(f"PRAGMA {check}(1)").fetchone()[0] != "ok":
            note("damage found")
            raise OpenError(f"{called} is damaged. Take an older one; nothing was changed.")
        connection.execute("BEGIN")
        schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        sequence = connection.execute("SELECT coalesce(max(value), 0) FROM counter").fetchone()[0]
        return Backup(called, schema, sequence, counted(connection), path.stat().st_size)


def connected(path: Path, driver: Plain) -> sqlite3.Connection:
    """Return a connection to a database file whose transactions are in the caller's hands."""
    return driver.connect(sqlite_file.uri(path), uri=True, isolation_level=None)


def counted(connection: sqlite3.Connection) -> Counts:
    """Return the number of rows by table."""
    return row_counts(lambda statement: connection.execute(statement).fetchall(), "sqlite")


@contextmanager
def told(path: Path, driver: Plain = PLAIN) -> Iterator[None]:
    """Turn what SQLite and the system say into sentences about a file."""
    try:
        yield
    except StoreError:
        raise
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror}.") from error
    except driver.module.Error as error:
        raise sentence(str(error), path, driver) from error
