"""Whatever a key does, the mouse can do as well: the help lists every action, and a click there does it."""

import pytest
from textual.pilot import Pilot

from screens.help import Actions
from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, settled, started


async def click(pilot: Pilot[int], words: str) -> None:
    """Click where words stand on the screen."""
    line, text = next((at, line) for at, line in enumerate(seen(pilot).split("\n")) if words in line)
    await pilot.click(offset=(text.index(words) + 1, line))
    await settled(pilot)


async def test_a_hint_and_then_a_line_of_the_help_are_clicked(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 40)) as pilot:
        await started(pilot)
        await click(pilot, "? help")
        assert "WORKS HERE" in seen(pilot)
        await click(pilot, "Choose what to sort by")
        assert "SORT by" in seen(pilot)


async def test_what_has_no_key_is_clicked_in_the_help_too(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 60)) as pilot:
        await started(pilot)
        await press(pilot, "question_mark")
        await click(pilot, "import: Import a file")
        assert "IMPORT a file" in seen(pilot)


async def test_every_action_that_works_here_can_be_clicked_in_the_help(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 60)) as pilot:
        await started(pilot)
        await press(pilot, "question_mark")
        here = pilot.app.screen.query(Actions).first()
        mute = [one.id for one in here.actions if not one.call]
        assert mute == [one for one in mute if one.startswith(("list.", "pane.", "terminal."))]


async def test_rows_places_and_tabs_are_clicked(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await click(pilot, "Logistics")
        assert ">Logistics" in seen(pilot)
        await click(pilot, "Logistics")
        assert "Logistics  LOG" in seen(pilot)
        await click(pilot, "People")
        assert "PEOPLE" in seen(pilot)
        await press(pilot, "escape")
        await click(pilot, "4 Commitments")
        assert "4 COMMITMENTS" in seen(pilot)


async def test_a_title_sorts_by_its_column_and_then_the_other_way_round(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await click(pilot, "PROMISES")
        assert "by promises v" in seen(pilot)
        await click(pilot, "PROMISES")
        assert "by promises ^" in seen(pilot)
        assert seen(pilot).index("Logistics") < seen(pilot).index("Finance", seen(pilot).index("PROMISES^"))
        await click(pilot, "CLIENT ")
        assert "by client ^" in seen(pilot)


async def test_rows_are_marked_by_ctrl_click_or_at_their_left_end(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await pilot.click("#listing", offset=(9, 2), control=True)
        await settled(pilot)
        assert "1 marked" in seen(pilot)
        assert ">*Logistics" in seen(pilot)
        await pilot.click("#listing", offset=(0, 1))
        await settled(pilot)
        assert "2 marked" in seen(pilot)
        await pilot.click("#listing", offset=(1, 2))
        await settled(pilot)
        assert "1 marked" in seen(pilot)
        assert ">*Finance" not in seen(pilot)
        assert "*Finance" in seen(pilot)


@pytest.mark.parametrize("place", ["2", "4"])
async def test_shift_click_marks_all_from_the_cursor_on(make_app: MakeApp, place: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, place)
        await pilot.click("#listing", offset=(9, 2), shift=True)
        await settled(pilot)
        assert {"2": "2 marked", "4": "1 marked"}[place] in seen(pilot)


@pytest.mark.parametrize("keys", [["enter"], ["H"]])
async def test_rows_outside_the_places_are_not_marked_by_a_click(make_app: MakeApp, keys: list[str]) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *keys)
        before = seen(pilot)
        await pilot.click(pilot.app.focused, offset=(9, 1), shift=True)
        await settled(pilot)
        assert "*" not in before
        assert "*" not in seen(pilot)
