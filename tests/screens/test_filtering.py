"""The filter language in the app: shown as typed, offered, wrong ones told while the list stays, saved under names."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from itcrm_tui import saved_filters
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, press, seen, started, write
from widgets.filter_bar import FilterBar


@pytest.fixture(autouse=True)
def own_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for the saved filters of this test alone."""
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "config" / "config.toml"))


async def filtered(pilot: object, text: str) -> str:
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    await press(pilot, "slash")
    await write(pilot, text)
    pilot.app.screen.query_one(FilterBar)._typed.flush()
    await press(pilot, "f12")
    return seen(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_filter_of_terms_takes_effect_in_every_place(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        for place, text, there, away in (
            ("2", "is:late", "Finance", "Logistics"),
            ("3", "code=lap", "Laptops", "Site network"),
            ("4", "client:log", "Site Lyon", "VPN for 40 users"),
            ("5", "is:complaint client:fin", "Payroll was late", "Nothing here"),
        ):
            await press(pilot, place)
            screen = await filtered(pilot, text)
            assert there in screen, text
            assert away not in screen, text
            await press(pilot, "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_a_wrong_filter_says_where_and_the_list_stays(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        screen = await filtered(pilot, "is:late tier>x")
        assert "at 14: “x” is not a number" in screen
        assert "Finance" in screen
        await press(pilot, "enter")
        assert "at 14" in seen(pilot)
        await press(pilot, "escape")
        assert "Logistics" in seen(pilot)


async def test_names_and_values_are_completed(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4")
        assert "client:" in await filtered(pilot, "cli")
        await press(pilot, "tab")
        pilot.app.screen.query_one(FilterBar)._typed.flush()
        await press(pilot, "f12")
        assert "Finance  Logistics" in seen(pilot)
        await press(pilot, "tab")
        pilot.app.screen.query_one(FilterBar)._typed.flush()
        await press(pilot, "f12")
        assert "client:Finance" in seen(pilot)
        assert "Site Lyon" not in seen(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_filter_is_saved_used_and_deleted(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "F")
        assert "None yet" in seen(pilot)
        await press(pilot, "escape")
        await filtered(pilot, "is:late")
        await press(pilot, "enter", "F")
        await write(pilot, "save")
        await press(pilot, "enter")
        await write(pilot, "my late")
        await press(pilot, "enter")
        assert saved_filters.saved("client") == {"my late": "is:late"}
        await press(pilot, "escape")
        assert "Logistics" in seen(pilot)
        await press(pilot, "F", "enter")
        assert '@"my late"' in seen(pilot)
        assert "Logistics" not in seen(pilot)
        await press(pilot, "F")
        await write(pilot, "delete")
        await press(pilot, "enter")
        assert saved_filters.saved("client") == {}
        assert "which was: is:late" in seen(pilot)


async def test_a_saved_filter_in_use_is_the_one_that_is_edited_and_esc_shows_all_again(make_app: MakeApp) -> None:
    saved_filters.save("client", "late", "is:late")
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "slash", "escape")
        for until_all in (("escape",), ("slash", "escape")):
            await press(pilot, "F", "enter")
            assert "Logistics" not in seen(pilot)
            await press(pilot, *until_all)
            assert "Logistics" in seen(pilot)
        await press(pilot, "F", "enter", "slash")
        assert pilot.app.screen.query_one(FilterBar).text == "@late"
        assert "Esc show all again" in seen(pilot)


@pytest.mark.parametrize(
    ("text", "said"),
    [("teir<3", "a client has no “teir”"), ("@gone is:mine", "no filter is saved as “gone”"), ('"x', "not closed")],
)
async def test_a_saved_filter_that_is_wrong_is_told_and_the_list_stays(make_app: MakeApp, text: str, said: str) -> None:
    saved_filters.save("client", "x", text)
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "F", "enter")
        assert "The filter “@x” is wrong" in seen(pilot)
        assert said in seen(pilot)
        assert "Logistics" in seen(pilot)


async def test_a_filter_that_another_names_is_deleted_only_after_a_question(make_app: MakeApp) -> None:
    saved_filters.save("client", "a", "is:late")
    saved_filters.save("client", "b", "@a is:mine")
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        for answer, left in (("n", {"a", "b"}), ("escape", {"a", "b"}), ("d", {"b"})):
            await press(pilot, "F")
            await write(pilot, "delete a")
            await press(pilot, "enter")
            assert "Without “a”, “b” cannot be used any more" in " ".join(seen(pilot).split())
            await press(pilot, answer)
            assert set(saved_filters.saved("client")) == left
        await press(pilot, "F")
        await write(pilot, "delete b")
        await press(pilot, "enter")
        assert saved_filters.saved("client") == {}


async def test_a_broken_file_of_saved_filters_is_told_and_filtering_goes_on(make_app: MakeApp) -> None:
    saved_filters.save("client", "x", "y")
    saved_filters.filters_file().write_text("= 3")
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        screen = await filtered(pilot, "is:late")
        assert "Finance" in screen
        assert "Logistics" not in screen


async def test_an_export_and_marking_all_take_what_the_terms_of_the_filter_say(
    make_app: MakeApp, tmp_path: Path
) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await filtered(pilot, "code=log")
        await press(pilot, "enter", "asterisk")
        assert "1 marked" in seen(pilot)
        await press(pilot, "escape", "o")
        file = tmp_path / "some.csv"
        pilot.app.screen.query_one(Input).value = str(file)
        await press(pilot, "enter")
        assert "Wrote 1 client" in seen(pilot)
        assert "Finance" not in file.read_text("utf-8-sig")


async def test_the_filter_of_last_time_means_the_same_and_a_wrong_one_is_given_up(make_app: MakeApp) -> None:
    for text, there in (("code=log", "/ code=log"), ("nosuch:x", "of last time is wrong at 1")):
        app = make_app()
        app.remembered.place("clients").set("filter", text)
        async with app.run_test(size=(120, 40)) as pilot:
            await started(pilot)
            await pilot.pause()
            assert there in seen(pilot)
            assert ("Finance" in seen(pilot)) is (text != "code=log")
