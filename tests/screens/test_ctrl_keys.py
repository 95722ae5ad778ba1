"""The keys by which people leave or put away any program in a terminal."""

import pytest

from itcrm_tui.key_names import TAKEN
from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, started


async def test_ctrl_c_says_in_the_bottom_line_how_to_quit(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "ctrl+c")
        assert seen(pilot).splitlines()[-1].startswith(" Q quits.")
        assert "Do you want" not in seen(pilot)


OVER_IT = {
    "form": ("a", "x"),
    "chooser": ("s",),
    "help": ("question_mark",),
    "palette": ("colon",),
    "filter": ("slash", "x"),
}


@pytest.mark.parametrize("way", OVER_IT.values(), ids=OVER_IT)
async def test_ctrl_c_and_ctrl_z_reach_the_app_from_what_lies_over_it(
    way: tuple[str, ...], make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspended: list[bool] = []
    app = make_app()
    monkeypatch.setattr(app, "action_suspend_process", lambda: suspended.append(True))
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *way, "ctrl+z", "ctrl+c")
        assert suspended == [True]
        assert seen(pilot).splitlines()[-1].startswith(" ctrl+q quits.")


async def test_help_tells_what_the_keys_of_the_terminal_do(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 200)) as pilot:
        await started(pilot)
        await press(pilot, "question_mark")
        for key, does in TAKEN.items():
            assert any(line.split()[:1] == [key] and does[:20] in line for line in seen(pilot).splitlines())


async def test_ctrl_z_suspends(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    suspended: list[bool] = []
    app = make_app()
    monkeypatch.setattr(app, "action_suspend_process", lambda: suspended.append(True))
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "ctrl+z")
        assert suspended == [True]
