"""The tour: five steps, by keyboard, left at any moment, shown once."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from itcrm_tui.app import ItcrmApp
from itcrm_tui.remembered import Remembered
from screens.host import SAMPLE, Opening
from screens.place import Place
from screens.tour import TourStep
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY
from tests.screens.driving import press, seen, started, write

STEPS = ("WHAT NEEDS YOU NOW", "A CLIENT AT A GLANCE", "WHAT YOU PROMISED", "WHAT THEY TELL YOU", "NOTHING IS LOST")


@pytest.fixture
def sample(database: str, tmp_path: Path) -> ItcrmApp:
    """The app as it first opens a sample organization."""

    def open_it() -> Store:
        return open_store(database, actor="dana", device="desk")

    memory = Remembered.of(tmp_path / "state")
    opening = Opening(open_it, open_it, lambda: None, "a sample", status=SAMPLE, own_memory=memory)
    return ItcrmApp(opening, today=TODAY)


def row_under_the_cursor(pilot: Pilot[int]) -> str:
    """Return the code in the row of the list below the tour that has the cursor."""
    below = pilot.app.screen_stack[-2]
    assert isinstance(below, Place)
    return str(below.current.code)  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_tour_leads_through_five_steps_and_back(sample: ItcrmApp, size: tuple[int, int]) -> None:
    async with sample.run_test(size=size) as pilot:
        await started(pilot)
        for step in STEPS[:-1]:
            assert step in seen(pilot)
            await press(pilot, "enter")
        assert STEPS[-1] in seen(pilot)
        await press(pilot, "h")
        assert "5 FEEDBACK" in seen(pilot)
        assert STEPS[-2] in seen(pilot)
        await press(pilot, "l", "enter")
        assert not isinstance(pilot.app.screen, TourStep)
        assert "1 TODAY" in seen(pilot)


async def test_any_other_key_leaves_the_tour_and_does_what_it_does(sample: ItcrmApp, tmp_path: Path) -> None:
    async with sample.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4")
        assert "4 COMMITMENTS" in seen(pilot)
        assert "1 of 5" not in seen(pilot)
    assert Remembered.of(tmp_path / "state").place("tour").get("seen") is True


async def test_keys_that_move_act_on_the_list_below_and_the_tour_stays(sample: ItcrmApp) -> None:
    async with sample.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *["enter"] * 4)
        assert row_under_the_cursor(pilot) == "FIN"
        await press(pilot, "j")
        assert row_under_the_cursor(pilot) == "LOG"
        await press(pilot, "home")
        assert row_under_the_cursor(pilot) == "FIN"
        await press(pilot, "G", "k")
        assert row_under_the_cursor(pilot) == "FIN"
        assert STEPS[-1] in seen(pilot)


async def test_the_tour_comes_by_itself_only_once_and_by_name_again(sample: ItcrmApp) -> None:
    sample.opening.own_memory.place("tour").set("seen", True)
    async with sample.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        assert STEPS[0] not in seen(pilot)
        await press(pilot, "colon")
        await write(pilot, "tour")
        await press(pilot, "enter")
        assert STEPS[0] in seen(pilot)
        await press(pilot, "escape")
        assert STEPS[0] not in seen(pilot)
