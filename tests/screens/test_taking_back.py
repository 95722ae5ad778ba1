"""Undo in words before and after, the history of one record and of everything, and taking any change set back."""

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.values import Json
from itcrm_tui.workflows.records import edit
from storage.errors import OpenError
from storage.opening import open_store
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, press, seen, started, write

pytestmark = pytest.mark.parametrize("size", SIZES)
Size = tuple[int, int]


def write_as(database: str, actor: str, **values: Json) -> None:
    """Change Finance in the name of somebody; Dana sits where the app runs."""
    store = open_store(database, actor=actor, device="desk" if actor == "dana" else f"{actor}s desk")
    with store.read() as reader:
        found = reader.find(Client, name="Finance")
    assert isinstance(found, list)
    edit(store, found[0], values)
    store.close()


async def test_palette_and_help_say_what_undo_would_take_back(make_app: MakeApp, database: str, size: Size) -> None:
    write_as(database, "dana", tier=4)
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "colon")
        await write(pilot, "undo")
        assert "Take back: Edit client Finance: tier" in seen(pilot)
        await press(pilot, "escape", "question_mark")
        pages = [seen(pilot)]
        for _ in range(6):
            await press(pilot, "pagedown")
            pages.append(seen(pilot))
        assert "Take back: Edit client Finance: tier" in " ".join(" ".join(pages).split())
        await press(pilot, "escape", "u")
        assert "Undid: Edit client Finance: tier   U brings it back" in seen(pilot)
        await press(pilot, "colon")
        await write(pilot, "redo")
        assert "Bring back: Edit client Finance: tier" in seen(pilot)


async def test_the_history_tells_old_and_new_and_goes_from_one_record_to_everything(
    make_app: MakeApp, database: str, size: Size
) -> None:
    write_as(database, "dana", tier=4)
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "H")
        assert "HISTORY of client Finance" in seen(pilot)
        assert "Tier: nothing -> 4" in seen(pilot)
        assert "Set up the database" not in seen(pilot)
        await press(pilot, "H")
        assert "HISTORY of everything" in seen(pilot)
        assert "Set up the database" in seen(pilot)
        assert "final" in seen(pilot)
        await press(pilot, "slash")
        await write(pilot, "who:dana tier")
        await press(pilot, "enter")
        assert "Set up the database" not in seen(pilot)
        assert "Edit client Finance: tier" in seen(pilot)
        await press(pilot, "escape")
        assert "Set up the database" in seen(pilot)


async def test_a_change_set_opens_with_all_its_records(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "H", "enter")
        assert "Set up a small organization" in seen(pilot)
        assert "Site network" in seen(pilot)
        assert "Name: Finance" in seen(pilot)
        await press(pilot, "j", "j")
        assert "Name: Network" in seen(pilot)
        await press(pilot, "enter")
        assert "HISTORY of role Network" in seen(pilot)
        await press(pilot, "escape", "escape")
        assert "HISTORY of client Finance" in seen(pilot)


async def test_taking_back_asks_and_explains_a_conflict_and_offers_the_rest(
    make_app: MakeApp, database: str, size: Size
) -> None:
    write_as(database, "dana", tier=4)
    write_as(database, "ben", tier=7, cost_centre="B")
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "u")
        assert "ben changed tier from 4 to 7 on " in " ".join(seen(pilot).split())
        assert "it would become nothing." in " ".join(seen(pilot).split())
        await press(pilot, "n", "H", "T")
        assert "Take back “Edit client Finance: tier, cost centre”?" in " ".join(seen(pilot).split())
        await press(pilot, "y")
        assert "Took back: Edit client Finance: tier, cost centre" in seen(pilot)
        await press(pilot, "T")
        assert "has been taken back already" in seen(pilot)
        await press(pilot, "G", "T")
        assert "Take back “Set up a small organization”?" in " ".join(seen(pilot).split())
        await press(pilot, "n", "escape")
        assert "2 CLIENTS" in seen(pilot)


async def test_the_rest_is_taken_back_where_something_has_moved_on(
    make_app: MakeApp, database: str, size: Size
) -> None:
    write_as(database, "dana", tier=4, cost_centre="A")
    write_as(database, "ben", tier=7)
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "H", "j", "T", "y")
        assert "ben changed tier from 4 to 7" in " ".join(seen(pilot).split())
        await press(pilot, "r")
        assert "Took back: Edit client Finance: tier, cost centre" in seen(pilot)
        await press(pilot, "g")
        assert "Cost centre: A -> nothing" in seen(pilot)


async def test_a_database_that_is_lost_before_the_question_is_told(
    make_app: MakeApp, database: str, size: Size, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> list[str]:
        raise OpenError("The database has gone.")

    write_as(database, "dana", tier=4)
    write_as(database, "ben", tier=7)
    monkeypatch.setattr("itcrm_tui.workflows.clash_words.explained", lost)
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "u")
        assert "The database has gone." in seen(pilot)
        assert "2 CLIENTS" in seen(pilot)


async def test_what_was_redone_can_be_taken_back_again(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "down", "d", "u", "U")
        assert "u takes it back" in seen(pilot).split("\n")[-1]
