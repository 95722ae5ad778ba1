"""Forms made from the declared fields: each kind is added and edited, and nothing typed is lost."""

from dataclasses import replace
from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment
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
        ("4", ("FIN", "tab", "tab", "Data room"), "Data room"),
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
        await press(pilot, "4", "enter", "e")
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


async def retyped(pilot: Pilot[object], name: str, typed: str) -> None:
    """Save the form that is open with something else in one field."""
    field = next(one for one in pilot.app.screen.query(FieldInput) if one.field.name == name)
    box = field.query_one(Input)
    box.focus()
    box.value = typed
    await press(pilot, "enter")


async def test_dates_are_typed_as_people_say_them(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        for typed, said in (("+2w", "Saved"), ("7 dec 2026", "Nothing was changed")):
            await press(pilot, "4", "e")
            await retyped(pilot, "due", typed)
            assert said in seen(pilot)
        assert isinstance(pilot.app, ItcrmApp)
        assert pilot.app.store is not None
        with pilot.app.store.read() as reader:
            assert [one.due for one in reader.find(Commitment, title="Site Lyon") or []] == [date(2026, 12, 7)]


async def test_the_same_in_other_words_changes_nothing(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        for typed, said in (("1", "Saved client Finance"), ("01", "Nothing was changed.")):
            await press(pilot, "2", "e")
            await retyped(pilot, "tier", typed)
            assert said in seen(pilot)


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
        await press(pilot, "escape")
        assert "EDIT client Finance" in seen(pilot)
        assert "Finance and Control" in seen(pilot)


async def test_mine_or_theirs_is_taken_field_by_field(make_app: MakeApp, database: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "e")
        await write(pilot, " and Control")
        await press(pilot, "tab", "tab", "tab", "tab")
        await write(pilot, "1")
        other = open_store(database, actor="ravi", device="laptop")
        with other.read() as reader:
            (client,) = list(reader.find(Client, code="FIN") or [])
        with other.write("Rename Finance") as unit:
            unit.save(client, replace(client, name="Treasury", tier=3, cost_centre="4711"))
        await press(pilot, "enter")
        assert "Cost centre: 4711" in seen(pilot)
        await press(pilot, "down", "space", "ctrl+s")
        with other.read() as reader:
            (client,) = list(reader.find(Client, code="FIN") or [])
        other.close()
        assert (client.name, client.tier, client.cost_centre) == ("Treasury", 1, "4711")
