"""PostgreSQL: the shared database of the unit."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Select, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from storage.errors import BusyError, OpenError, ReadOnlyError, StoreError

CONNECT_SECONDS = 5
STATEMENT_MILLISECONDS = 30_000
_SERIALIZATION_FAILURE, _DEADLOCK = "40001", "40P01"
_PERMISSION, _READ_ONLY, _CANCELED, _DISK_FULL = "42501", "25006", "57014", "53100"


class PostgresBackend:
    """A PostgreSQL database, or one that speaks as it does."""

    name = "postgresql"
    actor_from_database = True

    def __init__(self, url: URL) -> None:
        self.url = url.set(drivername="postgresql+psycopg")

    @property
    def shown_url(self) -> str:
        return self.url.set(drivername="postgresql").render_as_string(hide_password=True)

    def migrates_itself(self) -> bool:
        return False

    def open(self, *, create: bool) -> Engine:
        try:
            engine = create_engine(
                self.url,
                hide_parameters=True,
                pool_pre_ping=True,
                connect_args={
                    "connect_timeout": CONNECT_SECONDS,
                    "options": f"-c statement_timeout={STATEMENT_MILLISECONDS}",
                },
            )
        except ImportError:
            raise OpenError("PostgreSQL needs the extra “postgres”: pipx install 'itcrm-tui[postgres]'.") from None
        try:
            with engine.connect():
                return engine
        except DBAPIError as error:
            raise self.explain(error) from None

    @contextmanager
    def reading(self, engine: Engine) -> Iterator[Connection]:
        with engine.connect() as connection:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, engine: Engine) -> Iterator[Connection]:
        with engine.connect() as connection, connection.begin():
            yield connection

    def locked(self, query: Select[Any], *, share: bool = False) -> Select[Any]:
        return query.with_for_update(read=share)

    def unreadable(self, connection: Connection, tables: Collection[str]) -> frozenset[str]:
        query = text(
            "SELECT name FROM unnest(CAST(:names AS text[])) AS name"
            " WHERE NOT has_table_privilege(to_regclass(name), 'SELECT')"
        )
        return frozenset(connection.scalars(query, {"names": list(tables)}))

    def may_retry(self, error: Exception) -> bool:
        return _state(error) in (_SERIALIZATION_FAILURE, _DEADLOCK)

    def explain(self, error: Exception) -> StoreError:
        match _state(error):
            case "" | None:
                return self._connection_error(error)
            case code if code == _PERMISSION:
                return ReadOnlyError("Your role on the shared database may not do that. Nothing was saved.")
            case code if code == _READ_ONLY:
                return ReadOnlyError("The shared database takes no writes at the moment. Nothing was saved.")
            case code if code == _CANCELED:
                return BusyError("The shared database took too long to answer. Try again in a moment.")
            case code if code == _DISK_FULL:
                return StoreError("The shared database has no room left on its disk. Nothing was saved.")
            case code if code.startswith(("08", "57P")):
                return OpenError(f"The connection to {self.shown_url} was lost.")
        return StoreError(
            f"The shared database could not do that: {str(getattr(error, 'orig', error)).splitlines()[0]}."
        )

    def _connection_error(self, error: Exception) -> StoreError:
        message = str(getattr(error, "orig", error))
        for fragment, reason in _REASONS:
            if fragment in message:
                return OpenError(f"{self.shown_url} cannot be opened: {reason}.")
        return OpenError(f"{self.shown_url} cannot be opened: {(message.splitlines() or ['no reason given'])[0]}.")


_REASONS = (
    ("password authentication failed", "wrong user or password"),
    ("no password supplied", "it wants a password; put it into PGPASSWORD or ~/.pgpass"),
    ("does not exist", "there is no such database or user"),
    ("refused", "no server answers there"),
    ("timeout", "no server answers there"),
    ("could not translate host name", "there is no such host"),
    ("failed to resolve host", "there is no such host"),
    ("Name or service not known", "there is no such host"),
    ("server closed the connection", "the connection was lost"),
)


def _state(error: Exception) -> str | None:
    return getattr(getattr(error, "orig", error), "sqlstate", None)
