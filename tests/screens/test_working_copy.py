"""The app on a working copy: what the top line says, and how it syncs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from textual.pilot import Pilot

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.service import Service
from itcrm_tui.stopping import Stop
from itcrm_tui.workflows import hub_of_copy
from itcrm_tui.workflows.opening import open_for
from screens.host import SAMPLE, Opening
from screens.syncing import why_no_copy
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY
from tests.screens.driving import SIZES, press, seen, settled, started
from tests.screens.working_copy import change
from widgets.bottom_line import BottomLine

AS_OF = r"offline copy as of [\w ]*\d\d:\d\d"


async def looked(pilot: Pilot[int]) -> str:
    """The screen after a look at whether anybody has written."""
    assert isinstance(pilot.app, ItcrmApp)
    pilot.app.look_for_changes()
    await settled(pilot)
    return seen(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_top_line_says_as_of_when_and_what_is_to_be_sent(
    make_laptop: Callable[..., ItcrmApp], hub: Store, size: tuple[int, int]
) -> None:
    async with make_laptop().run_test(size=size) as pilot:
        await started(pilot)
        assert re.search(AS_OF, seen(pilot))
        assert "to send" not in seen(pilot)
        await press(pilot, "3", "d")
        assert re.search(f"{AS_OF}, 1 to send", await looked(pilot))
        await press(pilot, "S")
        assert "1 sent, 0 received." in seen(pilot)
        assert "to send" not in await looked(pilot)
    with hub.read() as reader:
        assert len(reader.find(Service)) == 1


async def test_without_the_shared_database_nothing_is_lost_and_the_reason_is_told(
    make_laptop: Callable[..., ItcrmApp], hub: Store, tmp_path: Path
) -> None:
    hub.close()
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "3", "d")
        (tmp_path / "unit.db").rename(tmp_path / "away.db")
        await press(pilot, "S")
        assert "Not synced: The file of the shared database is not there now:" in seen(pilot)
        assert "1 to send" in await looked(pilot)
        (tmp_path / "away.db").rename(tmp_path / "unit.db")
        await press(pilot, "S")
        assert "1 sent, 0 received." in seen(pilot)


async def test_a_sync_is_stopped_by_its_own_key(
    make_laptop: Callable[..., ItcrmApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "3", "d")
        app = pilot.app
        assert isinstance(app, ItcrmApp)
        monkeypatch.setattr(Stop, "here", _pressing_the_key_first(app))
        await press(pilot, "S")
        assert "Stopped. 0 of 1 change sent; the next sync sends them." in seen(pilot)
        monkeypatch.undo()
        said_meanwhile: list[str] = []
        monkeypatch.setattr(Stop, "here", lambda _: said_meanwhile.append(_message(app)))
        await press(pilot, "S")
        assert set(said_meanwhile) == {""}
        assert "received." in seen(pilot)
        assert "to send" not in await looked(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_conflicts_say_that_a_sync_is_under_way_and_how_the_copy_stands(
    make_laptop: Callable[..., ItcrmApp], monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with make_laptop().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "3", "d", "colon", *"conflicts", "enter")
        assert re.search(f"{AS_OF}, 1 to send", await looked(pilot))
        meanwhile: list[str] = []
        monkeypatch.setattr(Stop, "here", lambda _: meanwhile.append(pilot.app.call_from_thread(seen, pilot)))
        await press(pilot, "S")
        assert meanwhile
        assert all("syncing, S stops it" in screen.splitlines()[0] for screen in meanwhile)
        assert re.search(AS_OF, seen(pilot))
        assert "to send" not in await looked(pilot)


async def test_a_form_takes_no_sync_for_a_connection_that_was_lost_or_came_back(
    make_laptop: Callable[..., ItcrmApp], hub: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(hub, "Logistics", tier=2)
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "2", "e")
        app, said = pilot.app, list[str]()
        assert isinstance(app, ItcrmApp)
        monkeypatch.setattr(Stop, "here", lambda _: said.append(app.call_from_thread(seen, pilot)))
        app.action_sync()
        await settled(pilot)
        assert said
        for screen in (*said, seen(pilot)):
            assert "onnection" not in screen


def _message(app: ItcrmApp) -> str:
    return app.screen.query_one(BottomLine).message


def _pressing_the_key_first(app: ItcrmApp) -> Callable[[Stop], None]:
    here = Stop.here

    def pressed_then_reached(stop: Stop) -> None:
        app.call_from_thread(app.action_sync)
        here(stop)

    return pressed_then_reached


async def test_a_working_copy_syncs_by_itself_if_that_is_wanted(
    make_laptop: Callable[..., ItcrmApp], hub: Store
) -> None:
    change(hub, "Finance", name="Finance and Tax")
    async with make_laptop(sync_by_itself=True).run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "2")
        assert "Finance and Tax" in await looked(pilot)


async def test_the_line_to_the_shared_database_is_kept_open_and_given_back_at_the_end(
    make_laptop: Callable[..., ItcrmApp], hub: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[Store] = []

    def watched(*words: Any, **more: Any) -> Store:
        lines.append(open_for(*words, **more))
        return lines[-1]

    monkeypatch.setattr(hub_of_copy, "open_for", watched)
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "S", "S")
        assert "0 sent, 0 received." in seen(pilot)
        assert len(lines) == 1
        (tmp_path / "unit.db").rename(tmp_path / "away.db")
        await press(pilot, "S")
        assert "Not synced: The file of the shared database is not there now:" in seen(pilot)
        (tmp_path / "away.db").rename(tmp_path / "unit.db")
        await press(pilot, "S")
        assert "0 sent, 0 received." in seen(pilot)
        assert open_connections(lines) == [False, True]
    assert open_connections(lines) == [False, False]


def open_connections(stores: list[Store]) -> list[bool]:
    """Whether each store holds connections to its database."""
    return [one.engine.pool.checkedin() > 0 for one in stores]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "said"),
    [("live", "This file is not a working copy: there is nothing to sync."), (SAMPLE, "This is sample data, not")],
)
async def test_what_is_no_working_copy_says_what_it_is_and_the_palette_finds_the_way_to_one(
    database: str, status: str, said: str
) -> None:
    def open_it() -> Store:
        return open_store(database, actor="dana", device="desk")

    opening = Opening(open_it, open_it, lambda: None, database, status=status)
    async with ItcrmApp(opening, today=TODAY).run_test() as pilot:
        await started(pilot)
        await press(pilot, "S")
        assert said in seen(pilot)
        await press(pilot, "colon", *"offline")
        assert re.search(r" sync +Offline copy: [\s\S]* conflicts +Offline copy: ", seen(pilot))
        await press(pilot, "ctrl+u", *"checkout")
        assert re.search(r" sync +Offline copy: ", seen(pilot))
        await press(pilot, "ctrl+u", *"conflicts", "enter")
        assert said in seen(pilot)


def test_a_shared_database_on_a_server_says_that_it_is_the_shared_one() -> None:
    server = Mock()
    server.backend.name = "postgresql"
    assert why_no_copy(server, "live").startswith("This is the shared database itself: what you write is there at")
    assert why_no_copy(None, "live") == "The database is still being opened."
