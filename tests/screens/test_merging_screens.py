"""Finding duplicates and merging them, by keyboard alone, at both sizes."""

import threading
from typing import Any

import pytest

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.workflows import merging
from storage.opening import open_store
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, burst, press, seen, settled, started, write

pytestmark = pytest.mark.parametrize("size", SIZES)
Size = tuple[int, int]


@pytest.fixture
def twins(database: str) -> str:
    """Finance is there twice, the second time mistyped and with somebody."""
    store = open_store(database, actor="ben", device="bens desk")
    finanse = Client(code="FN", name="Finanse [b]", tier=2, tags=("tax",), priorities=("less paper",))
    with store.write("Type it again") as unit:
        unit.add(finanse)
        unit.add(Stakeholder(client=finanse.id, name="Meyer"))
        unit.add(Stakeholder(client=finanse.id, name="Meier"))
    store.close()
    return database


@pytest.mark.usefixtures("twins")
async def test_two_marked_clients_are_merged_field_by_field_and_undone(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "space", "space", "M")
        screen = seen(pilot)
        assert "MERGE client Finanse [b] (FN) into Finance (FIN)" in screen
        assert "moves to it: 2 stakeholders" in screen
        assert "goes:  added by ben, " in screen
        assert "* FIN " in screen
        assert "CODE BECOMES" in screen
        await press(pilot, "l")
        assert "* FN" in seen(pilot)
        assert "* FIN " not in seen(pilot)
        await press(pilot, "h", "enter")
        assert "Merged client Finanse [b] into Finance.   u takes it back" in seen(pilot)
        assert "1 marked" in seen(pilot)
        await press(pilot, "x")
        assert "1 client " in seen(pilot)
        await press(pilot, "escape", "u")
        assert "Undid: Merge client Finanse [b] into Finance" in seen(pilot)
        assert "Finanse [b]" in seen(pilot)


async def test_two_that_differ_in_nothing_are_merged_by_enter_too(make_app: MakeApp, database: str, size: Size) -> None:
    store = open_store(database, actor="ben", device="bens desk")
    with store.write("Type it twice") as unit:
        for _ in range(2):
            unit.add(Client(name="Aaa", tier=2))
    store.close()
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "space", "space", "M")
        assert "They differ in nothing: Enter merges them." in seen(pilot)
        assert "Enter merge" in seen(pilot)
        await press(pilot, "enter")
        assert "Merged client Aaa into Aaa.   u takes it back" in seen(pilot)


@pytest.mark.usefixtures("twins")
async def test_enter_twice_merges_once_and_says_so(
    make_app: MakeApp, size: Size, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge, may_go_on = merging.merge, threading.Event()

    def merge_and_wait(*known: Any) -> Any:
        written = merge(*known)
        assert may_go_on.wait(20)
        return written

    monkeypatch.setattr(merging, "merge", merge_and_wait)
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "space", "space", "M")
        for _ in range(2):
            burst(pilot, "enter")
            await pilot.pause()
        may_go_on.set()
        await settled(pilot)
        assert "Merged client Finanse [b] into Finance.   u takes it back" in seen(pilot)


@pytest.mark.usefixtures("twins")
async def test_lists_can_be_both_and_the_other_can_survive(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "space", "space", "M", "j", "j", "j")
        assert "PRIORITIES BECOMES" in seen(pilot)
        assert "payslips on time, less paper" in seen(pilot)
        await press(pilot, "l")
        assert "payslips on time, less paper" not in seen(pilot)
        await press(pilot, "X")
        assert "MERGE client Finance (FIN) into Finanse [b] (FN)" in seen(pilot)
        await press(pilot, "escape")
        assert "2 CLIENTS" in seen(pilot)


@pytest.mark.usefixtures("twins")
async def test_duplicates_are_found_and_merged_kind_by_kind(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "colon")
        await write(pilot, "find dupl")
        await press(pilot, "enter")
        assert "DUPLICATES of clients   0 pairs" in seen(pilot)
        await press(pilot, "l", "l")
        assert "DUPLICATES of stakeholders   1 pair" in seen(pilot)
        assert "names alike" in seen(pilot)
        assert "Name: Meyer | Meier" in seen(pilot)
        assert "BOTH OF" in seen(pilot)
        await press(pilot, "enter")
        assert "MERGE stakeholder Meier into Meyer" in seen(pilot)
        await press(pilot, "enter")
        assert "DUPLICATES of stakeholders   0 pairs" in seen(pilot)
        assert "Merged stakeholder Meier into Meyer" in seen(pilot)
        await press(pilot, "escape")
        assert "2 CLIENTS" in seen(pilot)


@pytest.mark.usefixtures("twins")
async def test_one_client_is_merged_with_another_that_is_named(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "j", "M")
        await write(pilot, "logist")
        await press(pilot, "enter")
        assert "MERGE client Finanse [b] (FN) into Logistics (LOG)" in seen(pilot)


@pytest.mark.usefixtures("twins")
async def test_merging_is_among_the_actions_on_two_marked_rows_not_on_three(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "space", "space", "x")
        assert "M  merge" in seen(pilot)
        await press(pilot, "M")
        assert "MERGE client Finanse [b] (FN) into Finance (FIN)" in seen(pilot)
        await press(pilot, "escape", "space", "x")
        assert "M  merge" not in seen(pilot)
        await press(pilot, "escape", "M")
        assert "Two records are merged at a time: mark two." in seen(pilot)


async def test_hostile_names_are_shown_harmlessly(make_app: MakeApp, database: str, size: Size) -> None:
    store = open_store(database, actor="ben", device="bens desk")
    with store.write("Names") as unit:
        unit.add(Client(code="A1", name="Aaa\x1b[31m\u202e[@click=app.quit]x[/]", notes="\x1b]0;t\x07" + "w" * 10_000))
        unit.add(Client(code="A2", name="Aaa\x1b[31m\u202e[@click=app.quit]y[/]", notes="[red]b[/]"))
    store.close()
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "space", "space", "M")
        assert "[@click=app.quit]y[/]" in seen(pilot)
        assert not {"\x1b", "\u202e", "\x07"} & set(seen(pilot))
        await press(pilot, "enter", "H", "enter")
        assert "CHANGE SET" in seen(pilot)
        assert not {"\x1b", "\u202e", "\x07"} & set(seen(pilot))


async def test_what_is_never_the_same_is_not_merged(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "4", "M")
        assert "4 COMMITMENTS" in seen(pilot)


async def test_the_finder_asks_with_which_record_to_merge(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "M")
        assert "Merge with which client?" in seen(pilot)
