"""SQLite: one file, one writer at a time, readers beside it."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, QueuePool, Select, create_engine, event, literal_column
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from itcrm_tui.typed_path import PathError, as_path
from storage.engines import sqlite_file, sqlite_functions
from storage.engines.pool import guard
from storage.engines.sqlite_driver import PLAIN, Plain
from storage.engines.sqlite_errors import sentence
from storage.errors import BusyError, OpenError, StoreError, UrlError, to_a_reader

BUSY_SECONDS = 10.0

_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-3000",
)


_ROOM_TO_WRITE = "PRAGMA cache_size=-8000"
"""Readers need little of their own, as the system keeps the file at hand; there are several in the app."""


class SqliteBackend:
    """A SQLite file."""

    name = "sqlite"
    scheme = "sqlite"
    driver: Plain = PLAIN
    actor_from_database = False
    locks_rows = False

    def __init__(self, url: URL) -> None:
        if not url.database or url.database == ":memory:" or "\0" in url.database:
            raise UrlError(f"A SQLite database needs a file: {self.scheme}:///FILE.")
        try:
            self.path = as_path(url.database).absolute()
        except PathError as error:
            raise UrlError(str(error)) from None
        self._opened: tuple[int, int] | None = None

    @property
    def shown_url(self) -> str:
        return f"{self.scheme}:///{self.path}"

    def migrates_itself(self) -> bool:
        return True

    def open(self, *, create: bool) -> Engine:
        sqlite_file.look_at(self.path, create=create, driver=self.driver)
        engine = create_engine(
            "sqlite+pysqlite://",
            module=self.driver.module,
            creator=self._connect,
            poolclass=QueuePool,
            hide_parameters=True,
        )
        event.listen(engine, "begin", _begin)
        try:
            with guard(engine).connect():
                return engine
        except DBAPIError as error:
            raise to_a_reader(self.explain(error)) from None

    def _connect(self) -> sqlite3.Connection:
        with sqlite_file.coming_in(self.path):
            connection = self._connected()
            self._opened = self._opened or sqlite_file.identity(self.path)
        return connection

    def _connected(self) -> sqlite3.Connection:
        """Transactions are in our own hands: the driver's default lets DDL escape a rollback."""
        connection = self.driver.connect(
            sqlite_file.uri(self.path), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            sqlite_file.check_owner(connection, self.path)
            if sqlite_file.may_write(self.path):
                sqlite_file.keep_log_beside(connection)
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            sqlite_functions.teach(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_still_there(self) -> None:
        """What is written to a file that has lost its name is lost with it, without a word from SQLite."""
        if self._opened is not None and sqlite_file.identity(self.path) != self._opened:
            raise OpenError(f"{self.path} was deleted or replaced while it was open. Nothing was saved. Start again.")

    @contextmanager
    def reading(self, engine: Engine) -> Iterator[Connection]:
        self._check_still_there()
        with engine.connect() as connection, connection.begin():
            yield connection

    def glancing(self, engine: Engine) -> AbstractContextManager[Connection]:
        return self.reading(engine)

    @contextmanager
    def writing(self, engine: Engine) -> Iterator[Connection]:
        with engine.connect() as connection:
            connection = connection.execution_options(itcrm_writes=True)
            with connection.begin():
                yield connection
                self._check_still_there()

    @contextmanager
    def upgrading(self, engine: Engine) -> Iterator[Connection]:
        """Keys rest meanwhile, as SQLite would otherwise empty the children of a table that is made anew.

        That cannot be said inside a transaction, hence a connection of its own. They are checked at the end.
        """
        with engine.connect() as connection:
            connection.detach()
            keys = connection.connection.dbapi_connection
            assert keys is not None
            keys.cursor().execute("PRAGMA foreign_keys=OFF")
            connection = connection.execution_options(itcrm_writes=True)
            with connection.begin():
                yield connection
                self._check_still_there()

    def before_upgrade(self, installed: str | None) -> Path | None:
        from storage.upgrade_backup import back_up_before

        return back_up_before(self.path, self.driver) if installed else None

    def after_upgrade(self, connection: Connection) -> None:
        from storage.upgrade_backup import check_after

        check_after(connection)

    def locked(self, query: Select[Any]) -> Select[Any]:
        return query

    def without_hurry(self, connection: Connection) -> None:
        """Nothing hurries a statement here."""

    def by_index(self, connection: Connection) -> None:
        """It does anyway."""

    def unreadable(self, connection: Connection, tables: Collection[str]) -> frozenset[str]:
        return frozenset()

    def unwritable(self, connection: Connection, tables: Collection[str]) -> frozenset[str]:
        return frozenset()

    def denied(self, tables: Collection[str], statement: str) -> ColumnElement[list[str] | None]:
        return literal_column("NULL")

    def wipe(self, engine: Engine, tables: Collection[str]) -> None:
        """Write the whole file anew, and its log away; a search index forgets for good what it was told to forget."""
        try:
            with engine.connect() as connection:
                connection.detach()
                raw = connection.connection.dbapi_connection
                assert raw is not None
                cursor = raw.cursor()
                for name in ("search_text_index", "restricted_search_text_index"):
                    cursor.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")
                cursor.execute("VACUUM")
                busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except (self.driver.module.Error, DBAPIError) as error:
            raise self.explain(error) from None
        if busy:
            raise BusyError(f"{self.path} is open in another program, which still reads what was there before.")

    def quick_check(self, connection: Connection) -> None:
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
            raise OpenError(f"{self.path} is damaged. Restore a backup; the file itself was not changed.")

    def may_retry(self, error: Exception) -> bool:
        return False

    def is_lost(self, error: Exception) -> bool:
        return False

    def explain(self, error: Exception) -> StoreError:
        return sentence(str(getattr(error, "orig", error)), self.path, self.driver)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("itcrm_writes")
    if writes:
        connection.exec_driver_sql(_ROOM_TO_WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
