"""Where the hub of a simulation is: in a SQLite file, or in a database of a real PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, LiteralString, Protocol

from storage import schema
from storage.opening import open_store, upgrade_database
from storage.store import Store
from tests.postgres_server import Server

Clock = Callable[[], datetime]
_numbers = count(1)


class HubPlace(Protocol):
    """One database that everybody shares."""

    kept: int
    """How many backups there are."""

    def open(self, name: str, clock: Clock) -> Store:
        """Return a store of one of its people."""

    def rows(self, statement: LiteralString) -> Sequence[tuple[Any, ...]]:
        """Return what one statement finds, past the store."""

    def back_up(self, users: Sequence[Store]) -> None:
        """Keep it as it is now; `users` are the stores that are open on it, and stay so."""

    def set_back(self, number: int) -> None:
        """Make it what it was when it was backed up; nobody has it open."""

    def upgrade(self) -> None:
        """Bring its schema up to the version of the program that runs."""

    def close(self) -> None:
        """Take it away."""


@dataclass
class HubFile:
    """In a file."""

    path: Path
    kept: int = 0
    _beside: sqlite3.Connection | None = None

    def open(self, name: str, clock: Clock) -> Store:
        ((installed,),) = self.rows("SELECT version_num FROM alembic_version")
        schema.check_version(installed, "hub.db")  # a file would be upgraded by whoever opens it
        return open_store(f"sqlite:///{self.path}", actor=name, device=name, clock=clock)

    def rows(self, statement: LiteralString) -> Sequence[tuple[Any, ...]]:
        if self._beside is None:
            self._beside = sqlite3.connect(self.path)
        return self._beside.execute(statement).fetchall()

    def back_up(self, users: Sequence[Store]) -> None:
        copy_file(self.path, self._backup(self.kept))
        self.kept += 1

    def set_back(self, number: int) -> None:
        self.close()
        for old in (self.path, *(self.path.with_name(f"{self.path.name}-{end}") for end in ("wal", "shm"))):
            old.unlink(missing_ok=True)
        shutil.copyfile(self._backup(number), self.path)

    def upgrade(self) -> None:
        upgrade_database(f"sqlite:///{self.path}", actor="hub", device="hub")

    def close(self) -> None:
        if self._beside:
            self._beside.close()
            self._beside = None

    def _backup(self, number: int) -> Path:
        return self.path.with_name(f"hub-backup-{number}.db")


@dataclass
class HubDatabase:
    """On a server, where everybody is a role of their own."""

    server: Server
    template: str
    kept: int = 0
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = f"sync_{next(_numbers)}"
        self.server.create_database(self.name, self.template)

    def open(self, name: str, clock: Clock) -> Store:
        return open_store(self.server.url(self.name, name), actor=name, device=name, clock=clock)

    def rows(self, statement: LiteralString) -> Sequence[tuple[Any, ...]]:
        with self.server.connect(self.name) as connection:
            return connection.execute(statement).fetchall()

    def back_up(self, users: Sequence[Store]) -> None:
        for one in users:  # what is copied must be nobody's; a store takes a new connection when it needs one
            one.engine.dispose()
        self.server.create_database(f"{self.name}_{self.kept}", self.name)
        self.kept += 1

    def set_back(self, number: int) -> None:
        self.server.drop_database(self.name)
        self.server.create_database(self.name, f"{self.name}_{number}")

    def upgrade(self) -> None:
        upgrade_database(self.server.url(self.name), actor="hub", device="hub")

    def close(self) -> None:
        for name in (self.name, *(f"{self.name}_{number}" for number in range(self.kept))):
            self.server.drop_database(name)


def copy_file(source: Path, target: Path) -> None:
    """Copy a database by SQLite's own means, whoever has it open."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
