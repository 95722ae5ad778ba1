"""What the store asks of an engine."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, Select

from storage.errors import StoreError


class Backend(Protocol):
    """One database engine behind the store."""

    name: str
    actor_from_database: bool
    """Whether the database itself says who writes, so that nobody can write under another's name."""
    locks_rows: bool
    """Whether others may write meanwhile, elsewhere; if not, the writer has the whole database to itself."""

    @property
    def shown_url(self) -> str:
        """The URL without its password."""

    def open(self, *, create: bool) -> Engine:
        """Return an engine over a database that is there; raises OpenError."""

    def migrates_itself(self) -> bool:
        """Whether the program may change the schema at start, or only the owner by `db upgrade`."""

    def reading(self, engine: Engine) -> AbstractContextManager[Connection]:
        """A transaction that sees one moment and writes nothing."""

    def glancing(self, engine: Engine) -> AbstractContextManager[Connection]:
        """A connection for a single statement that reads: over a line that is open it costs one turn."""

    def writing(self, engine: Engine) -> AbstractContextManager[Connection]:
        """A transaction that writes. Each of its statements sees what others have committed before it."""

    def upgrading(self, engine: Engine) -> AbstractContextManager[Connection]:
        """A transaction that moves the schema, and does nothing to rows on its own account."""

    def before_upgrade(self, installed: str | None) -> Path | None:
        """Make sure that nothing can be lost; return the backup that was made, if the program makes them."""

    def after_upgrade(self, connection: Connection) -> None:
        """Raise StoreError unless the database is sound, before the schema's move is committed."""

    def locked(self, query: Select[Any]) -> Select[Any]:
        """The query, keeping others from changing the rows it returns until the end of the transaction."""

    def without_hurry(self, connection: Connection) -> None:
        """Let the statements of this transaction take as long as they need."""

    def by_index(self, connection: Connection) -> None:
        """Find rows by index until the end of the transaction, however little is known of a table that grows."""

    def unreadable(self, connection: Connection, tables: Collection[str]) -> frozenset[str]:
        """Which of the tables the role may not read."""

    def unwritable(self, connection: Connection, tables: Collection[str]) -> frozenset[str]:
        """Into which of the tables the role may not write."""

    def denied(self, tables: Collection[str], statement: str) -> ColumnElement[list[str] | None]:
        """What a query says of the tables on which the role is denied a statement; null where there is none."""

    def wipe(self, engine: Engine, tables: Collection[str]) -> None:
        """Take out of the files what the tables held once and no longer do; raises StoreError where that fails."""

    def quick_check(self, connection: Connection) -> None:
        """Raise OpenError if the file that holds the database is damaged."""

    def explain(self, error: Exception) -> StoreError:
        """Return a driver's error as a sentence for people."""

    def may_retry(self, error: Exception) -> bool:
        """Whether the same unit of work may succeed when tried again at once."""

    def is_lost(self, error: Exception) -> bool:
        """Whether the connection to a server is gone, and may come back."""
