"""The bars say where you are and what you can press, whole at any width."""

from __future__ import annotations

import pytest

from tests.widgets.keyset_fakes import HOSTILE_NAMES, Stage, cells, is_harmless, shown
from widgets.hint_bar import Hint, HintBar, HintChosen
from widgets.place_bar import Place, PlaceBar, PlaceChosen

NAMES = ["Today", "Clients", "Services", "Commitments", "Feedback", "Billing", "Outreach", "Strategy", "Scorecard"]
PLACES = [Place(number, name) for number, name in enumerate(NAMES, start=1)]
HINTS = [
    Hint("m", "next state", "next_state"),
    Hint("r", "reply", "reply"),
    Hint("w", "who"),
    Hint("z", "snooze"),
    Hint("x", "more"),
    Hint("y", "copy"),
]


def place_bar() -> PlaceBar:
    bar = PlaceBar()
    bar.set_reactive(PlaceBar.places, PLACES)
    bar.set_reactive(PlaceBar.current, 2)
    bar.set_reactive(PlaceBar.status, "live")
    return bar


async def test_the_current_place_is_in_capitals_and_the_status_at_the_right() -> None:
    bar = place_bar()
    async with Stage(bar).run_test(size=(120, 24)):
        line = shown(bar)[0]
        assert line.startswith(" 1 Today  2 CLIENTS  3 Services")
        assert "9 Scorecard" in line
        assert line.endswith("live")


async def test_eighty_cells_keep_every_number_and_the_current_name() -> None:
    bar = place_bar()
    bar.set_reactive(PlaceBar.current, 9)
    async with Stage(bar).run_test(size=(80, 24)):
        line = shown(bar)[0]
        assert "9 SCORECARD" in line
        assert all(f" {place.number}" in line for place in PLACES)
        assert line.endswith(" live")


async def test_the_second_line_says_what_is_shown() -> None:
    bar = place_bar()
    stage = Stage(bar)
    async with stage.run_test(size=(80, 24)) as pilot:
        bar.count, bar.filter_text, bar.shown = 12345, "segment:key", 12
        await pilot.pause()
        assert shown(bar)[1].startswith(" 12,345   / segment:key ")
        assert shown(bar)[1].endswith(" 12 shown")
        bar.count, bar.filter_text, bar.shown, bar.summary = None, "", None, "22 open  3 late"
        await pilot.pause()
        assert shown(bar)[1] == " 22 open  3 late"


@pytest.mark.parametrize(("x", "number"), [(2, 1), (9, 2), (12, 2)])
async def test_a_click_on_a_place_chooses_it(x: int, number: int) -> None:
    bar = place_bar()
    stage = Stage(bar)
    async with stage.run_test(size=(120, 24)) as pilot:
        await pilot.click(bar, offset=(x, 0))
        await pilot.pause()
        assert [message.number for message in stage.heard(PlaceChosen)] == [number]


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
@pytest.mark.parametrize("width", [20, 80])
async def test_hostile_words_leave_the_place_bar_whole(name: str, width: int) -> None:
    bar = place_bar()
    for reactive in (PlaceBar.filter_text, PlaceBar.summary):
        bar.set_reactive(reactive, name)
    async with Stage(bar).run_test(size=(width, 24)):
        assert all(is_harmless(line) for line in shown(bar))
        assert cells(bar) == {width}


@pytest.mark.parametrize("width", range(8, 90, 7))
async def test_hints_are_whole_or_absent_and_help_is_always_there(width: int) -> None:
    bar = HintBar()
    bar.set_reactive(HintBar.hints, HINTS)
    async with Stage(bar).run_test(size=(width, 24)):
        line = shown(bar)[0]
        assert line.endswith("? help")
        for text in line.strip().split("  "):
            assert text in {hint.text for hint in [*HINTS, bar.help_hint]}


async def test_there_are_at_most_six_hints() -> None:
    bar = HintBar()
    bar.set_reactive(HintBar.hints, HINTS)
    async with Stage(bar).run_test(size=(200, 24)):
        assert shown(bar) == [" m next state  r reply  w who  z snooze  x more  ? help"]


@pytest.mark.parametrize(("x", "actions"), [(2, ["next_state"]), (17, ["reply"]), (23, []), (79, [])])
async def test_a_click_on_a_hint_gives_its_action(x: int, actions: list[str]) -> None:
    bar = HintBar()
    bar.set_reactive(HintBar.hints, HINTS)
    stage = Stage(bar)
    async with stage.run_test() as pilot:
        await pilot.click(bar, offset=(x, 0))
        await pilot.pause()
        assert [message.action for message in stage.heard(HintChosen)] == actions


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
async def test_a_hostile_hint_leaves_the_hint_bar_whole(name: str) -> None:
    bar = HintBar()
    bar.set_reactive(HintBar.hints, [Hint("a", "add"), Hint("b", name)])
    async with Stage(bar).run_test():
        assert is_harmless(shown(bar)[0])
        assert cells(bar) == {80}
        assert shown(bar)[0].endswith("? help")
