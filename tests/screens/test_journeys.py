"""Journeys through the real app, by keyboard alone, at both sizes."""

import pytest
from textual.widgets import Input

from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, burst, press, seen, settled, started, write

pytestmark = pytest.mark.parametrize("size", SIZES)
Size = tuple[int, int]


async def test_the_roster_shows_clients_with_what_is_late(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        screen = seen(pilot)
        assert "2 CLIENTS" in screen
        assert ">FIN" in screen or ">Finance" in screen
        assert "1 late" in screen
        assert "2 d late" in screen
        assert "Logistics" in screen


async def test_enter_opens_the_profile_and_escape_leads_back(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "enter")
        assert "M. Okoye" in seen(pilot)
        assert "VPN for 40 users" in seen(pilot)
        await press(pilot, "escape")
        assert "2 CLIENTS" in seen(pilot)


async def test_a_client_is_added_edited_deleted_and_each_step_undone(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "a")
        await write(pilot, "Legal")
        await press(pilot, "enter")
        assert "Legal" in seen(pilot)
        await press(pilot, "e")
        assert "EDIT client Legal" in seen(pilot)
        await write(pilot, " Affairs")
        await press(pilot, "enter")
        assert "Legal Affairs" in seen(pilot)
        await press(pilot, "d")
        assert "Deleted client Legal Affairs" in seen(pilot)
        await press(pilot, "u")
        assert "Undid: Delete client Legal Affairs" in seen(pilot)
        await press(pilot, "u", "u")
        assert "Undid: Add client Legal" in seen(pilot)
        await press(pilot, "U")
        assert "Redid: " in seen(pilot)
        assert ">" in seen(pilot)


async def test_a_form_says_beside_the_field_what_is_wrong_and_keeps_what_was_typed(
    make_app: MakeApp, size: Size
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "a")
        await press(pilot, "tab")
        await write(pilot, "FIN")
        await press(pilot, "enter")
        assert "Not saved yet" in seen(pilot)
        assert "FIN" in seen(pilot)


async def test_a_half_filled_form_asks_before_it_is_left(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "a")
        await write(pilot, "Leg")
        await press(pilot, "escape")
        assert "not saved" in seen(pilot)
        await press(pilot, "c")
        assert "Leg" in seen(pilot)
        await press(pilot, "escape", "l")
        assert "2 CLIENTS" in seen(pilot)
        assert "Leg " not in seen(pilot)


async def test_the_filter_runs_as_one_types_and_escape_clears_it(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "slash")
        await write(pilot, "logi")
        await press(pilot, "enter")
        assert "Logistics" in seen(pilot)
        assert "Finance" not in seen(pilot)
        assert "1 shown" in seen(pilot)
        await press(pilot, "escape")
        assert "Finance" in seen(pilot)


async def test_the_board_shows_commitments_by_state_checks_one_and_refuses_to_promise_it_unanswered(
    make_app: MakeApp, size: Size
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "4")
        screen = seen(pilot)
        assert "DRAFT 1" in screen
        assert "Site Lyon" in screen
        assert "FIN  2 d LATE" in screen
        await press(pilot, "m")
        assert "Site Lyon: now checked. SHORT" in seen(pilot)
        assert "CHECKED 1" in seen(pilot)
        await press(pilot, "u")
        assert "DRAFT 1" in seen(pilot)


async def test_feedback_moves_on_and_back(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "5", "m")
        assert "acknowledged" in seen(pilot)
        await press(pilot, "u")
        assert "Undid" in seen(pilot)
        await press(pilot, "i")
        assert "M. Okoye" in seen(pilot)


async def test_the_directory_reads_what_a_service_is(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "3", "j")
        assert "Every desk is online." in seen(pilot)


async def test_history_tells_who_changed_what_and_takes_it_back(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "H")
        assert "HISTORY of client Finance" in seen(pilot)
        assert "dana" in seen(pilot)
        assert "Set up a small organization" in seen(pilot)
        await press(pilot, "escape")
        assert "2 CLIENTS" in seen(pilot)


async def test_help_and_palette_show_what_the_registry_says(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "question_mark")
        assert "WORKS HERE" in seen(pilot)
        await press(pilot, "escape", "colon")
        await write(pilot, "undo")
        assert "Take back: Set up a small organization" in seen(pilot)
        await press(pilot, "escape")


async def test_q_at_a_place_quits_and_everything_is_there_at_the_next_start(make_app: MakeApp, size: Size) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "a")
        await write(pilot, "Legal")
        await press(pilot, "enter")
        await pilot.press("q")
    assert app.return_code == 0
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        assert "Legal" in seen(pilot)


async def test_a_burst_of_keys_is_typed_into_the_filter_and_runs_no_verbs(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        burst(pilot, "/", *"logid")
        await settled(pilot)
        assert "/ logid" in seen(pilot)
        assert "Deleted" not in seen(pilot)


async def test_what_is_typed_while_a_form_opens_is_typed_into_it(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        burst(pilot, *"aLegalde")
        await settled(pilot)
        assert "ADD client" in seen(pilot)
        assert "Legalde" in seen(pilot)


async def test_a_burst_of_keys_after_the_colon_is_typed_into_the_palette(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        burst(pilot, ":", *"import")
        await settled(pilot)
        assert pilot.app.screen.query_one(Input).value == "import"
