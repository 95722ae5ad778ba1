"""What lies over a list is set off from it: a blank column beside its words, and without colours a line around them."""

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from itcrm_tui import paths
from itcrm_tui.app import ItcrmApp
from screens.host import Opening
from screens.panel import Panel
from screens.themes import look
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import press, seen, started

OVERLAYS = {
    "sort": ("s",),
    "find": ("f", "F", "i"),
    "saved filters": ("F",),
    "palette": ("colon",),
    "field picker": ("x", "e"),
    "one field": ("x", "e", "enter"),
    "question": ("x",),
    "who": ("w",),
}


def bare_app(database: str) -> ItcrmApp:
    """The app as NO_COLOR has it."""

    def open_it() -> Store:
        return open_store(database, actor="dana", device="desk")

    return ItcrmApp(
        Opening(open_it, open_it, lambda: None, database),
        today=TODAY,
        look=look("", paths.config_file(), {"NO_COLOR": "1"}),
    )


def lines_of_panel(pilot: Pilot[int]) -> list[str]:
    region = pilot.app.screen.query_one(Panel).region
    return [line[region.x : region.right] for line in seen(pilot).split("\n")[region.y : region.bottom]]


@pytest.mark.parametrize("keys", OVERLAYS.values(), ids=OVERLAYS.keys())
async def test_words_have_a_blank_column_beside_them(make_app: MakeApp, keys: tuple[str, ...]) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *keys)
        lines = lines_of_panel(pilot)
        assert any(line.strip() for line in lines)
        assert {line[0] for line in lines} == {line[-1] for line in lines} == {" "}


@pytest.mark.parametrize("keys", OVERLAYS.values(), ids=OVERLAYS.keys())
async def test_without_colours_a_line_of_plain_characters_sets_it_off(database: str, keys: tuple[str, ...]) -> None:
    async with bare_app(database).run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *keys)
        lines = lines_of_panel(pilot)
        assert set(lines[0]) <= {"+", "-"}
        if "foot" not in pilot.app.screen.query_one(Panel).classes:
            assert set(lines[-1]) <= {"+", "-"}
            assert all((line[:2], line[-2:]) == ("| ", " |") for line in lines[1:-1])


async def test_a_panel_is_as_tall_as_its_list_and_leaves_room(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "s")
        panel = pilot.app.screen.query_one(Panel)
        assert panel.region.bottom == panel.query_one(OptionList).region.bottom
        assert panel.size.height <= 16
