"""A terminal changes its size under the app: what was shown is shown again when the size is back."""

import pytest

from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, settled, started

WAYS = {
    "roster": ("j",),
    "record": ("enter", "l"),
    "board": ("4", "l"),
    "today": ("1",),
    "form": ("a",),
    "chooser": ("s",),
    "history": ("H",),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_a_screen_comes_back_from_every_size(way: tuple[str, ...], make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, *way)
        before = seen(pilot)
        for size in ((40, 10), (150, 45), (120, 40)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert seen(pilot) == before


async def test_what_stands_behind_a_row_is_read_as_soon_as_there_is_room_for_it(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "enter", "l")
        assert "decision maker" in seen(pilot)
        assert "Client" not in seen(pilot)
        await pilot.resize_terminal(150, 45)
        await settled(pilot)
        assert "FACTS" in seen(pilot)


async def test_the_smallest_terminal_shows_rows_and_cards(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(40, 10)) as pilot:
        await started(pilot)
        await press(pilot, "4")
        assert ">Site Lyon" in seen(pilot)
        assert "CHECKED" not in seen(pilot)
        assert "VPN" not in seen(pilot)
        await press(pilot, "l", "l")
        assert ">VPN for 40 users " in seen(pilot)
        assert "< draft 1" in seen(pilot)
        assert "CHECKED" not in seen(pilot)
        await press(pilot, "1")
        assert ">FIN " in seen(pilot)
