"""Driving the app over hostile texts, from scene to scene and back."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen

from itcrm_tui.app import ItcrmApp
from screens.question import Question
from tests.pictures.scenes import MEANWHILE, Begin, Scene
from tests.screens.driving import burst, settled, started
from tests.screens.hostile_look import harm
from widgets.board import Board

NAMED = {"/": "slash", ":": "colon", "?": "question_mark"}
MOST_STEPS = 12
GIVING_UP = ("leave without saving", "discard")


async def painted(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, and wait until all is painted that follows from each."""
    for key in keys:
        burst(pilot, key)
        await settled(pilot)
    await settled(pilot)


async def pasted(pilot: Pilot[int], text: str) -> None:
    """Paste a text where the keys are."""
    pilot.app.post_message(Paste(text))
    await painted(pilot)


async def play(pilot: Pilot[int], scene: Scene) -> None:
    """Go from the roster to a scene; what somebody else changes meanwhile in it stays as it is."""
    await painted(pilot, "2", "g")
    for one in shlex.split(scene.keys):
        if one.startswith("="):
            await pasted(pilot, one[1:])
        elif one != MEANWHILE:
            await painted(pilot, NAMED.get(one, one))


async def visited(app: ItcrmApp, size: tuple[int, int], scenes: Iterable[Scene]) -> set[type[Screen[object]]]:
    """Look at scenes one after the other, and return which screens they are."""
    been = set()
    async with app.run_test(size=size) as pilot:
        await started(pilot)
        for scene in (one for one in scenes if one.begin is Begin.SAMPLE):
            await play(pilot, scene)
            assert not harm(pilot), scene.name
            been.add(type(app.screen))
            await home(pilot)
    assert app.return_code in (None, 0)
    return been


async def home(pilot: Pilot[int]) -> None:
    """Go back to the roster, from whatever lies over it; what was typed is given up, and what was marked."""
    for _ in range(MOST_STEPS):
        over = pilot.app.screen
        if len(pilot.app.screen_stack) == 1:
            for board in over.query(Board):
                board.focus()
                board.stand_in(board.columns[0])
            await painted(pilot, "escape", "2", "escape", "escape")
            return
        answers = over.answers if isinstance(over, Question) else ()
        await painted(pilot, next((key for key, words in answers if words in GIVING_UP), "escape"))
    raise AssertionError(f"There is no way back from {pilot.app.screen!r}.")
