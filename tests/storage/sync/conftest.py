"""A hub on either engine, and laptops that are checked out from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import select

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.record import Record
from storage.opening import open_store
from storage.store import Store
from storage.sync.checkout import checkout
from storage.sync.conflicts import open_conflicts
from storage.sync.disputed import Conflict
from storage.sync.hub_store import HubStore
from storage.sync.rebasing import Reached, unheard
from storage.sync.syncing import Synced, sync
from storage.sync.tables import OF_HUB, OWN
from storage.tables import whole_schema
from storage.verify import verify
from tests.storage.places import Fresh, Place
from tests.storage.records import add, edit
from tests.sync.beginning import hastened

R = TypeVar("R", bound=Record)
FINANCE = Client(name="Finance", code="FIN", tier=1)
LEGAL = Client(name="Legal", code="LEG")
HEAD = Stakeholder(client=FINANCE.id, name="Dora")
_BESIDE = {table.name for table in (*OWN, *OF_HUB)} | {"search_text", "restricted_search_text"}


def unwatched(_what: str, _done: int, _total: int) -> None:
    """Nobody looks."""


@dataclass
class Laptop:
    """A working copy and its connection to the hub."""

    store: Store
    hub: HubStore
    path: Path

    def sync(self, reached: Reached = unheard) -> Synced:
        """Push and pull."""
        return sync(self.store, self.hub, reached)

    @property
    def conflicts(self) -> list[Conflict]:
        """What is still to be decided."""
        return open_conflicts(self.store)


@dataclass
class Road:
    """A hub with a few records, and everybody who has a working copy of it."""

    place: Place
    folder: Path
    laptops: list[Laptop] = field(default_factory=list)
    opened: ExitStack = field(default_factory=ExitStack)

    @property
    def hub(self) -> Store:
        """The hub as ana sees it at her desk."""
        return self.laptops[0].hub.store if self.laptops else self.place.open()

    def check_out(self, name: str) -> Laptop:
        """Give somebody a laptop with a working copy of their own."""
        device = f"{name}'s laptop {len(self.laptops)}"
        hub, path = self.place.open(name, device), self.folder / f"laptop-{len(self.laptops)}.db"
        checkout(hub, path, unwatched)
        laptop = self.open(name, device, path, hub)
        self.laptops.append(laptop)
        return laptop

    def open(self, name: str, device: str, path: Path, hub: Store) -> Laptop:
        """Open a working copy that is there."""
        store = open_store(f"sqlite:///{path}", actor=name, device=device)
        self.opened.callback(store.close)
        return Laptop(store, HubStore(hub), path)

    def sync_all(self) -> None:
        """Let everybody sync until all have seen all."""
        for _ in range(2):
            for laptop in self.laptops:
                laptop.sync()

    def check_equal(self) -> None:
        """Hub and copies hold the same, row for row, and pass the self check."""
        hub = contents(self.hub)
        assert verify(self.hub) == []
        for laptop in self.laptops:
            assert contents(laptop.store) == hub
            assert verify(laptop.store) == []


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, but what copy and hub keep of each other."""
    with store.connected() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for name, table in whole_schema().tables.items()
            if name not in _BESIDE
        }


def stopping(where: str) -> Callable[[str], None]:
    """A sync that ends at a place."""

    def reached(here: str) -> None:
        if here == where:
            raise StoppedError

    return reached


class StoppedError(Exception):
    """The process is gone."""


def changed(record: R, **values: Any) -> R:
    """The record with other values."""
    return replace(record, **values)


@pytest.fixture(autouse=True)
def hurry() -> Iterator[None]:
    """Working copies are made as fast as can be."""
    with hastened():
        yield


@pytest.fixture(params=["fresh_sqlite", "fresh_postgres"])
def road(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Road]:
    """A hub on either engine with two clients."""
    fresh: Fresh = request.getfixturevalue(request.param)
    yield from _road(fresh, tmp_path)


@pytest.fixture
def sqlite_road(fresh_sqlite: Fresh, tmp_path: Path) -> Iterator[Road]:
    """A hub in a file."""
    yield from _road(fresh_sqlite, tmp_path)


def _road(fresh: Fresh, folder: Path) -> Iterator[Road]:
    with fresh() as place:
        add(place.open(), FINANCE, LEGAL, HEAD, title="Begin")
        road = Road(place, folder)
        with road.opened:
            yield road


def two_who_disagree(road: Road) -> tuple[Laptop, Laptop]:
    """Ana has renamed Finance and is first; Ben has named it otherwise, and given it another tier."""
    ana, ben = road.check_out("ana"), road.check_out("ben")
    edit(ana.store, FINANCE, name="Finance and Tax")
    edit(ben.store, FINANCE, name="Controlling", tier=2, title="Edit Finance")
    ana.sync()
    ben.sync()
    return ana, ben
