"""When the program itself is wrong, the app ends with a sentence, and the log says where."""

from pathlib import Path

import pytest
from textual.app import App
from textual.worker import WorkerFailed

from itcrm_tui import log
from itcrm_tui.app import ItcrmApp
from itcrm_tui.remembered import Remembered
from screens.ending import UNEXPECTED
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


async def crash_a_worker(app: ItcrmApp) -> None:
    async def broken() -> None:
        raise LookupError(SECRET)

    async with app.run_test() as pilot:
        await started(pilot)
        app.run_worker(broken())
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


async def test_the_log_says_what_ended_a_worker(
    make_app: MakeApp, printed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ITCRM_DEBUG", raising=False)
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    log.begin()
    with pytest.raises(WorkerFailed):
        await crash_a_worker(make_app())
    noted = log.log_file().read_text(encoding="utf-8")
    assert "LookupError" in noted
    assert "tests.screens.test_unexpected:" in noted


async def noting_the_end(app: ItcrmApp, closed: list[str]) -> None:
    """Start the app and leave it again."""
    async with app.run_test() as pilot:
        await started(pilot)
        assert app.store is not None
        close = app.store.close
        app.store.close = lambda: closed.append("closed") or close()  # type: ignore[func-returns-value, method-assign]


async def test_the_database_is_given_back_even_where_nothing_can_be_remembered(
    make_app: MakeApp, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Remembered) -> None:
        raise RuntimeError("no memory")

    closed: list[str] = []
    monkeypatch.setattr(Remembered, "write", broken)
    with pytest.raises(RuntimeError, match="no memory"):
        await noting_the_end(make_app(), closed)
    assert closed == ["closed"]
