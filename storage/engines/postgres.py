"""PostgreSQL: the shared database of the unit."""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Engine,
    ExceptionContext,
    Select,
    Text,
    cast,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from storage.engines import postgres_errors
from storage.engines.kept_password import kept_password
from storage.engines.pool import guard
from storage.engines.postgres_glancing import Glances
from storage.errors import OpenError, StoreError

CONNECT_SECONDS = 5
_LINE: dict[str, int] = {
    "connect_timeout": CONNECT_SECONDS,
    "tcp_user_timeout": 10_000,  # ms; else a line that is down without a word is waited for for a quarter of an hour
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
_SETTINGS = {
    "timezone": "UTC",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "5min",  # a laptop put to sleep in the middle keeps nobody waiting
}
_SECRETS = frozenset({"password", "sslpassword"})


class PostgresBackend:
    """A PostgreSQL database, or one that speaks as it does."""

    name = "postgresql"
    actor_from_database = True
    locks_rows = True

    def __init__(self, url: URL) -> None:
        self.url = url.set(drivername="postgresql+psycopg")

    @property
    def shown_url(self) -> str:
        shown = self.url.set(drivername="postgresql").difference_update_query(_SECRETS)
        return shown.render_as_string(hide_password=True)

    def migrates_itself(self) -> bool:
        return False

    def open(self, *, create: bool) -> Engine:
        try:
            return self._connected()
        except DBAPIError as error:
            if not postgres_errors.wants_password(error) or not (kept := kept_password(self.url)):
                raise self.explain(error) from None
        self.url = self.url.set(password=kept)
        try:
            return self._connected()
        except DBAPIError as error:
            raise self.explain(error) from None

    def _connected(self) -> Engine:
        try:
            engine = create_engine(self.url, hide_parameters=True, pool_pre_ping=True, connect_args=self._settings())
            from storage.engines.postgres_line import connect
        except ImportError:
            raise OpenError("PostgreSQL needs the extra “postgres”: pipx install 'itcrm-tui[postgres]'.") from None
        event.listen(engine, "do_connect", connect)
        event.listen(engine, "handle_error", _forget_old_plans)
        with guard(engine).connect():
            self._glances = Glances(engine)
            return engine

    def _settings(self) -> dict[str, Any]:
        """Return how to connect; what the URL itself says goes first."""
        ours = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        theirs = self.url.query.get("options", "")
        wanted = {"client_encoding": "utf8", "application_name": "itcrm", **_LINE}
        wanted = {name: value for name, value in wanted.items() if name not in self.url.query}
        return wanted | {"options": f"{ours} {theirs}".strip()}

    @contextmanager
    def reading(self, engine: Engine) -> Iterator[Connection]:
        with engine.connect() as connection:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    def glancing(self, engine: Engine) -> AbstractContextManager[Connection]:
        return self._glances.taken()

    @contextmanager
    def writing(self, engine: Engine) -> Iterator[Connection]:
        with engine.connect() as connection:
            connection = connection.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                yield connection

    @contextmanager
    def upgrading(self, engine: Engine) -> Iterator[Connection]:
        with self.writing(engine) as connection:
            self.without_hurry(connection)
            yield connection

    def before_upgrade(self, installed: str | None) -> Path | None:
        """Its owner has backups made by the server."""
        return None

    def after_upgrade(self, connection: Connection) -> None:
        """The server keeps its own keys and files sound."""

    def locked(self, query: Select[Any]) -> Select[Any]:
        return query.with_for_update(key_share=True)

    def without_hurry(self, connection: Connection) -> None:
        connection.execute(text("SET LOCAL statement_timeout = 0"))

    def by_index(self, connection: Connection) -> None:
        connection.execute(text("SET LOCAL enable_seqscan = off"))

    def unreadable(self, connection: Connection, tables: Collection[str]) -> frozenset[str]:
        return self._denied(connection, tables, "SELECT")

    def unwritable(self, connection: Connection, tables: Collection[str]) -> frozenset[str]:
        return self._denied(connection, tables, "INSERT")

    def denied(self, tables: Collection[str], statement: str) -> ColumnElement[list[str] | None]:
        name = func.unnest(cast(sorted(tables), ARRAY(Text))).column_valued("name")
        kept_from = select(func.array_agg(name))
        return kept_from.where(~func.has_table_privilege(func.to_regclass(name), statement)).scalar_subquery()

    def _denied(self, connection: Connection, tables: Collection[str], statement: str) -> frozenset[str]:
        return frozenset(connection.scalar(select(self.denied(tables, statement))) or ())

    def wipe(self, engine: Engine, tables: Collection[str]) -> None:
        """Let the server give up the rows as they were before; it may do so only outside of a transaction."""
        try:
            with engine.connect() as connection:
                connection = connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.execute(text("SET statement_timeout = 0"))
                connection.execute(text(f"VACUUM {', '.join(tables)}"))
                connection.execute(text("RESET statement_timeout"))
        except DBAPIError as error:
            raise self.explain(error) from None

    def quick_check(self, connection: Connection) -> None:
        """The server looks after its own files."""

    def may_retry(self, error: Exception) -> bool:
        return postgres_errors.may_retry(error)

    def is_lost(self, error: Exception) -> bool:
        return postgres_errors.is_lost(error)

    def explain(self, error: Exception) -> StoreError:
        return postgres_errors.sentence(error, self.shown_url)


def _forget_old_plans(context: ExceptionContext) -> None:
    """Statements that were prepared before the schema moved are of no more use: take new connections."""
    if postgres_errors.is_old_plan(context.original_exception):
        context.is_disconnect = True
