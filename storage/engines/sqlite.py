"""SQLite: one file, one writer at a time, readers beside it."""

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from storage.errors import BusyError, OpenError, ReadOnlyError, StoreError, UrlError

APPLICATION_ID = 0x4954_4352
BUSY_MILLISECONDS = 10_000
_HEADER = b"SQLite format 3\x00"

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-8000",
)


class SqliteBackend:
    """A SQLite file."""

    name = "sqlite"
    actor_from_database = False

    def __init__(self, url: URL) -> None:
        if not url.database or url.database == ":memory:":
            raise UrlError("A SQLite database needs a file: sqlite:///FILE.")
        self.path = Path(url.database).expanduser()
        self.url = url.set(drivername="sqlite+pysqlite", database=str(self.path), query={})

    @property
    def shown_url(self) -> str:
        return f"sqlite:///{self.path}"

    def migrates_itself(self) -> bool:
        return True

    def open(self, *, create: bool) -> Engine:
        self._look_at_file(create=create)
        engine = create_engine(self.url, hide_parameters=True)
        event.listen(engine, "connect", _prepare_connection)
        event.listen(engine, "begin", _begin)
        try:
            with engine.connect() as connection:
                self._check_owner(connection)
        except DBAPIError as error:
            raise self.explain(error) from None
        return engine

    def _look_at_file(self, *, create: bool) -> None:
        try:
            size = self.path.stat().st_size
        except FileNotFoundError:
            self._make_file(create=create)
            return
        except OSError as error:
            raise OpenError(f"{self.path} cannot be opened: {error.strerror}.") from None
        if self.path.is_dir():
            raise OpenError(f"{self.path} is a folder, not a database.")
        if size:
            self._check_header()

    def _make_file(self, *, create: bool) -> None:
        if not create:
            raise OpenError(f"There is no database at {self.path} yet. `itcrm` makes one, and so does `itcrm import`.")
        if not self.path.parent.is_dir():
            raise OpenError(f"{self.path} cannot be made: there is no folder {self.path.parent}.")
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            return
        except OSError as error:
            raise OpenError(f"{self.path} cannot be made: {error.strerror}.") from None

    def _check_header(self) -> None:
        try:
            with self.path.open("rb") as file:
                header = file.read(len(_HEADER))
        except OSError as error:
            raise OpenError(f"{self.path} cannot be opened: {error.strerror}.") from None
        if header != _HEADER:
            raise OpenError(f"{self.path} is not a database. Name another file with --db sqlite:///FILE.")

    def _check_owner(self, connection: Connection) -> None:
        found = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        if tables and found != APPLICATION_ID:
            raise OpenError(
                f"{self.path} is a database of another program. Name another file with --db sqlite:///FILE."
            )

    @contextmanager
    def reading(self, engine: Engine) -> Iterator[Connection]:
        with engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, engine: Engine) -> Iterator[Connection]:
        with engine.connect() as connection:
            connection = connection.execution_options(itcrm_writes=True)
            with connection.begin():
                yield connection

    def locked(self, query: Select[Any], *, share: bool = False) -> Select[Any]:
        return query

    def unreadable(self, connection: Connection, tables: Collection[str]) -> frozenset[str]:
        return frozenset()

    def may_retry(self, error: Exception) -> bool:
        return False

    def explain(self, error: Exception) -> StoreError:
        message = str(getattr(error, "orig", error))
        for fragment, sentence in _SENTENCES:
            if fragment in message:
                return sentence(self.path)
        return StoreError(f"The database {self.path} could not do that: {message}.")


_SENTENCES: tuple[tuple[str, Callable[[Path], StoreError]], ...] = (
    ("locked", lambda path: BusyError(f"Another program keeps writing to {path}. Try again in a moment.")),
    ("readonly", lambda path: ReadOnlyError(f"{path} or its folder is read-only. Nothing was saved.")),
    (
        "disk is full",
        lambda path: StoreError(f"There is no room left on the disk of {path}. Nothing was saved."),
    ),
    ("not a database", lambda path: OpenError(f"{path} is not a database.")),
    (
        "malformed",
        lambda path: OpenError(f"{path} is damaged. Restore a backup; the file itself was not changed."),
    ),
    ("unable to open", lambda path: OpenError(f"{path} cannot be opened: is its folder writable?")),
    (
        "disk I/O error",
        lambda path: OpenError(f"{path} cannot be read or written: the disk reports an error."),
    ),
)


def _prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
    """Take transactions into our own hands: the driver's default lets DDL escape a rollback."""
    connection.isolation_level = None
    if _is_read_only(connection):
        connection.execute("PRAGMA foreign_keys=ON")
        return
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _is_read_only(connection: sqlite3.Connection) -> bool:
    file = connection.execute("PRAGMA database_list").fetchone()[2]
    return not os.access(file, os.W_OK)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("itcrm_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
