"""How a database is doing, without changing or upgrading it."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from storage import journal, schema
from storage.engines import backend_for
from storage.ledger import change_set
from storage.store import Store


@dataclass(frozen=True)
class Condition:
    """A database, read and quickly checked.

    `schema` is None where nothing is set up yet; `known` is the program's own. `size` is in bytes; `log` is
    how a SQLite file keeps its journal; `first_at` is the instant of the first change set.
    """

    engine: str
    shown_url: str
    schema: str | None
    known: str
    size: int
    log: str | None
    change_sets: int
    first_at: datetime | None


def condition(url: str) -> Condition:
    """Return how the database at a URL is doing. Raises StoreError where it cannot be opened or is damaged."""
    with closing(looked_at(url)) as store:
        store.quick_check()
        return condition_of(store)


def looked_at(url: str) -> Store:
    """Return a store over a database as it is: nothing is made, set up or upgraded. Raises StoreError."""
    return Store(backend_for(url), actor="", device="")


def condition_of(store: Store) -> Condition:
    """Return how an open database is doing."""
    backend = store.backend
    with store.connected() as connection:
        installed = schema.installed_version(connection, backend.shown_url)
        return Condition(
            engine=backend.name,
            shown_url=backend.shown_url,
            schema=installed,
            known=schema.SCHEMA_VERSION,
            size=_size(connection),
            log=connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() if backend.name == "sqlite" else None,
            change_sets=journal.sequence(connection) if installed else 0,
            first_at=connection.scalar(select(func.min(change_set.c.at))) if installed else None,
        )


def _size(connection: Connection) -> int:
    """Return the bytes that a database takes."""
    if connection.dialect.name == "postgresql":
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    # SQLCipher tells the size of a page as a text.
    return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
