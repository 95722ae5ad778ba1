"""How often a working copy and a shared database speak: over a long line each turn is waited for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy.engine import URL, make_url

from itcrm_tui.workflows.hub_line import HubLine
from storage.store import Store
from storage.sync.syncing import Synced
from tests.counted_line import CountedLine, counted_line
from tests.postgres_server import ROLE_PASSWORD
from tests.storage.places import Place
from tests.storage.records import add, edit, now
from tests.storage.sync.conftest import FINANCE, Road

OFTEN = 8
"""The driver begins to treat a statement otherwise once it has come often."""

MANY = 20


@dataclass
class Traveller:
    """A working copy, and its way to the hub over a line that is counted."""

    store: Store
    way: HubLine
    line: CountedLine

    def sync(self) -> Synced:
        return self.way.sync(self.store)

    def turns_of_a_sync(self) -> int:
        before = self.line.traffic
        self.sync()
        return (self.line.traffic - before).turns


@pytest.fixture
def ana(postgres: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Traveller]:
    """Ana's working copy after its first sync."""
    monkeypatch.setenv("PGPASSWORD", ROLE_PASSWORD)
    server = make_url(postgres.url_for("ana"))
    add(postgres.open(), FINANCE, title="Begin")
    with counted_line(server.host or "127.0.0.1", server.port or 5432) as line, closing(HubLine()) as way:
        url = URL.create("postgresql", "ana", host="127.0.0.1", port=line.port, database=server.database)
        road = Road(replace(postgres, url_for=lambda _actor: str(url)), tmp_path)
        with road.opened:
            traveller = Traveller(road.check_out("ana").store, way, line)
            traveller.sync()
            yield traveller


def test_a_sync_with_nothing_new_is_one_turn_on_an_open_line(ana: Traveller) -> None:
    ana.sync()
    assert [ana.turns_of_a_sync() for _ in range(OFTEN)] == [1] * OFTEN


def test_what_is_new_is_found_after_syncs_without_anything_new(ana: Traveller, postgres: Place) -> None:
    ana.sync()
    edit(postgres.open("ben"), FINANCE, tier=2)
    assert ana.sync().pulled.received == 1
    assert now(ana.store, FINANCE).tier == 2
    assert ana.turns_of_a_sync() == 1


def test_many_change_sets_are_received_in_hardly_more_turns_than_few(ana: Traveller, postgres: Place) -> None:
    turns = []
    for count in (2, MANY):
        for number in range(count):
            edit(postgres.open("ben"), FINANCE, notes=f"{number} of {count}")
        turns.append(ana.turns_of_a_sync())
    assert turns[1] < turns[0] + MANY
    assert now(ana.store, FINANCE).notes == f"{MANY - 1} of {MANY}"


def test_a_line_that_broke_while_nobody_used_it_is_not_noticed(ana: Traveller, postgres: Place) -> None:
    ana.sync()
    postgres.raw("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ana'")
    assert ana.turns_of_a_sync() > 1
    postgres.raw("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ana'")
    edit(ana.store, FINANCE, tier=2)
    assert ana.sync().sent == 1
    assert now(postgres.open("ben"), FINANCE).tier == 2
