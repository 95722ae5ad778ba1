"""The sandbox: what is supposed shows what becomes possible by it, and what comes at risk."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from threading import Event

import pytest

import screens.what_if
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.what_if.suppositions import Dropped, person_added
from itcrm_tui.workflows.parts import every
from screens.what_if import WhatIf
from screens.what_if_entries import Entry
from screens.what_if_form import SupposingForm
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import SIZES, burst, press, seen, settled, write
from tests.screens.supposing import begin, laptops, opened, suppose, supposed, type_from_the_first, words

pytestmark = pytest.mark.usefixtures("crowded")


@pytest.mark.parametrize("size", SIZES)
async def test_a_person_more_shows_what_becomes_possible_and_moves_the_meter(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await supposed(pilot, "more", "Network", "40")
        screen = seen(pilot)
        assert "WHAT IF  1 becomes possible, 0 come at risk" in screen
        assert ">40 h a week more of Network: New in Network" in screen
        assert "BECOMES POSSIBLE Site Lyon: OK, was SHORT; earliest" in words(pilot)
        assert "COMES AT RISK nothing" in words(pilot)
        assert "HOURS FREE Network: 30 Nov 0 -> 60, 7 Dec 20 -> 80" in words(pilot)
        assert "HOURS FREE" in screen
        assert "a suppose  e edit  d take out  m make real  Esc leave  ? help" in screen


async def test_leave_shows_what_comes_at_risk(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await supposed(pilot, "away", "S. Lind", "today", "2026-12-04")
        assert "WHAT IF  0 become possible, 1 comes at risk" in seen(pilot)
        assert "COMES AT RISK Laptops Q1: 60 h Network short by Fri 11 Dec, was in time" in words(pilot)


async def test_a_supposition_is_edited_and_taken_out(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await supposed(pilot, "more", "Network", "40")
        await press(pilot, "e")
        await type_from_the_first(pilot, "Network", "8")
        assert ">8 h a week more of Network" in seen(pilot)
        await suppose(pilot, "away", "S. Lind", "2026-12-04")
        assert ">away 4 Dec: S. Lind" in seen(pilot)
        await press(pilot, "d", "d")
        assert "Nothing is supposed yet." in seen(pilot)
        await press(pilot, "u", "u", "u")
        assert ">8 h a week more of Network" in seen(pilot)
        await press(pilot, "u", "u", "u")
        assert "Nothing else was supposed before." in seen(pilot)
        await press(pilot, "colon")
        await write(pilot, "undo")
        assert "Suppose what was supposed before" in seen(pilot)
        await press(pilot, "escape", "U")
        assert ">40 h a week more of Network" in seen(pilot)
        await press(pilot, "d")
        await press(pilot, "escape")
        assert "2 CLIENTS" in seen(pilot)


async def test_a_supposition_that_is_opened_in_two_ways_at_once_has_one_form(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await supposed(pilot, "more", "Network", "40")
        burst(pilot, "enter", "e")
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack[-2:]] == [WhatIf, SupposingForm]


async def test_the_card_under_the_cursor_is_what_is_moved_and_what_cannot_be_is_said(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await begin(pilot, "4")
        await press(pilot, "a", *"due", "enter")
        assert "Commitment           Site Lyon" in seen(pilot)
        await type_from_the_first(pilot, "Site Lyon", "2026-11-20")
        assert "It cannot be moved to a day that has passed." in seen(pilot)
        await press(pilot, "escape", "l", "a", *"back", "enter")
        assert "Commitment           Site Lyon" in seen(pilot)
        await write(pilot, "Laptops Q1\n")
        assert ">withdrawn: Laptops Q1" in seen(pilot)


async def test_the_role_of_the_week_that_was_open_is_meant(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await begin(pilot, "4", "tab", "enter")
        await press(pilot, "a", *"more", "enter")
        assert "Role                 Network" in seen(pilot)


async def test_titles_that_would_drive_a_terminal_or_the_program_are_shown_as_they_are(
    make_app: MakeApp, database: str
) -> None:
    store = opened(database)
    seen_before = laptops(store)
    with store.write("Call it so") as unit:
        unit.save(seen_before, replace(seen_before, title="[@click=app.quit]x[/] \x1b[31mred"))
    store.close()
    async with make_app().run_test(size=(80, 24)) as pilot:
        await supposed(pilot, "back", "[@click=app.quit]x")
        assert "withdrawn: [@click=app.quit]x[/]" in seen(pilot)
        await press(pilot, "m")
        assert "WITHDRAWN by the client: [@click=app.quit]x[/]" in seen(pilot)
        assert "\x1b" not in seen(pilot)


async def test_a_week_of_the_meter_opens_as_it_is_supposed(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await supposed(pilot, "hours", "Laptops Q1", "8")
        await press(pilot, "tab", "tab", "enter")
        assert "NETWORK  week of 23 Nov  WHAT IF" in seen(pilot)
        assert "40 h there: 8 h firm; 32 h free" in seen(pilot)
        await press(pilot, "escape")
        assert "8 h Network, not 100 h: Laptops Q1" in seen(pilot)


async def test_what_was_still_counted_for_older_suppositions_is_never_shown(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    store = opened(database)
    with store.read() as reader:
        (network,) = every(reader, Role)
    older = Entry(person_added("Older", network.id, 600, Decimal(1), None, TODAY), "person", {})
    newer = Entry(Dropped(seen=laptops(store)), "drop", {})
    counted, let_go = screens.what_if._shown, Event()

    def slowly(box: object, entries: tuple[Entry, ...]) -> object:
        found = counted(box, entries)  # type: ignore[arg-type]
        if entries == (older,):
            assert let_go.wait(30)
        return found

    monkeypatch.setattr(screens.what_if, "_shown", slowly)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        sandbox = pilot.app.screen
        assert isinstance(sandbox, WhatIf)
        sandbox.set_entries((older,))
        await pilot.pause()
        sandbox.set_entries((newer,))
        await settled(pilot)
        assert ">withdrawn: Laptops Q1" in seen(pilot)
        let_go.set()
        await settled(pilot)
        assert ">withdrawn: Laptops Q1" in seen(pilot)
        assert "Older" not in seen(pilot)
    store.close()
