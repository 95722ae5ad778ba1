"""A form while it is typed in: names complete, dates are understood, what is wrong stands beside the field."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Select

from itcrm_tui.domain.client import Client, Stakeholder, StakeholderRole
from itcrm_tui.domain.kinds import KINDS
from screens.one_field import OneField
from screens.record_form import RecordForm
from storage.opening import open_store
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, press, seen, settled, started, write
from widgets.field_input import FieldInput
from widgets.safe_text_area import SafeTextArea


def field(form: object, name: str) -> FieldInput:
    assert isinstance(form, RecordForm)
    return form.inputs[name]


async def add_commitment(pilot: Pilot[int]) -> None:
    """Open the form of all fields; a key would open that of a promise."""
    pilot.app.push_screen(RecordForm(KINDS["commitment"], None, {}))
    await settled(pilot)


async def test_enter_in_an_open_drop_down_chooses_and_does_not_save(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await add_commitment(pilot)
        await write(pilot, "fina")
        assert "FIN       Finance" in seen(pilot)
        await press(pilot, "enter")
        assert field(pilot.app.screen, "client").text == "FIN"
        assert "= Finance" in seen(pilot)
        assert "is required" not in seen(pilot)
        await press(pilot, "enter")
        assert "Title is required" in seen(pilot)


async def test_escape_closes_the_drop_down_and_not_the_form(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await add_commitment(pilot)
        await write(pilot, "fina")
        await press(pilot, "escape")
        assert "FIN       Finance" not in seen(pilot)
        assert "ADD commitment" in seen(pilot)
        assert field(pilot.app.screen, "client").text == "fina"


async def test_a_date_says_what_is_understood_and_a_wrong_one_what_is_wrong(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "l", "l", "e")
        due = field(pilot.app.screen, "due")
        due.begin()
        due.put("")
        await write(pilot, "in 2 weeks")
        assert "= Mon 7 Dec, in 14 d" in seen(pilot)
        due.put("")
        await write(pilot, "12/05/2026")
        assert "can be" not in seen(pilot)
        await press(pilot, "tab")
        assert "“12/05/2026” can be 2026-05-12 or 2026-12-05." in seen(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_in_is_always_in_sight(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "e")
        visited = []
        while not isinstance(pilot.app.focused, Button):
            focused = pilot.app.focused
            assert focused is not None
            visited.append(focused)
            top, bottom = focused.region.y, focused.region.bottom
            assert top >= 1
            assert bottom <= size[1] - 2
            await pilot.press("tab")
        assert len(visited) == len([one for one in KINDS["client"].fields if one.settable])


async def test_a_form_is_saved_and_left_by_mouse(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "a")
        await write(pilot, "Legal")
        await pilot.click("#back")
        await pilot.pause()
        assert "What you typed is not saved." in seen(pilot)
        row = next(at for at, line in enumerate(seen(pilot).splitlines()) if "leave without" in line)
        await pilot.click(offset=(seen(pilot).splitlines()[row].index("go on typing"), row))
        await pilot.pause()
        assert "What you typed" not in seen(pilot)
        await pilot.click("#save")
        await press(pilot)
        await pilot.app.workers.wait_for_complete([one for one in pilot.app.workers if one.group == "save"])
        await press(pilot, "down")
        assert "Added client" in seen(pilot)


async def test_a_form_that_was_not_changed_closes_without_saying_that_it_saved(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "e", "enter")
        assert "EDIT" not in seen(pilot)
        assert "Saved" not in seen(pilot)


async def test_adding_to_a_client_begins_in_the_first_empty_field_and_says_what_is_required(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "enter", "l", "a")
        form = pilot.app.screen
        assert field(form, "client").text == "FIN"
        assert field(form, "name").has_class("here")
        assert "* required" in seen(pilot)
        assert "* Name" in seen(pilot)
        assert "* Email" not in seen(pilot)


async def test_what_is_said_of_errors_below_goes_with_the_last_of_them(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await add_commitment(pilot)
        await press(pilot, "enter")
        assert "Not saved yet" in seen(pilot)
        await write(pilot, "FIN")
        assert "Not saved yet" in seen(pilot), "the title is missing still"
        await press(pilot, "tab")
        await write(pilot, "Data room")
        assert "is required" not in seen(pilot)
        assert "Not saved yet" not in seen(pilot)


async def test_an_unknown_name_says_who_may_be_meant_and_no_command(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await add_commitment(pilot)
        form = pilot.app.screen
        for name, text in {"client": "FIN", "title": "Data room", "asked_by": "okoye"}.items():
            field(form, name).put(text)
        await press(pilot, "ctrl+s")
        assert "There is no stakeholder “okoye”; M. Okoye?" in seen(pilot)
        assert "itcrm list" not in seen(pilot)


async def test_a_stakeholder_of_the_chosen_client_is_offered_first(make_app: MakeApp, database: str) -> None:
    store = open_store(database, actor="ravi", device="laptop")
    with store.read() as reader:
        (finance,) = list(reader.find(Client, code="FIN") or [])
        (logistics,) = list(reader.find(Client, code="LOG") or [])
    with store.write("Add two of one name") as unit:
        unit.add(Stakeholder(client=logistics.id, name="Maria Aalto", role=StakeholderRole.USER))
        unit.add(Stakeholder(client=finance.id, name="Maria Zorn", role=StakeholderRole.USER))
    store.close()
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await add_commitment(pilot)
        field(pilot.app.screen, "client").put("FIN")
        field(pilot.app.screen, "asked_by").begin()
        await write(pilot, "maria")
        shown = seen(pilot)
        assert shown.index("Maria Zorn") < shown.index("Maria Aalto")


async def test_saving_from_a_long_text_is_told_only_inside_of_one(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await add_commitment(pilot)
        assert "save from text" not in seen(pilot)
        field(pilot.app.screen, "notes").begin()
        await settled(pilot)
        assert "save from text" in seen(pilot)


async def test_one_field_for_many_says_what_is_understood_of_a_date(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        pilot.app.push_screen(OneField("Due", KINDS["commitment"].by_name["due"]))
        await settled(pilot)
        await write(pilot, "sat")
        shown = " ".join(seen(pilot).split())
        assert "= Sat 28 Nov, in 5 d:" in shown
        assert "working day" in shown
        assert "long text" not in shown


async def test_on_a_wide_screen_no_field_is_wider_than_a_line_of_reading(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(139, 40)) as pilot:
        await started(pilot)
        await add_commitment(pilot)
        controls = [one for kind in (Input, Select, SafeTextArea) for one in pilot.app.screen.query(kind)]
        assert max(one.size.width for one in controls) == 80
