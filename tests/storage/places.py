"""Databases for the tests, each a copy of one that was set up once, and the people who work on them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, LiteralString

from psycopg import sql

from storage.engines import passphrases
from storage.engines.sqlite_driver import PLAIN, Encrypted
from storage.opening import open_store, upgrade_database
from storage.store import Store
from tests.postgres_server import Server

PEOPLE = ("ana", "ben")
"""On PostgreSQL these are roles: the database itself says who writes."""

SCHEME = os.environ.get("ITCRM_ENGINE") or "sqlite"
"""`ITCRM_ENGINE=sqlcipher` runs what every engine has to do on encrypted files, and nothing else."""

PASSPHRASE = 'it\'s "secret"'
DRIVER = Encrypted(PASSPHRASE) if SCHEME == "sqlcipher" else PLAIN

TEMPLATE = "storage_template"
_numbers = count(1)


@dataclass
class Place:
    """One database, as several people open it from several devices."""

    engine: str
    url_for: Callable[[str | None], str]
    raw: Callable[[str], list[tuple[Any, ...]]]
    """Runs one statement past the store, its rules and its keys, and returns the rows."""
    path: Path | None = None
    _opened: ExitStack = field(default_factory=ExitStack)

    def open(self, actor: str = "ana", device: str = "desk") -> Store:
        """A store that is closed with the place."""
        store = open_store(self.url_for(actor), actor=actor, device=device)
        self._opened.callback(store.close)
        return store

    def close(self) -> None:
        """Close every store that was opened here."""
        self._opened.close()


Fresh = Callable[[], AbstractContextManager[Place]]
"""Makes one fresh database after the other."""


def sqlite_place(template: Path, folder: Path) -> Place:
    """A copy of a SQLite file; an encrypted one if `ITCRM_ENGINE` says so."""
    path = folder / f"{next(_numbers)}.db"
    passphrases.say(path, PASSPHRASE)
    shutil.copyfile(template, path)
    path.chmod(0o600)

    def raw(statement: str) -> list[tuple[Any, ...]]:
        with closing(DRIVER.connect(path, isolation_level=None)) as connection:
            return connection.execute(statement).fetchall()

    return Place("sqlite", lambda _actor: f"{SCHEME}:///{path}", raw, path)


@contextmanager
def passing_sqlite_place(template: Path, folder: Path) -> Iterator[Place]:
    """A copy of a SQLite file, gone afterwards."""
    place = sqlite_place(template, folder)
    yield place
    place.close()
    assert place.path
    place.path.unlink()


def make_sqlite_template(folder: Path) -> Path:
    """A SQLite file that is set up."""
    path = folder / "template.db"
    passphrases.say(path, PASSPHRASE)
    open_store(f"{SCHEME}:///{path}", actor="setup", device="setup", create=True).close()
    with closing(DRIVER.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@contextmanager
def postgres_place(server: Server, template: str = TEMPLATE) -> Iterator[Place]:
    """A copy of a PostgreSQL database, gone afterwards."""
    name = f"storage_{next(_numbers)}"
    server.create_database(name, template)

    def raw(statement: str) -> list[tuple[Any, ...]]:
        with server.connect(name) as connection:
            connection.execute("SET session_replication_role = replica")
            cursor = connection.execute(sql.SQL(_literal(statement)))
            return [] if cursor.description is None else cursor.fetchall()

    place = Place("postgresql", lambda actor: server.url(name, actor), raw)
    try:
        yield place
    finally:
        place.close()
        server.drop_database(name)


def make_postgres_template(server: Server) -> str:
    """A PostgreSQL database that is set up, and on which `PEOPLE` may do everything but own it."""
    server.create_database(TEMPLATE)
    upgrade_database(server.url(TEMPLATE), actor="setup", device="setup")
    for person in PEOPLE:
        server.create_role(person)
        server.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO {}", person, database=TEMPLATE)
    return TEMPLATE


def _literal(statement: str) -> LiteralString:
    """psycopg takes statements that stand in the code; these do, but pass through a variable."""
    return statement  # type: ignore[return-value]
