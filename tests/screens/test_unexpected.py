"""When the program itself is wrong, the app ends with a sentence, and the log says where."""

from pathlib import Path

import pytest
from textual.app import App

from itcrm_tui import log
from itcrm_tui.app import ItcrmApp
from screens.program import UNEXPECTED
from tests.screens.conftest import MakeApp
from tests.screens.driving import started

SECRET = "Mathilde Zyxwvut"


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the app would print at its end."""
    said: list[str] = []
    monkeypatch.setattr(App, "panic", lambda _, *words: said.extend(map(str, words)))
    return said


async def crash(app: ItcrmApp) -> None:
    def broken() -> None:
        name = SECRET
        raise RuntimeError(name)

    async with app.run_test() as pilot:
        await started(pilot)
        app.call_later(broken)
        await pilot.pause()


async def test_an_error_of_the_program_s_own_is_a_sentence_and_a_place_in_the_log(
    make_app: MakeApp, printed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ITCRM_DEBUG", raising=False)
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    log.begin()
    with pytest.raises(RuntimeError, match=SECRET):
        await crash(make_app())
    assert printed == [UNEXPECTED]
    noted = log.log_file().read_text(encoding="utf-8")
    assert "app failed" in noted
    assert "tests.screens.test_unexpected:" in noted
    assert SECRET not in noted
