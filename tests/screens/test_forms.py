"""Forms made from the declared fields: each kind is added and edited, and nothing typed is lost."""

from dataclasses import replace

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS
from storage.opening import open_store
from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, started, write
from widgets.field_input import FieldInput


@pytest.mark.parametrize(
    ("place", "typed", "shown"),
    [
        ("2", ("Legal",), "Legal"),
        ("3", ("Printing",), "Printing"),
        ("4", ("FIN", "tab", "Data room"), "Data room"),
        ("5", ("down", "enter", "tab", "Too slow"), "Too slow"),
    ],
)
async def test_a_record_of_each_place_is_added_and_edited(
    make_app: MakeApp, place: str, typed: tuple[str, ...], shown: str
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, place, "a")
        if place == "5":
            await press(pilot, "enter")
        for words in typed:
            await (press(pilot, words) if words in ("tab", "down", "enter") else write(pilot, words))
        await press(pilot, "enter")
        assert shown in seen(pilot)
        assert "Added" in seen(pilot)
        await press(pilot, "e")
        assert "EDIT" in seen(pilot)
        await press(pilot, "escape")
        assert "EDIT" not in seen(pilot)


async def test_a_form_has_every_field_that_may_be_set_and_no_other(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "a")
        fields = {one.field.name for one in pilot.app.screen.query(FieldInput)}
        assert fields == {field.name for field in KINDS["commitment"].fields if field.settable}
        assert "state" not in fields


async def test_no_form_demands_more_than_three_fields() -> None:
    demanding = {kind.name: [f.name for f in kind.fields if f.required and f.settable] for kind in KINDS.values()}
    assert {name: fields for name, fields in demanding.items() if len(fields) > 3} == {
        "external_reference": ["record_kind", "record", "system", "key"]
    }


async def test_a_rating_is_never_preselected(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "5", "a")
        texts = {one.field.name: one.text for one in pilot.app.screen.query(FieldInput)}
        assert texts["csat"] == texts["nps"] == ""


async def test_dates_are_typed_as_people_say_them(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "4", "e")
        due = next(one for one in pilot.app.screen.query(FieldInput) if one.field.name == "due")
        box = due.query_one("Input")
        box.focus()
        box.value = "+2w"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "Saved" in seen(pilot)
        assert "14 d" in seen(pilot)


async def test_a_failed_save_keeps_what_was_typed_and_says_what_moved(make_app: MakeApp, database: str) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "e")
        await write(pilot, " and Control")
        other = open_store(database, actor="ravi", device="laptop")
        with other.read() as reader:
            (client,) = list(reader.find(Client, code="FIN") or [])
        with other.write("Rename Finance") as unit:
            unit.save(client, replace(client, name="Treasury"))
        other.close()
        await press(pilot, "enter")
        assert "Treasury" in seen(pilot)
        assert "ravi" in seen(pilot)
        assert "Finance and Control" in seen(pilot)
