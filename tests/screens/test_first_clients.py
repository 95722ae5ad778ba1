"""The first clients stand on the screen before the database is open, take keys, and give way to the live ones."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client
from itcrm_tui.workflows.beginning import first_clients
from screens.host import Opening
from storage.first_page import FirstPage
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY
from tests.screens.driving import seen, settled, started

LOADED_AT_FIRST_FRAME = """
import json, os, sys
from itcrm_tui.app import ItcrmApp
from screens.host import Opening

def first(*_):
    loaded = sorted(set(sys.argv[1:]) & set(sys.modules))
    painted = [line for line in app.screen._compositor.render_strips() if "CLIENTS" in line.text]
    os.write(1, json.dumps([loaded, len(painted)]).encode())
    os._exit(0)

app = ItcrmApp(Opening(lambda: None, lambda: None, lambda: None, "", first=first))
app.run(headless=True)
"""


class Slow:
    """A database that opens only when it may."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.may_open = threading.Event()

    def open(self) -> Store:
        assert self.may_open.wait(30)
        return open_store(self.url, actor="dana", device="desk")

    def first(self, day: date | None, rows: int) -> FirstPage | None:
        self.asked_for = rows
        return first_clients(Path(self.url.removeprefix("sqlite:///")), day, rows)

    def app(self) -> ItcrmApp:
        opening = Opening(self.open, self.open, lambda: None, "", first=self.first)
        return ItcrmApp(opening, today=TODAY)


@pytest.fixture
def slow(database: str) -> Iterator[Slow]:
    made = Slow(database)
    yield made
    made.may_open.set()


async def test_the_first_clients_are_there_before_the_database_is_open(slow: Slow) -> None:
    async with slow.app().run_test(size=(120, 30)) as pilot:
        while "Logistics" not in seen(pilot):
            await pilot.pause()
        assert isinstance(pilot.app, ItcrmApp)
        assert not pilot.app.ready.is_set()
        assert "1 late" in seen(pilot)
        assert slow.asked_for == 30, "no more than there is room for"
        slow.may_open.set()


async def test_keys_pressed_meanwhile_move_the_cursor_and_it_stays_where_it_is(slow: Slow) -> None:
    async with slow.app().run_test(size=(120, 30)) as pilot:
        while "Logistics" not in seen(pilot):
            await pilot.pause()
        await pilot.press("j")
        await pilot.pause()
        assert ">LOG" in seen(pilot)
        slow.may_open.set()
        await started(pilot)
        assert ">LOG" in seen(pilot)
        assert "Loading" not in seen(pilot)


async def test_what_has_changed_since_is_shown_once_the_database_is_open(slow: Slow) -> None:
    async with slow.app().run_test(size=(120, 30)) as pilot:
        while "Logistics" not in seen(pilot):
            await pilot.pause()
        store = open_store(slow.url, actor="ben", device="laptop")
        with store.read() as reader:
            clients = reader.find(Client, code="FIN")
        assert isinstance(clients, list)
        (finance,) = clients
        with store.write("Rename") as unit:
            unit.save(finance, replace(finance, name="Treasury"))
        store.close()
        slow.may_open.set()
        await started(pilot)
        await settled(pilot)
        assert "Treasury" in seen(pilot)
        assert "Finance" not in seen(pilot)


def test_before_the_first_frame_nothing_is_loaded_that_it_does_not_show() -> None:
    unwanted = (
        "sqlalchemy",
        "sqlite3",
        "storage.tables",
        "itcrm_tui.domain.kinds",
        "uuid_utils",
        "argparse",
        "alembic",
    )
    run = subprocess.run(
        [sys.executable, "-c", LOADED_AT_FIRST_FRAME, *unwanted], capture_output=True, text=True, timeout=60, check=True
    )
    loaded, painted = json.loads(run.stdout)
    assert painted == 1
    assert loaded == []
