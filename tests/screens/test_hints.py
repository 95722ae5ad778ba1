"""Footer and help tell what the registry says, and what they tell works."""

import pytest

from itcrm_tui.key_names import shown
from itcrm_tui.keys import BY_ID
from screens.commands import active_ids
from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, started
from widgets.bottom_line import BottomLine

SCREENS = {
    "clients": (),
    "record": ("enter",),
    "services": ("3",),
    "board": ("4",),
    "feedback": ("5",),
    "history": ("H",),
    "help": ("question_mark",),
    "form": ("escape", "escape", "e"),
}


SAID_IN_WORDS = ("data.undo", "data.redo")
"""Of these the help tells what they would take back."""


async def test_every_hint_names_a_registered_key_that_works_there(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        for name, keys in SCREENS.items():
            await press(pilot, *keys)
            screen = pilot.app.screen
            working = {shown(key) for one in active_ids(screen) for key in BY_ID[one].keys}
            bar = screen.query_one(BottomLine)
            told = {word for hint in (*bar.hints, bar.help_hint) for word in hint.key.split()}
            assert told - working - {"Enter", "ctrl+g"} == set(), name
            for hint in (*bar.hints, bar.help_hint):
                action = hint.action.partition("(")[0]
                owners = (screen, pilot.app, screen.focused)
                assert not action or any(hasattr(one, f"action_{action}") for one in owners), (name, hint)


async def test_help_tells_every_action_once_those_that_work_here_first(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 200)) as pilot:
        await started(pilot)
        active = active_ids(pilot.app.screen)
        await press(pilot, "question_mark")
        text = " ".join(seen(pilot).split())
        here, elsewhere = text.split("WORKS ELSEWHERE, OR BY THE PALETTE")
        for action in BY_ID.values():
            if action.id in SAID_IN_WORDS:
                continue
            sentence = " ".join(action.help.split())
            assert (sentence in here, sentence in elsewhere) == (action.id in active, action.id not in active), action


async def test_help_that_is_taller_than_the_screen_scrolls_by_keys(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "question_mark")
        first = seen(pilot)
        assert "WORKS HERE" in first
        assert "FORMS" not in first
        await press(pilot, "G")
        assert "FORMS" in seen(pilot)
        await press(pilot, "k", "k", "pageup", "ctrl+u", "g")
        assert seen(pilot) == first
        await press(pilot, "pagedown")
        assert "WORKS HERE" not in seen(pilot)
        await press(pilot, "q")
        assert "2 CLIENTS" in seen(pilot)


@pytest.mark.parametrize(
    ("keys", "told", "untold"),
    [
        ((), {"Enter", "e"}, set()),
        (("slash", "n", "o", "b", "o", "d", "y"), {"Enter", "Esc"}, {"a", "e", "?"}),
        (("slash", "n", "o", "b", "o", "d", "y", "enter"), {"a", "/", "?"}, {"Enter", "e"}),
        (("3", "slash", "n", "o", "b", "o", "d", "y", "enter"), {"a", "/", "?"}, {"Enter", "tab", "u"}),
        (("3",), {"Enter", "tab", "u", "?"}, set()),
        (("tab",), {"j k", "Esc", "?"}, {"Enter", "e", "a"}),
        (("a",), {"Enter", "Esc"}, {"?"}),
        (("5", "e", "tab", "tab"), {"ctrl+s", "Esc"}, {"Enter"}),
        (("s",), {"Enter", "Esc"}, {"a"}),
    ],
)
async def test_the_bottom_line_tells_only_keys_that_do_something_now(
    keys: tuple[str, ...], told: set[str], untold: set[str], make_app: MakeApp
) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, *keys)
        shown_now = {hint.key for hint in pilot.app.screen.query_one(BottomLine).fitting}
        assert told <= shown_now
        assert not untold & shown_now
