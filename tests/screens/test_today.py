"""Today says what needs somebody; its verbs act on the row; what is put aside is out of sight until its day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.outreach import FollowUp, Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person
from itcrm_tui.remembered import Remembered
from itcrm_tui.workflows import history
from screens.host import Opening
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import SIZES, press, seen, send, settled, started, write
from tests.screens.under_way import UnderWay

Size = tuple[int, int]


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> Size:
    """The smallest terminal that has to work, and a larger one."""
    found: Size = request.param
    return found


def rename(store: Store, before: str, after: str) -> None:
    """Give a commitment another title, and close the store."""
    with store.read() as reader:
        found = reader.find(Commitment, title=before)
    assert isinstance(found, list)
    with store.write("Rename") as unit:
        unit.save(found[0], replace(found[0], title=after))
    store.close()


async def test_what_is_late_stands_above_what_is_due_and_the_meter_below(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "1")
        screen = seen(pilot)
        assert screen.index("LATE") < screen.index("VPN for 40") < screen.index("THIS WEEK")
        assert screen.index("THIS WEEK") < screen.index("Payroll was late") < screen.index("HOURS FREE")
        assert "team 2" in screen


async def test_nothing_is_mine_where_nobody_has_my_login_and_that_is_said(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1", "h")
        assert "Nobody on file has your login" in seen(pilot)


async def test_a_row_is_put_aside_until_a_day_and_taken_back(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "1", "z")
        await write(pilot, "fri")
        await press(pilot, "enter")
        assert "put aside until Fri 27 Nov" in seen(pilot)
        assert ">FIN" in seen(pilot)
        assert "VPN for 40 users        " not in seen(pilot).split("HOURS FREE")[0].split("aside")[0]
        await press(pilot, "l")
        assert "VPN for 40" in seen(pilot)
        await press(pilot, "z")
        await write(pilot, "today")
        await press(pilot, "enter")
        assert "Nothing is put aside." in seen(pilot)


async def test_a_day_that_is_none_is_asked_again(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1", "z")
        await write(pilot, "someday")
        await press(pilot, "enter")
        assert "SNOOZE" in seen(pilot)
        assert "snoozed 0" in seen(pilot)


async def test_enter_alone_puts_a_row_aside_until_the_next_working_day(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1", "z")
        assert "until (Enter: Tue 24 Nov)" in seen(pilot)
        await press(pilot, "enter")
        assert "put aside until Tue 24 Nov" in seen(pilot)


async def test_a_key_that_comes_while_a_row_is_put_aside_is_for_the_next_row(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, may_answer = history.latest_act, Event()

    def answer_late(store: Store) -> tuple[str, str]:
        assert may_answer.wait(20)
        return known(store)

    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1", "z")
        monkeypatch.setattr(history, "latest_act", answer_late)
        for key in ("enter", "z"):
            send(pilot, key)
            await UnderWay.watched.answered(pilot)
        may_answer.set()
        await settled(pilot)
        assert "SNOOZE Payroll was late" in seen(pilot)
        await press(pilot, "escape")
        assert "snoozed 1" in seen(pilot)


async def test_putting_aside_is_undone_and_redone_in_its_place_between_the_changes(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1", "j", "m", "k", "z", "enter", "d")
        told = []
        for key in "uuuUUUuUU":
            await press(pilot, key)
            told.append(seen(pilot).splitlines()[-1].strip().partition("   ")[0])
        moved, aside = "Move feedback Payroll was late to acknowledged", "Put “VPN for 40 users” aside"
        gone = "Delete feedback Payroll was late"
        assert told == [
            f"Undid: {gone}",
            f"Undid: {aside}",
            f"Undid: {moved}",
            f"Redid: {moved}",
            f"Redid: {aside}",
            f"Redid: {gone}",
            f"Undid: {gone}",
            f"Redid: {gone}",
            "There is nothing to redo.",
        ]


async def test_feedback_moves_on_from_its_row_and_undo_takes_it_back(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "1", "j", "m")
        assert "now acknowledged" in seen(pilot)
        await press(pilot, "u")
        assert "Undid" in seen(pilot)


async def test_feedback_that_cannot_move_on_says_by_which_key_it_can(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1", "G", "m", "m")
        assert seen(pilot).splitlines()[-1].strip() == "Assign it to somebody first.   x assigns it"


async def test_a_reply_is_written_down_from_its_row(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1", "j", "r")
        await write(pilot, "It was the bank.")
        await press(pilot, "ctrl+s")
        told = " ".join(seen(pilot).split())
        assert "The reply is written down; it is new: m moves it on until it is answered. u takes it back" in told
        await press(pilot, "enter")
        assert "It was the bank." in seen(pilot)


async def test_the_next_start_shows_at_once_what_was_seen_last_and_says_so(database: str, tmp_path: Path) -> None:
    may_open = Event()

    def open_it() -> Store:
        return open_store(database, actor="dana", device="desk")

    def open_later() -> Store:
        may_open.wait()
        return open_it()

    def app(how: Callable[[], Store]) -> ItcrmApp:
        remembered = Remembered.of(tmp_path, database)
        opening = Opening(how, how, lambda: None, database, remembered=remembered)
        return ItcrmApp(opening, place="today", today=TODAY)

    async with app(open_it).run_test(size=(80, 24)) as pilot:
        await started(pilot)
        assert "team 2" in seen(pilot)
        await press(pilot, "j")
    rename(open_it(), "VPN for 40 users", "VPN for fifty")
    try:
        async with app(open_later).run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "as last seen" in seen(pilot)
            assert "VPN for 40 users" in seen(pilot)
            await pilot.press("j")
            assert ">FIN      Payroll was late" in seen(pilot)
            may_open.set()
            await started(pilot)
            assert "as last seen" not in seen(pilot)
            assert "VPN for fifty" in seen(pilot)
            assert ">FIN      Payroll was late" in seen(pilot)
    finally:
        may_open.set()


async def test_what_the_hours_say_of_the_row_comes_as_soon_as_they_are_counted(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    from itcrm_tui.workflows import booked as counting

    may_count, count = Event(), counting.booked

    def count_later(store: Store, today: date) -> counting.Booked:
        may_count.wait()
        return count(store, today)

    monkeypatch.setattr(counting, "booked", count_later)
    try:
        async with make_app().run_test(size=(80, 24)) as pilot:
            await started(pilot)
            await pilot.press("1")
            while "FACTS" not in seen(pilot):
                await pilot.pause(0.01)
            may_count.set()
            await settled(pilot)
            assert "VPN for 40 users by 21 Nov: 2 d late" in seen(pilot)
    finally:
        may_count.set()


async def test_enter_opens_the_row_and_i_its_client(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "1", "enter")
        assert "VPN for 40 users" in seen(pilot)
        await press(pilot, "escape", "i")
        assert "M. Okoye" in seen(pilot)


async def test_what_somebody_else_has_done_already_is_said_without_an_offer_of_undo(
    make_app: MakeApp, database: str
) -> None:
    store = open_store(database, actor="erin", device="laptop")
    dana, visit = Person(name="Dana", login="dana"), Touchpoint(kind=TouchpointKind.VISIT, purpose="Visit")
    call = FollowUp(touchpoint=visit.id, text="Call the port", owner=dana.id, due=date(2026, 11, 20))
    with store.write("Agree on a call") as unit:
        for record in (dana, visit, call):
            unit.add(record)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1")
        assert "Call the port" in seen(pilot)
        with store.write("Call") as unit:
            unit.save(call, replace(call, done_on=TODAY))
        store.close()
        await press(pilot, "m")
        assert "Call the port was done already. " in seen(pilot)
        assert "takes it back" not in seen(pilot)
