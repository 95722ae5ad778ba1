"""A filter takes effect as it is typed, stays with Enter, goes with Esc, and gives the focus back."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.widgets.keyset_fakes import HOSTILE_NAMES, Items, Stage, is_harmless
from tests.widgets.test_paged_table import table
from widgets.filter_bar import FilterBar, FilterChanged, FilterClosed
from widgets.paged_table import PagedTable


def stage_with(typing_seconds: float) -> tuple[Stage, FilterBar, PagedTable[object]]:
    bar, rows = FilterBar(typing_seconds=typing_seconds), table(Items(9))
    return Stage(bar, rows), bar, rows  # type: ignore[return-value]


def texts(stage: Stage) -> list[str]:
    return [message.text for message in stage.heard(FilterChanged)]


async def test_it_is_away_and_takes_no_keys_until_it_is_opened() -> None:
    stage, bar, rows = stage_with(0)
    async with stage.run_test() as pilot:
        bar.query_one(Input).focus()
        await pilot.press("x")
        assert not bar.display
        assert bar.text == ""
        assert stage.focused is rows


async def test_what_is_typed_is_told_once_it_has_paused() -> None:
    stage, bar, _ = stage_with(3600)
    async with stage.run_test() as pilot:
        bar.open()
        await pilot.press("a", "b")
        await pilot.pause()
        assert texts(stage) == []
        bar._typed.flush()
        await pilot.pause()
        assert texts(stage) == ["ab"]


async def test_enter_keeps_the_filter_and_returns_to_the_list() -> None:
    stage, bar, rows = stage_with(3600)
    async with stage.run_test() as pilot:
        bar.open()
        await pilot.press("a", "enter")
        await pilot.pause()
        assert texts(stage) == ["a"]
        assert [message.text for message in stage.heard(FilterClosed)] == ["a"]
        assert stage.focused is rows
        assert not bar.display


async def test_escape_clears_the_filter_and_returns_to_the_list() -> None:
    stage, bar, rows = stage_with(0)
    async with stage.run_test() as pilot:
        bar.open("is:late")
        await pilot.press("escape")
        await pilot.pause()
        assert texts(stage) == [""]
        assert stage.focused is rows
        assert bar.text == ""


async def test_a_filter_that_is_kept_unchanged_is_not_told_again() -> None:
    stage, bar, _ = stage_with(0)
    async with stage.run_test() as pilot:
        bar.open("is:late")
        await pilot.press("enter")
        await pilot.pause()
        assert texts(stage) == []


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
async def test_a_hostile_filter_or_problem_is_shown_harmlessly(name: str) -> None:
    stage, bar, _ = stage_with(3600)
    async with stage.run_test() as pilot:
        bar.open(name)
        bar.problem = name
        await pilot.pause()
        assert is_harmless(bar.text)
        lines = [strip.text for strip in stage.screen._compositor.render_strips()]
        assert all(is_harmless(line) for line in lines)
        assert bar.size.height == 1
