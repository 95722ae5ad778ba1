"""After a suspension the shell has written over what the app showed."""

import pytest
from textual._compositor import LayoutUpdate
from textual.driver import Driver
from textual.screen import Screen

from itcrm_tui.app import ItcrmApp
from tests.screens.conftest import MakeApp
from tests.screens.driving import press, settled, started


@pytest.mark.parametrize("key", ["escape", "question_mark", "a"])
async def test_everything_is_shown_again_after_a_suspension(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    shown: list[object] = []
    async with make_app().run_test() as pilot:
        await started(pilot)
        await press(pilot, key)
        monkeypatch.setattr(ItcrmApp, "_display", _noting(shown))
        pilot.app.post_message(Driver.SignalResume())
        await settled(pilot)
    assert any(isinstance(update, LayoutUpdate) for update in shown)


def _noting(shown: list[object]) -> object:
    def display(app: ItcrmApp, screen: Screen[object], update: object) -> None:
        shown.append(update)

    return display
