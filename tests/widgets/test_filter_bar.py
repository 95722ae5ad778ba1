"""A filter takes effect as it is typed, stays with Enter, goes with Esc, and gives the focus back."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from itcrm_tui.query.completion import Offer
from itcrm_tui.query.errors import FilterError
from tests.widgets.keyset_fakes import HOSTILE_NAMES, Items, Stage, is_harmless
from tests.widgets.test_paged_table import table
from widgets.filter_bar import FilterBar, FilterChanged, FilterClosed
from widgets.offer_line import OfferLine
from widgets.paged_table import PagedTable


def stage_with(typing_seconds: float) -> tuple[Stage, FilterBar, PagedTable[object]]:
    bar, rows = FilterBar(typing_seconds=typing_seconds), table(Items(9))
    return Stage(bar, rows), bar, rows  # type: ignore[return-value]


def seen(stage: Stage) -> list[str]:
    return [strip.text for strip in stage.screen._compositor.render_strips()]


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
        bar.problem = FilterError(name, 0)
        await pilot.pause()
        assert is_harmless(bar.text)
        assert all(is_harmless(line) for line in seen(stage))


WRONG = "no person is called that"
OFFERS = {"se": [Offer("seen", "", 0), Offer("segment:", "", 0)], "segment:": [Offer("key", "", 8)]}


async def offered(text: str, cursor: int) -> list[Offer]:
    return OFFERS.get(text[:cursor], [])


def wrong_at_the_end(text: str) -> FilterError | None:
    return FilterError(WRONG, len(text) - 1) if text.endswith(("!", ":")) else None


def stage_with_offers() -> tuple[Stage, FilterBar]:
    bar = FilterBar(wrong_at_the_end, offered, typing_seconds=0)
    return Stage(bar, table(Items(9))), bar


async def shown(stage: Stage, bar: FilterBar) -> str:
    await stage.workers.wait_for_complete()
    return str(bar.query_one(OfferLine).render())


async def test_what_the_filter_can_become_is_offered_and_taken_with_tab() -> None:
    stage, bar = stage_with_offers()
    async with stage.run_test() as pilot:
        bar.open()
        await pilot.press("s", "e")
        await pilot.pause()
        assert await shown(stage, bar) == "seen  segment:"
        await pilot.press("down", "tab")
        await pilot.pause()
        assert bar.text == "segment:"
        assert await shown(stage, bar) == "key"
        await pilot.press("right")
        await pilot.pause()
        assert bar.text == "segment:key"
        assert await shown(stage, bar) == ""
        assert texts(stage)[-1] == "segment:key"


async def test_up_goes_from_the_first_offer_to_the_last() -> None:
    stage, bar = stage_with_offers()
    async with stage.run_test() as pilot:
        bar.open()
        await pilot.press("s", "e")
        await pilot.pause()
        assert await shown(stage, bar) == "seen  segment:"
        await pilot.press("up", "tab")
        assert bar.text == "segment:"


async def test_tab_and_arrows_stay_where_nothing_is_offered() -> None:
    stage, bar = stage_with_offers()
    async with stage.run_test() as pilot:
        bar.open()
        await pilot.press("x", "tab", "down", "up", "right", "y")
        assert bar.text == "xy"


async def test_an_offer_is_taken_with_a_click_and_what_follows_stays() -> None:
    stage, bar = stage_with_offers()
    async with stage.run_test() as pilot:
        bar.open()
        await pilot.press("s", "e", "space", "x", "left", "left")
        await pilot.press("s", "backspace")
        await pilot.pause()
        assert await shown(stage, bar) == "seen  segment:"
        await pilot.click(OfferLine, offset=(1, 0))
        await pilot.pause()
        assert bar.text == "seen x"


async def test_a_filter_that_is_wrong_is_not_told_and_does_not_close() -> None:
    stage, bar = stage_with_offers()
    async with stage.run_test() as pilot:
        bar.open()
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("exclamation_mark", "enter")
        await pilot.pause()
        assert (texts(stage), bar.problem is None, bar.display) == (["a", ""], False, True)
        await pilot.press("backspace", "b", "enter")
        await pilot.pause()
        assert (texts(stage)[-1], bar.problem, bar.display) == ("ab", None, False)


async def test_what_stands_before_the_wrong_part_is_told() -> None:
    stage, bar = stage_with_offers()
    async with stage.run_test() as pilot:
        bar.open()
        bar._input.value = "mail segment:"
        await pilot.pause()
        bar._typed.flush()
        await pilot.pause()
        assert texts(stage) == ["mail"]
        assert bar.problem is not None
        bar._input.value = "!" + " x" * 9 + "!"
        await pilot.pause()
        bar._typed.flush()
        await pilot.pause()
        assert texts(stage)[-1] == "!" + " x" * 8


async def test_escape_gives_up_a_wrong_filter() -> None:
    stage, bar = stage_with_offers()
    async with stage.run_test() as pilot:
        bar.open("a")
        await pilot.press("exclamation_mark", "escape")
        await pilot.pause()
        assert (texts(stage), bar.text, bar.display) == ([""], "", False)


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
async def test_a_hostile_offer_is_shown_harmlessly(name: str) -> None:
    stage, bar, _ = stage_with(3600)
    async with stage.run_test() as pilot:
        bar.open("x")
        bar.query_one(OfferLine).show([Offer(name, name, 0)] * 3)
        await pilot.pause()
        assert all(is_harmless(line) for line in seen(stage))
        assert bar.size.height == 1
        await pilot.press("tab")
        assert is_harmless(bar.text)


async def wronged(width: int, text: str) -> list[str]:
    """Return the lines of a bar that holds a filter which is wrong at its end, and of what is under it."""
    bar = FilterBar(wrong_at_the_end, typing_seconds=0)
    async with Stage(bar, table(Items(9))).run_test(size=(width, 12)) as pilot:
        bar.open()
        await pilot.pause()
        await pilot.press(*text.replace("!", ""), "exclamation_mark")
        bar._typed.flush()
        await pilot.pause()
        await pilot.pause()
        return [line.rstrip() for line in seen(pilot.app)]  # type: ignore[arg-type]


async def test_what_is_wrong_stands_on_its_own_line_under_its_place() -> None:
    lines = await wronged(80, "own mine owner zz!")
    assert lines[0] == " / own mine owner zz!"
    assert lines[1] == " " * 20 + "^ at 18: no person is called that"


async def test_words_that_do_not_fit_beside_the_mark_stand_under_it() -> None:
    lines = await wronged(40, "own mine owner zz!")
    assert lines[1:3] == [" " * 20 + "^", " at 18: no person is called that"]


async def test_the_end_of_a_long_wrong_filter_is_seen_and_marked() -> None:
    lines = await wronged(40, "x" * 50 + "!")
    assert lines[0].endswith("x!")
    assert lines[0].index("!") == lines[1].index("^")


async def test_the_line_of_a_problem_goes_with_it() -> None:
    stage, bar = stage_with_offers()
    async with stage.run_test() as pilot:
        bar.open()
        await pilot.press("a", "exclamation_mark")
        await pilot.pause()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert bar.size.height == 2
        await pilot.press("backspace")
        await pilot.pause()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert bar.size.height == 1
