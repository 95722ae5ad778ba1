"""Keys that come before anything is ready, or all at once, are borne by every screen."""

import asyncio
import gc
import threading
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows import records
from screens.clients import Clients
from screens.history import History
from screens.question import Question
from storage.first_page import FirstPage, first_page
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import burst, press, seen, settled, started
from widgets.field_input import FieldInput
from widgets.filter_bar import FilterBar


async def test_a_filter_typed_before_the_database_is_open_is_kept(make_app: MakeApp, database: str) -> None:
    made, may_open = make_app(), threading.Event()
    opened = made.opening.open

    def open_late() -> Store:
        may_open.wait(20)
        return opened()

    def first(today: date | None, rows: int) -> FirstPage | None:
        return first_page(Path(database.removeprefix("sqlite:///")), today, rows)

    app = ItcrmApp(replace(made.opening, open=open_late, first=first), today=TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        burst(pilot, "/", "l", "o", "g")
        for _ in range(5):
            await pilot.pause()
        may_open.set()
        await started(pilot)
        await settled(pilot)
        assert "Logistics" in seen(pilot)
        assert "Finance" not in seen(pilot).split("----")[0]


async def test_a_key_that_was_under_way_when_a_field_opened_is_typed_into_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "/")
        app.hold_keys()
        under_way = Key("l", "l")
        app.release_keys()
        app.on_key(under_way)
        await settled(pilot)
        assert app.screen.query_one(FilterBar).text == "l"


async def test_what_comes_in_one_burst_with_tab_is_typed_into_the_next_field(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "e")
        burst(pilot, "A", "tab", "B", "tab", "tab", "tab", "3")
        await settled(pilot)
        typed = {one.field.name: one.text for one in pilot.app.screen.query(FieldInput)}
        assert (typed["name"], typed["code"], typed["tier"]) == ("FinanceA", "FINB", "3")


@pytest.mark.parametrize("keys", [("s",), ("colon",), ("F",), ("f", "i")])
async def test_two_enters_at_once_choose_once(keys: tuple[str, ...], make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *keys)
        burst(pilot, "enter", "enter")
        await settled(pilot)
        assert app.is_running


async def test_what_is_asked_for_twice_at_once_is_asked_once_and_leaves_nothing_undone(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "H")
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            burst(pilot, "T", "T")
            await settled(pilot)
            gc.collect()
        assert [type(screen) for screen in app.screen_stack] == [Clients, History, Question]
        assert not told


async def test_a_form_left_three_times_at_once_asks_once_and_can_be_left(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "a", "x")
        burst(pilot, "escape", "escape", "escape")
        await settled(pilot)
        assert sum(isinstance(screen, Question) for screen in app.screen_stack) <= 1
        if not isinstance(app.screen, Question):
            await press(pilot, "escape")
        await press(pilot, "l")
        assert "2 CLIENTS" in seen(pilot)


async def test_a_form_that_is_saved_while_it_asks_whether_to_leave_is_left(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, may_save = records.save_texts, threading.Event()

    def save_late(*known: Any, **named: Any) -> Record:
        assert may_save.wait(20)
        return save(*known, **named)

    monkeypatch.setattr(records, "save_texts", save_late)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "a", "x")
        for key in ("enter", "escape"):
            burst(pilot, key)
            await pilot.pause()
        assert isinstance(app.screen, Question)
        may_save.set()
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack] == [Clients]
        assert "Added client x" in seen(pilot)


@pytest.mark.parametrize("keys", [("2",), ("4", "l", "l"), ("H",)], ids=" ".join)
async def test_two_enters_at_once_open_one_row_once(keys: tuple[str, ...], make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *keys)
        burst(pilot, "enter", "enter")
        await settled(pilot)
        opened = [type(screen) for screen in app.screen_stack]
        assert len(opened) == len(set(opened))


@pytest.mark.parametrize("keys", [("s",), ("colon",), ("F",), ("f", "i"), ("a",), ("w",), ("enter",), ("M",), ("P",)])
async def test_a_window_of_one_cell_is_borne(keys: tuple[str, ...], make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *keys)
        for size in ((1, 1), (3, 2), (20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert app.is_running


async def test_a_page_down_before_the_list_is_laid_out_does_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        burst(pilot, "colon", "pagedown", "pageup", "x", "escape")
        await settled(pilot)
        assert app.is_running


async def test_a_long_paste_into_the_finder_is_not_looked_for_for_long(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "f")
        app.screen.query_one("SafeInput").value = "fin " * 25_000  # type: ignore[attr-defined]
        await asyncio.wait_for(settled(pilot), 20)
        assert app.is_running


@pytest.mark.parametrize("place", ["3", "4"])
async def test_what_is_taken_back_at_once_is_what_was_done_last(place: str, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "5", "d", place)
        before = seen(pilot)
        burst(pilot, "d", "u")
        await settled(pilot)
        assert "Undid: Delete" in seen(pilot)
        assert seen(pilot).splitlines()[1:-2] == before.splitlines()[1:-2]


async def test_of_what_is_chosen_for_the_marked_it_is_that_too(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "5", "d", "3", "space")
        burst(pilot, "x", "d", "u")
        await settled(pilot)
        assert "Undid: Delete service Laptops" in seen(pilot)


async def test_two_that_are_deleted_at_once_are_both_taken_back_at_once(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "3")
        before = seen(pilot)
        await press(pilot, "d", "d")
        burst(pilot, "u", "u")
        await settled(pilot)
        assert seen(pilot).splitlines()[1:-2] == before.splitlines()[1:-2]
