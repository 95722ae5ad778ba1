"""The line between list and text is moved by key or mouse, and stands there at the next start."""

from dataclasses import replace
from pathlib import Path

from itcrm_tui.app import ItcrmApp
from itcrm_tui.remembered import Remembered
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import press, settled, started
from widgets.reading_pane import ReadingPane


def remembering(app: ItcrmApp, folder: Path) -> ItcrmApp:
    opening = replace(app.opening, remembered=Remembered.of(folder, "unit"))
    return ItcrmApp(opening, today=TODAY)


async def test_the_text_gets_more_lines_by_key_and_keeps_them(make_app: MakeApp, tmp_path: Path) -> None:
    app = remembering(make_app(), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        pane = app.screen.query_one(ReadingPane)
        before = pane.outer_size.height
        await press(pilot, "plus", "plus", "minus", "plus")
        assert pane.outer_size.height == before + 2
        await press(pilot, *["plus"] * 30)
        assert app.screen.query_one("#listing").outer_size.height >= 3
    again = remembering(make_app(), tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        assert again.screen.query_one(ReadingPane).outer_size.height > before + 2


async def test_the_rule_is_dragged_and_where_the_text_stands_beside_the_list_it_gets_wider(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        pane = app.screen.query_one(ReadingPane)
        before = pane.outer_size.height
        await pilot.mouse_down(ReadingPane, offset=(10, 0))
        await pilot.hover(ReadingPane, offset=(10, -3))
        await pilot.mouse_up(ReadingPane)
        await settled(pilot)
        assert pane.outer_size.height > before
    async with make_app().run_test(size=(160, 40)) as pilot:
        await started(pilot)
        pane = pilot.app.screen.query_one(ReadingPane)
        before = pane.outer_size.width
        await press(pilot, "minus")
        assert pane.outer_size.width < before
