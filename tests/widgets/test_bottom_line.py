"""What there is to tell is told whole: on one line, else on two or three, and the key at its end is never cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from storage.sync.registry import COPY_RESTORED, FORGOTTEN, HUB_RESTORED
from storage.sync.way_out import fresh_copy
from tests.widgets.keyset_fakes import HOSTILE_NAMES, Items, Stage, is_harmless, shown
from tests.widgets.test_paged_table import table
from widgets.bottom_line import BottomLine, broken

LONG = "The filter “owner:zzz” of last time is wrong at “zzz”: no person is called that, so that everything is shown."
KEY = "u takes it back"


async def test_a_long_message_takes_lines_from_the_list_and_gives_them_back() -> None:
    bar, rows = BottomLine(), table(Items(50))
    async with Stage(rows, bar).run_test(size=(80, 24)) as pilot:
        bar.message = LONG
        await pilot.pause()
        assert " ".join(line.strip() for line in shown(bar)) == LONG
        assert (bar.size.height, rows.size.height) == (2, 22)
        bar.message = ""
        await pilot.pause()
        assert (bar.size.height, rows.size.height) == (1, 23)


async def test_a_message_is_broken_anew_when_the_terminal_gets_wider() -> None:
    bar = BottomLine()
    async with Stage(bar).run_test(size=(60, 24)) as pilot:
        bar.message = LONG
        await pilot.pause()
        await pilot.resize_terminal(140, 24)
        await pilot.pause()
        assert shown(bar) == [f" {LONG}"]


@pytest.mark.parametrize("width", [20, 38, 78, 118])
@pytest.mark.parametrize("times", [1, 2, 3, 9])
def test_the_key_at_the_end_is_whole_however_long_the_message(width: int, times: int) -> None:
    lines = broken(f"{' '.join([LONG] * times)}   {KEY}", width)
    assert len(lines) <= 3
    assert lines[-1].endswith(KEY)
    assert all(cell_len(line) <= width for line in lines)


def test_what_is_cut_is_marked() -> None:
    lines = broken(LONG * 9, 78)
    assert [line.endswith("~") for line in lines] == [False, True, False]


@pytest.mark.parametrize(
    "reason", [COPY_RESTORED, FORGOTTEN, HUB_RESTORED.format(hub="postgresql://crm@db.example/" * 4)]
)
@pytest.mark.parametrize("width", [58, 78, 118])
def test_the_command_that_helps_is_whole_however_long_its_reason(reason: str, width: int) -> None:
    command = fresh_copy(Path.home() / ".local/share/itcrm/working-copy.db")
    lines = broken(f"Not synced: {reason} A new one takes along what you have not sent: {command}", width)
    assert len(lines) <= 3 + (width < 78)
    assert lines[0].startswith("Not synced:")
    assert " ".join(lines).endswith(command)
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
async def test_a_hostile_message_is_told_harmlessly(name: str) -> None:
    bar = BottomLine()
    async with Stage(bar).run_test(size=(80, 24)) as pilot:
        bar.message = f"{name} {LONG}"
        await pilot.pause()
        assert all(is_harmless(line) for line in shown(bar))
