"""The shared database stands still in the middle of a sync: the app is not held up by it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from itcrm_tui.app import ItcrmApp
from screens.host import Opening
from storage.opening import open_store, upgrade_database
from storage.store import Store
from storage.sync.checkout import checkout
from tests.cutting import HEADER, Line, line_to
from tests.postgres_server import Server
from tests.screens.conftest import TODAY, fill
from tests.screens.driving import press, seen, send, started

LONG = 30
NAME = "standing_still"


@pytest.fixture
def line(postgres_server: Server) -> Iterator[Line]:
    """A line to a server with a small database on it."""
    postgres_server.create_database(NAME)
    upgrade_database(postgres_server.url(NAME), actor="setup", device="setup")
    settings = postgres_server.settings
    with line_to(settings.get("host", "127.0.0.1"), int(settings.get("port", "5432"))) as found:
        yield found
    postgres_server.drop_database(NAME)


@pytest.fixture
def laptop(postgres_server: Server, line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ItcrmApp:
    """The app on a working copy of it."""
    if password := postgres_server.settings.get("password"):
        monkeypatch.setenv("PGPASSWORD", password)
    user = postgres_server.settings["user"]
    url = URL.create("postgresql", user, host="127.0.0.1", port=line.port, database=NAME)
    with closing(open_store(url.render_as_string(), actor="dana", device="desk")) as hub:
        fill(hub)
        checkout(hub, tmp_path / "laptop.db", lambda *_: None)

    def open_it() -> Store:
        return open_store(f"sqlite:///{tmp_path}/laptop.db", actor="dana", device="laptop")

    return ItcrmApp(Opening(open_it, open_it, lambda: None, "laptop.db"), today=TODAY)


async def test_a_sync_is_stopped_by_its_own_key_and_the_next_one_goes_on(laptop: ItcrmApp, line: Line) -> None:
    async with laptop.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "3", "d")
        line.freeze_at = HEADER
        send(pilot, "S")
        assert await asyncio.to_thread(line.frozen.wait, LONG)
        await press(pilot, "S")
        assert "Stopped. 0 of 1 change sent; the next sync sends them. Nothing is lost." in seen(pilot)
        line.thaw()
        await press(pilot, "S")
        assert "1 sent, 0 received." in seen(pilot)


@pytest.mark.parametrize("is_stopped", [True, False])
async def test_a_line_that_cannot_be_opened_holds_up_neither_the_key_nor_the_end(
    laptop: ItcrmApp, line: Line, is_stopped: bool
) -> None:
    async with laptop.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "3", "d")
        line.freeze_at = b""
        send(pilot, "S")
        assert await asyncio.to_thread(line.frozen.wait, LONG)
        if is_stopped:
            await press(pilot, "S")
            assert "Stopped. 0 of 1 change sent" in seen(pilot)


async def test_the_app_ends_while_the_server_stands_still(laptop: ItcrmApp, line: Line) -> None:
    async with laptop.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "3", "d")
        line.freeze_at = HEADER
        send(pilot, "S")
        assert await asyncio.to_thread(line.frozen.wait, LONG)
        before = {one for one in threading.enumerate() if one.name == "leaving"}
        assert before
    assert not any(one.is_alive() for one in before)
