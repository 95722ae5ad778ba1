"""Drafting a promise: what is typed moves the meter and the verdict, and is saved as one change set."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from textual.worker import WorkerCancelled

from itcrm_tui.domain.commitment import Answer, Commitment
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.workflows.parts import every
from screens import promise_drawing
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, press, seen, settled, started, write
from tests.screens.promise_drafting import all_of, draft, go_to, opened, said, shown_soon, type_need
from widgets.field_input import FieldInput

pytestmark = pytest.mark.usefixtures("drawn_at_once")

Size = tuple[int, int]


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> Size:
    """The smallest terminal that has to work, and a larger one."""
    found: Size = request.param
    return found


async def test_what_is_typed_is_drawn_and_the_earliest_date_is_taken_and_all_is_one_change(
    make_app: MakeApp, staffed: str, size: Size
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "P")
        assert "= Finance" in seen(pilot)
        assert "= Dana" in seen(pilot)
        assert said(pilot).startswith("UNCHECKED: no requirements yet. FINANCE has 1 open commitment VPN for 40 users")
        await go_to(pilot, "title")
        await write(pilot, "Cabling")
        await go_to(pilot, "due")
        await write(pilot, "11 dec")
        assert "= Fri 11 Dec, in 18 d" in seen(pilot)
        await type_need(pilot, "Network", "40")
        assert "SHORT 20 h Network, week of 7 Dec." in said(pilot)
        assert "In the way of Network: Laptops Q1 100 h" in said(pilot)
        assert "?" in next(line for line in seen(pilot).splitlines() if line.startswith(" Network "))
        await go_to(pilot, "due")
        await press(pilot, "equals_sign")
        earliest = draft(pilot).drawn
        assert earliest is not None
        assert draft(pilot).inputs["due"].text == "21 Dec"
        assert said(pilot).startswith("OK. Earliest date that fits: this one")
        await press(pilot, "enter")
        assert "Added commitment Cabling: checked. OK." in " ".join(seen(pilot).split())
        assert len(all_of(staffed, Commitment, title="Cabling")) == len(all_of(staffed, Answer)) == 1
        await press(pilot, "u")
        assert not all_of(staffed, Commitment, title="Cabling")
        assert not all_of(staffed, Answer)


ROWS = {
    ("2", "P"): ("FIN", "", ""),
    ("2", "enter", "P"): ("FIN", "", ""),
    ("3", "G", "P"): ("", "NET", ""),
    ("5", "P"): ("FIN", "", "Payroll was late"),
    ("4", "P"): ("LOG", "", ""),
    ("4", "a"): ("", "", ""),
    ("1", "P"): ("FIN", "", ""),
    ("1", "a"): ("", "", ""),
    ("2", "enter", "l", "l", "l", "l", "a"): ("FIN", "", ""),
}
"""Where P is pressed, and the client, service and title that a promise begins with."""


async def test_a_promise_begins_with_what_the_row_says(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        for keys, texts in ROWS.items():
            await press(pilot, *keys)
            inputs = draft(pilot).inputs
            assert tuple(inputs[name].text for name in ("client", "service", "title")) == texts, keys
            await press(pilot, "escape", *(["escape"] if "enter" in keys else []))


@pytest.mark.usefixtures("staffed")
async def test_a_service_proposes_what_it_takes_beside_what_past_ones_took(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "3", "G", "P")
        assert [line.texts["hours"] for line in draft(pilot).needs.lines] == ["30 h", ""]
        assert "usual 36 h in 1 past one" in seen(pilot)
        assert not draft(pilot).typed
        await type_need(pilot, "licence 40 seats", "", "4 dec")
        assert "there Fri 4 Dec" in seen(pilot)
        await go_to(pilot, "service")
        await press(pilot, "ctrl+u")
        await write(pilot, "Laptops")
        await press(pilot, "tab")
        assert [line.texts["what"] for line in draft(pilot).needs.lines] == ["Network", "licence 40 seats", ""]


async def test_a_late_answer_never_takes_the_place_of_a_newer_one(
    make_app: MakeApp, staffed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, real = threading.Event(), promise_drawing.counted
    asked: list[str] = []

    def slow(there: object, typed: object, today: object) -> object:
        asked.append(typed.needs[0].hours)  # type: ignore[attr-defined]
        if typed.needs[0].hours == "4":  # type: ignore[attr-defined]
            late.wait(10)
        return real(there, typed, today)  # type: ignore[arg-type]

    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "P")
        await go_to(pilot, "due")
        await write(pilot, "11 dec")
        monkeypatch.setattr(promise_drawing, "counted", slow)
        line = draft(pilot).needs.lines[0]
        line.put({"what": "Network", "hours": "4"})
        first = draft(pilot).run_worker(draft(pilot)._draw(), exclusive=False)
        while "4" not in asked:
            await pilot.pause()
        line.put({"hours": "40"})
        await draft(pilot)._draw()
        assert "SHORT 20 h" in said(pilot)
        late.set()
        await first.wait()
        await settled(pilot)
        assert "SHORT 20 h" in said(pilot)


async def test_what_others_book_meanwhile_is_drawn_in(make_app: MakeApp, staffed: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "P")
        await go_to(pilot, "due")
        await write(pilot, "11 dec")
        await type_need(pilot, "Network", "20")
        assert said(pilot).startswith("TIGHT")
        store = opened(staffed)
        with store.read() as reader:
            (role,), (person,) = every(reader, Role), every(reader, Person)
        with store.write("Less of Dana") as unit:
            unit.save(person, replace(person, weekly_minutes=20 * 60))
        store.close()
        pilot.app.data_changed()  # type: ignore[attr-defined]
        await settled(pilot)
        assert said(pilot).startswith("SHORT")
        assert role.name == "Network"


@pytest.mark.usefixtures("staffed")
async def test_the_week_of_the_meter_opens_with_the_promise_in_hand(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "P")
        await go_to(pilot, "due")
        await write(pilot, "11 dec")
        await type_need(pilot, "Network", "20")
        await press(pilot, "tab", "tab", "tab", "tab", "tab")
        assert "40 h there" in said(pilot)
        await press(pilot, "l", "l", "enter")
        assert "the promise in hand" in seen(pilot)
        await press(pilot, "escape")
        assert draft(pilot).needs.lines[0].texts["hours"] == "20"


async def test_the_bottom_line_offers_the_earliest_date_where_the_key_takes_it(
    make_app: MakeApp, staffed: str, size: Size
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "P")
        assert "= take the date" not in seen(pilot)
        await go_to(pilot, "due")
        assert "= take the date" in seen(pilot)


async def test_the_ordinary_form_takes_the_earliest_date_too(make_app: MakeApp, staffed: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "enter", "e")
        await go_to(pilot, "due")
        await press(pilot, "equals_sign")
        due = next(one for one in pilot.app.screen.query(FieldInput) if one.field.name == "due")
        assert due.text == "21 Dec"


@pytest.mark.usefixtures("staffed")
async def test_a_promise_is_renegotiated_to_the_earliest_date(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "l", "l", "j", "x", "r")
        assert await shown_soon(pilot, "RENEGOTIATE: Laptops Q1")
        await go_to(pilot, "due")
        await press(pilot, "equals_sign")
        due = next(one for one in pilot.app.screen.query(FieldInput) if one.field.name == "due")
        assert due.text == "11 Dec"


async def test_a_draft_left_while_it_is_drawn_is_drawn_no_more(make_app: MakeApp, staffed: str) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await started(pilot)
        await press(pilot, "P")
        left = draft(pilot)
        await press(pilot, "escape")
        for work in (left.draw(at_once=True), left.propose(whole=False), left.tell_of_client()):
            with pytest.raises(WorkerCancelled):
                await work.wait()
        assert app.is_running
