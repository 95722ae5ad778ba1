"""Marking rows and acting on them, through the real app by keyboard alone."""

from pathlib import Path

import pytest

from itcrm_tui.domain.service import Service
from itcrm_tui.workflows.parts import every
from storage.opening import open_store
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, burst, press, seen, settled, started, write

Size = tuple[int, int]
NARROW = SIZES[0]


@pytest.mark.parametrize("size", SIZES)
async def test_the_segment_of_the_marked_is_edited_at_once_and_undone_at_once(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "space", "space")
        assert "2 marked" in seen(pilot)
        assert " *" in seen(pilot)
        await press(pilot, "x", "e")
        await write(pilot, "segment")
        await press(pilot, "enter")
        assert "SEGMENT of 2 clients" in seen(pilot)
        await write(pilot, "key")
        await press(pilot, "enter")
        assert "Changed segment of 2 clients" in seen(pilot)
        await press(pilot, "u")
        assert "Undid: Edit 2 clients: segment" in seen(pilot)
        await press(pilot, "escape")
        assert "marked" not in seen(pilot)


async def test_all_but_one_are_deleted_and_brought_back(make_app: MakeApp) -> None:
    async with make_app().run_test(size=NARROW) as pilot:
        await started(pilot)
        await press(pilot, "3", "asterisk", "space")
        assert "1 marked" in seen(pilot)
        await press(pilot, "x", "d")
        assert "Deleted service Site network" in seen(pilot)
        assert "Laptops" in seen(pilot)
        await press(pilot, "u")
        assert "Site network" in seen(pilot)


async def test_a_value_that_cannot_be_is_said_and_what_was_typed_stays(make_app: MakeApp) -> None:
    async with make_app().run_test(size=NARROW) as pilot:
        await started(pilot)
        await press(pilot, "V", "j", "x", "e")
        await write(pilot, "tier")
        await press(pilot, "enter")
        await write(pilot, "99")
        await press(pilot, "enter")
        assert "has to be" in seen(pilot)
        assert "99" in seen(pilot)
        await press(pilot, "backspace", "backspace")
        await write(pilot, "2")
        await press(pilot, "enter")
        assert "Changed tier of 2 clients.   u takes it back" in seen(pilot)
        await press(pilot, "x", "e")
        await write(pilot, "tier")
        await press(pilot, "enter")
        await write(pilot, "2")
        await press(pilot, "enter")
        assert "No change of tier: 2 clients had it already. " in seen(pilot)
        assert "takes it back" not in seen(pilot)


async def test_commitments_on_the_board_are_marked_across_its_columns(make_app: MakeApp) -> None:
    async with make_app().run_test(size=NARROW) as pilot:
        await started(pilot)
        await press(pilot, "4", "space", "l", "l", "space")
        assert "2 marked" in seen(pilot)
        assert "*Site Lyon" in seen(pilot)
        assert ">*VPN" in seen(pilot)
        await press(pilot, "x", "e")
        await write(pilot, "asked on")
        await press(pilot, "enter")
        await write(pilot, "2026-11-20")
        await press(pilot, "enter")
        assert "Changed asked on of 2 commitments" in seen(pilot)


async def test_what_somebody_else_deleted_is_not_marked_any_more(make_app: MakeApp, database: str) -> None:
    async with make_app().run_test(size=NARROW) as pilot:
        await started(pilot)
        await press(pilot, "3", "space", "space")
        assert "2 marked" in seen(pilot)
        store = open_store(database, actor="erin", device="laptop")
        with store.read() as reader:
            (laptops,) = every(reader, Service, code="LAP")
        with store.write("Delete laptops") as unit:
            unit.delete(laptops)
        store.close()
        await press(pilot, "R")
        assert "1 marked" in seen(pilot)


async def test_without_marks_the_actions_are_for_this_row(make_app: MakeApp) -> None:
    async with make_app().run_test(size=NARROW) as pilot:
        await started(pilot)
        await press(pilot, "5", "x", "m")
        assert "acknowledged" in seen(pilot)


async def test_the_marked_are_exported_alone(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path))
    async with make_app().run_test(size=NARROW) as pilot:
        await started(pilot)
        await press(pilot, "j", "space", "x", "o")
        assert "1 marked" in seen(pilot)
        await pilot.press("ctrl+u")
        await write(pilot, f"{tmp_path}/marked.csv")
        await press(pilot, "enter")
        assert "Wrote 1 client" in seen(pilot)
    assert "Logistics" in (tmp_path / "marked.csv").read_text(encoding="utf-8-sig")


async def test_keys_that_come_in_a_burst_answer_once_and_do_nothing_else(make_app: MakeApp) -> None:
    async with make_app().run_test(size=NARROW) as pilot:
        await started(pilot)
        burst(pilot, "space", "x", "e", "e", "d")
        await settled(pilot)
        assert "EDIT which field?" in seen(pilot)
        await press(pilot, "escape")
        assert "Logistics" in seen(pilot)
        assert "Deleted" not in seen(pilot)
