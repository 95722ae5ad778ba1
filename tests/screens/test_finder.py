"""Jumping from anywhere to any record by its name."""

import pytest

from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, burst, press, seen, settled, started, write

Size = tuple[int, int]
sizes = pytest.mark.parametrize("size", SIZES)


@sizes
async def test_f_finds_any_record_and_enter_opens_it(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "f")
        await write(pilot, "okoy")
        assert "M. Okoye" in seen(pilot)
        assert "stakeholder" in seen(pilot)
        await press(pilot, "enter")
        assert "stakeholder  Finance" in seen(pilot)
        await press(pilot, "f")
        await write(pilot, "lap")
        await press(pilot, "enter")
        assert "service  LAP" in seen(pilot)
        await press(pilot, "escape", "escape")
        assert "2 CLIENTS" in seen(pilot)


async def test_a_name_typed_in_one_burst_with_enter_opens_what_it_names(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        burst(pilot, *"fsite net")
        await settled(pilot)
        await press(pilot, "enter")
        assert "service  NET" in seen(pilot)


async def test_what_nothing_is_called_is_said_and_escape_leaves(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "f")
        await write(pilot, "qqqq")
        await press(pilot, "enter")
        assert "Nothing is called that." in seen(pilot)
        await press(pilot, "escape")
        assert "2 CLIENTS" in seen(pilot)
