"""The database that is copied into: made, marked as unfinished, and in the end let go as a whole one."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, delete, text

from storage import schema
from storage.engines import backend_for
from storage.ledger import restricted_search_text, search_text
from storage.moving import notes
from storage.moving.notes import Whence
from storage.moving.parts import Part, parts
from storage.moving.room import demand_room
from storage.store import Store
from storage.version import SCHEMA_VERSION, UNFINISHED

_RESTING = """
    SELECT CAST(conrelid AS regclass)::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace) ORDER BY 1, 2
"""


class Target:
    """A database that is being copied into."""

    def __init__(self, url: str) -> None:
        self.store = Store(backend_for(url), actor="", device="", create=True)
        self.backend, self.shown = self.store.backend, self.store.backend.shown_url

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One step of the copy, whole or not at all; keys between tables rest meanwhile."""
        with self.store.unhurried() as connection:
            yield connection

    def begin(self, source: Whence) -> bool:
        """Make it an unfinished copy of a database; return False where it is one already.

        Raises RefusedError where it holds anything else, SchemaError where it is of another version.
        """
        with self.writing() as connection:
            installed = demand_room(connection, self.shown, source)
            if installed is not None and installed.startswith(UNFINISHED):
                return False
            if installed is None:
                schema.move(connection, SCHEMA_VERSION)
            self._lay_keys_to_rest(connection)
            self.empty(connection, parts())
            notes.note_source(connection, source)
            notes.mark(connection, UNFINISHED + SCHEMA_VERSION)
        return True

    def empty(self, connection: Connection, emptied: list[Part]) -> None:
        """Take all rows of some tables away, with what is derived from them."""
        for part in emptied:
            connection.execute(delete(part.table))
            if part.kind:
                words = restricted_search_text if part.kind.restricted else search_text
                connection.execute(delete(words).where(words.c.kind == part.kind.name))
        if self.backend.name == "sqlite" and any(part.kind for part in emptied):
            for table in ("search_text", "restricted_search_text"):
                connection.execute(text(f"INSERT INTO {table}_index({table}_index) VALUES ('rebuild')"))
        notes.forget(connection, [part.name for part in emptied])

    def finish(self) -> None:
        """Put the keys between tables back and let the database be used; raises StoreError where a key fails."""
        with self.writing() as connection:
            for table, name, definition in notes.resting_keys(connection):
                connection.execute(text(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"))
            self.backend.after_upgrade(connection)
            notes.notes.drop(connection)
            notes.mark(connection, SCHEMA_VERSION)
        if self.backend.name == "postgresql":
            with self.writing() as connection:
                connection.execute(text("ANALYZE"))

    def _lay_keys_to_rest(self, connection: Connection) -> None:
        """On PostgreSQL a key holds at each commit; SQLite lets them rest for a connection."""
        notes.notes.create(connection)
        resting = connection.execute(text(_RESTING)).all() if self.backend.name == "postgresql" else []
        for table, name, _definition in resting:
            connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
        notes.note_resting_keys(connection, [list(row) for row in resting])
