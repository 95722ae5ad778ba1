"""What clashed is decided in the app, and undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.service import Service
from storage.store import Store
from tests.screens.driving import SIZES, burst, press, seen, settled, started, write
from tests.screens.working_copy import change, clients, rows_of_today, with_a_conflict
from widgets.bottom_line import BottomLine
from widgets.field_input import FieldInput
from widgets.tab_line import TabLine


@pytest.mark.parametrize("size", SIZES)
async def test_a_conflict_is_decided_field_by_field_and_undo_brings_it_back(
    make_laptop: Callable[..., ItcrmApp], hub: Store, size: tuple[int, int]
) -> None:
    async with make_laptop().run_test(size=size) as pilot:
        await started(pilot)
        await with_a_conflict(pilot, hub)
        assert "1 to decide" in seen(pilot)
        await press(pilot, "1")
        assert re.search("> *FIN +Finance and Tax +decide +now +name: Contro", seen(pilot))
        assert pilot.app.screen.query_one(TabLine).current == "mine"
        await press(pilot, *"j" * [row.title for row in rows_of_today(pilot)].index("Finance and Tax"))
        await press(pilot, "enter")
        for words in (
            "was     Finance",
            "mine    Controlling",
            "theirs  Finance and Tax",
            "ravi",
            "Edit client Finance:",
        ):
            assert words in seen(pilot)
        await press(pilot, "enter", "question_mark")
        for words in (
            "WORKS HERE",
            "e +Type another value for this field",
            "ctrl.s +Decide so",
            "space +Take the side",
        ):
            assert re.search(words, seen(pilot))
        await press(pilot, "escape")
        assert "( ) theirs  Finance and Tax" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert "There is nothing to decide." in seen(pilot)
        assert "u takes it back" in seen(pilot)
        offered = {hint.key for hint in pilot.app.screen.query_one(BottomLine).fitting}
        assert offered == {"S", "Esc", "?"}
        await press(pilot, "u")
        assert "theirs  Finance and Tax" in seen(pilot)
        await press(pilot, "U", "S", "escape")
    assert "Controlling" in [one.name for one in clients(hub)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_keys_of_a_list_move_from_side_to_side_and_footer_and_help_say_so(
    make_laptop: Callable[..., ItcrmApp], hub: Store, size: tuple[int, int]
) -> None:
    async with make_laptop().run_test(size=size) as pilot:
        await started(pilot)
        await with_a_conflict(pilot, hub)
        await press(pilot, "colon", *"conflicts", "enter", "enter", "j", "space")
        assert "(x) theirs  Finance and Tax" in seen(pilot)
        footer = seen(pilot).splitlines()[-1]
        for words in ("j k space choose", "e another", "Esc decide later", "? help"):
            assert words in footer
        await press(pilot, "k", "space")
        assert "(x) mine    Controlling" in seen(pilot)
        await press(pilot, "question_mark")
        assert re.search(r"j +down +(?i:go to the other side)", seen(pilot))
        assert re.search(r"k +up +(?i:go back to the side above)", seen(pilot))


async def test_theirs_is_taken_or_something_else_is_typed(make_laptop: Callable[..., ItcrmApp], hub: Store) -> None:
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await with_a_conflict(pilot, hub)
        await press(pilot, "colon", *"conflicts", "enter", "enter", "down", "space", "ctrl+s")
        assert "There is nothing to decide." in seen(pilot)
        await press(pilot, "u", "enter", "e")
        assert pilot.app.screen.query_one(FieldInput).text == "Controlling"
        await press(pilot, "ctrl+u")
        await write(pilot, "Treasury")
        await press(pilot, "enter", "up", "up", "space")
        for words in ("(x) mine    Controlling", "( ) theirs  Finance and Tax", "( ) other   Treasury"):
            assert words in seen(pilot)
        await press(pilot, "up", "space")
        assert "(x) other   Treasury" in seen(pilot)
        await press(pilot, "ctrl+s", "S", "escape")
    assert "Treasury" in [one.name for one in clients(hub)]


async def test_what_is_typed_wrongly_stands_there_again_and_the_right_value_can_be_typed(
    make_laptop: Callable[..., ItcrmApp], hub: Store
) -> None:
    change(hub, "Finance", role_in_risk_agreed="Theirs", role_in_risk_agreed_on=date(2026, 11, 2))
    async with make_laptop().run_test(size=(80, 40)) as pilot:
        await started(pilot)
        assert isinstance(pilot.app, ItcrmApp)
        assert pilot.app.store
        change(pilot.app.store, "Finance", role_in_risk_agreed="Mine", role_in_risk_agreed_on=date(2026, 11, 3))
        await press(pilot, "S", "colon", *"conflicts", "enter", "enter")
        await press(pilot, "down", "space", "tab", "e", "ctrl+u")
        await write(pilot, "someday")
        await press(pilot, "enter", "ctrl+s")
        told = " ".join(seen(pilot).split())
        for words in ("( ) mine Mine", "(x) theirs Theirs", "(x) other someday", "( ) theirs 2 Nov", "is not a date"):
            assert words in told
        await press(pilot, "tab", "e")
        assert pilot.app.screen.query_one(FieldInput).text == "someday"
        await press(pilot, "ctrl+u")
        await write(pilot, "2026-11-05")
        await press(pilot, "enter", "ctrl+s")
        assert "There is nothing to decide." in seen(pilot)
        (finance,) = (one for one in clients(pilot.app.store) if one.name == "Finance")
        assert (finance.role_in_risk_agreed, finance.role_in_risk_agreed_on) == ("Theirs", date(2026, 11, 5))


async def test_a_conflict_that_is_opened_and_left_in_one_burst_is_left(
    make_laptop: Callable[..., ItcrmApp], hub: Store
) -> None:
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await with_a_conflict(pilot, hub)
        for keys in (("enter", "escape", "escape"), ("enter", "tab", "down", "escape", "j"), ("enter", "3")):
            await press(pilot, "colon", *"conflicts", "enter")
            burst(pilot, *keys)
            await settled(pilot)
            await press(pilot, "escape", "escape", "2")
            assert "2 CLIENTS" in seen(pilot)


async def test_what_comes_in_one_burst_with_the_key_that_asks_for_another_value_is_typed(
    make_laptop: Callable[..., ItcrmApp], hub: Store
) -> None:
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await with_a_conflict(pilot, hub)
        await press(pilot, "colon", *"conflicts", "enter", "enter")
        burst(pilot, "e", "e", "x")
        await settled(pilot)
        assert pilot.app.screen.query_one(FieldInput).text == "Controllingex"
        await press(pilot, "enter")
        assert "(x) other   Controllingex" in seen(pilot)


async def test_what_was_deleted_there_and_edited_here_is_decided_as_a_whole(
    make_laptop: Callable[..., ItcrmApp], hub: Store
) -> None:
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "3", "G", "e", "ctrl+u")
        await write(pilot, "Network of sites")
        await press(pilot, "enter")
        with hub.read() as reader:
            network = next(one for one in reader.find(Service) if one.name == "Site network")
        with hub.write("Delete") as unit:
            unit.delete(network)
        await press(pilot, "S", "colon", *"conflicts", "enter", "enter")
        assert "bring it back with mine" in seen(pilot)
        await press(pilot, "m")
        assert "There is nothing to decide." in seen(pilot)
        await press(pilot, "S", "escape")
    with hub.read() as reader:
        assert "Network of sites" in [one.name for one in reader.find(Service)]


LATE = "The payslips of all sites were late again.\nThe cause is not known, and nobody has said when it will be. " * 9
LINES = "\nA line of ours" * 20


@pytest.mark.parametrize("size", SIZES)
async def test_long_notes_that_differ_late_show_where_line_by_line_and_both_can_be_joined(
    make_laptop: Callable[..., ItcrmApp], hub: Store, size: tuple[int, int]
) -> None:
    change(hub, "Finance", notes=f"{LATE}\n\tTheirs:\n34", tags=("red", "green"))
    async with make_laptop().run_test(size=size) as pilot:
        await started(pilot)
        assert isinstance(pilot.app, ItcrmApp)
        assert pilot.app.store
        change(pilot.app.store, "Finance", notes=f"{LATE}\n\tOurs:\n12{LINES}", tags=("red", "blue"))
        await press(pilot, "S", "colon", *"conflicts", "enter")
        assert re.search(r">\S+.* notes +\.\.\.(\S.*)?Ours.* \.\.\.(\S.*)?Theirs", seen(pilot))
        assert "\u2426" not in seen(pilot)
        for screen in ("pane", "question"):
            lines = [line.rstrip() for line in seen(pilot).splitlines()]
            (mine,) = (at for at, line in enumerate(lines) if "  Ours:" in line)
            assert lines[mine + 1].strip() == "12"
            assert lines[mine + 1].index("12") == lines[mine].index("Ours") - 4, screen
            await press(pilot, "enter")
        assert "Notes  changed by ravi" in seen(pilot)
        await press(pilot, "pagedown", "pageup", "e")
        assert pilot.app.screen.query_one(FieldInput).text == f"{LATE}\n    Ours:\n12{LINES}"
        await press(pilot, "escape", "escape", "j", "enter", "e")
        assert pilot.app.screen.query_one(FieldInput).text == "red;blue;green"
