"""Two databases at a time, of each pair of engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from storage.moving import transfer
from storage.moving.database import Copied, copy_database
from storage.store import Store
from storage.tables import whole_schema
from tests.storage.places import Fresh, Place

Rows = dict[str, list[tuple[Any, ...]]]
DERIVED = ("search_text", "restricted_search_text")


class StoppedError(Exception):
    """The person has pressed ctrl+c."""


def stop_at(rows: int) -> Callable[[str, int, int], None]:
    """A progress that stops the copy once so many rows are there."""

    def progress(what: str, done: int, _total: int) -> None:
        if what == "Copying" and done >= rows:
            raise StoppedError

    return progress


def untold(_what: str, _done: int, _total: int) -> None:
    """Nobody looks."""


@dataclass
class Pair:
    """A database, and another that is only set up."""

    source: Place
    target: Place

    @property
    def urls(self) -> tuple[str, str]:
        """The URLs as their owner has them."""
        return self.source.url_for(None), self.target.url_for(None)

    def copy(self, progress: Callable[[str, int, int], object] = untold) -> Copied:
        """Copy the one into the other, as their owner."""
        return copy_database(*self.urls, progress)

    def stopped(self, rows: int) -> None:
        """Begin a copy that is stopped when so many rows are there."""
        with pytest.raises(StoppedError):
            self.copy(stop_at(rows))


def contents(store: Store) -> Rows:
    """All rows of all tables but the derived ones."""
    with store.connected() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for name, table in whole_schema().tables.items()
            if name not in DERIVED
        }


@pytest.fixture(params=["sqlite-postgresql", "postgresql-sqlite", "sqlite-sqlite", "postgresql-postgresql"])
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """Two databases of this test alone, for each pair of engines."""
    yield from _pair(request)


@pytest.fixture(params=["sqlite-postgresql", "postgresql-sqlite"])
def mixed_pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """Two databases of this test alone, on either engine one."""
    yield from _pair(request)


def _pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    fixtures = {"sqlite": "fresh_sqlite", "postgresql": "fresh_postgres"}
    with ExitStack() as stack:
        opened: list[Fresh] = [request.getfixturevalue(fixtures[engine]) for engine in request.param.split("-")]
        yield Pair(*(stack.enter_context(fresh()) for fresh in opened))


@pytest.fixture
def sqlite_pair(fresh_sqlite: Fresh) -> Iterator[Pair]:
    """Two SQLite files of this test alone."""
    with fresh_sqlite() as source, fresh_sqlite() as target:
        yield Pair(source, target)


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few rows at a time, so that a small database takes many steps."""
    monkeypatch.setattr(transfer, "PORTION", 3)
