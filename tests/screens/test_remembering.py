"""Where the app was left is where it begins again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.config import Config
from itcrm_tui.remembered import FILE
from screens.start import begun
from tests.screens.conftest import TODAY
from tests.screens.driving import press, seen, started, write

Start = Callable[..., ItcrmApp]


@pytest.fixture
def start(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Starts the app as a person does, on the small database, with a configuration."""
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "config.toml"))

    def start_it(**settled: object) -> ItcrmApp:
        return ItcrmApp(**begun(database, Config(**settled), {}, demo=False, keep=None), today=TODAY)  # type: ignore[arg-type]

    return start_it


async def test_the_first_start_begins_at_today(start: Start) -> None:
    async with start().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        assert "1 TODAY" in seen(pilot)
        assert ">FIN      VPN for 40 users" in seen(pilot)


async def test_place_and_filter_are_there_again_and_escape_clears_the_filter(start: Start) -> None:
    async with start().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "2", "slash")
        await write(pilot, "logi")
        await press(pilot, "enter", "5")
    async with start().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        assert "5 FEEDBACK" in seen(pilot)
        await press(pilot, "2")
        assert "/ logi" in seen(pilot)
        assert "Finance" not in seen(pilot)
        await press(pilot, "escape")
        assert "Finance" in seen(pilot)
    async with start().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        assert "Finance" in seen(pilot)


async def test_a_remembered_filter_can_be_typed_on(start: Start) -> None:
    async with start().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "2", "slash")
        await write(pilot, "fin")
        await press(pilot, "enter")
    async with start().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "slash", "backspace", "backspace", "backspace")
        await write(pilot, "log")
        await press(pilot, "enter")
        assert "Logistics" in seen(pilot)
        assert "Finance" not in seen(pilot)


async def test_a_configured_place_goes_before_the_last_one(start: Start) -> None:
    async with start().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4")
    async with start(start_place="services").run_test(size=(80, 24)) as pilot:
        await started(pilot)
        assert "3 SERVICES" in seen(pilot)
        await press(pilot, "2")
        assert ">Finance" in seen(pilot)


async def test_nothing_is_kept_when_the_configuration_says_so(start: Start, tmp_path: Path) -> None:
    async with start(remember=False).run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "2", "slash")
        await write(pilot, "logi")
        await press(pilot, "enter", "5")
    assert not (tmp_path / "state" / FILE).exists()


async def test_of_a_database_that_is_not_for_every_role_nothing_is_kept(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "5")
    assert "feedback" in (tmp_path / "state" / FILE).read_text(encoding="utf-8")
    monkeypatch.setattr("storage.engines.sqlite.SqliteBackend.unreadable", lambda *_: frozenset({"internal_note"}))
    async with start().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "2", "slash")
        await write(pilot, "payroll")
        await press(pilot, "enter")
    kept = (tmp_path / "state" / FILE).read_text(encoding="utf-8")
    assert "payroll" not in kept
    assert "feedback" not in kept


def test_a_sample_that_is_thrown_away_leaves_nothing_behind_but_a_kept_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    for keep, lasts in ((None, False), (str(tmp_path / "kept.db"), True)):
        opening = begun(None, Config(), {}, demo=True, keep=keep)["opening"]
        assert (opening.remembered.lasts, opening.own_memory.lasts) == (lasts, True)


@pytest.mark.parametrize(
    ("animation", "environment", "still"),
    [
        ("auto", {}, False),
        ("auto", {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, True),
        ("full", {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, False),
        ("none", {}, True),
    ],
)
async def test_nothing_moves_over_ssh_unless_it_is_asked_for(
    database: str, animation: str, environment: dict[str, str], still: bool
) -> None:
    settled = Config(animation=animation, remember=False)
    app = ItcrmApp(**begun(database, settled, environment, demo=False, keep=None), today=TODAY)
    assert (app.animation_level == "none") is still
