"""Driving the app in a test: press keys, wait for its workers, read what stands on the screen."""

import contextlib

from textual.events import Key
from textual.pilot import Pilot
from textual.worker import WorkerError

from itcrm_tui.app import ItcrmApp

ASKING = ("form", "question", "start")
SIZES = ((80, 24), (120, 40))


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, each after what the one before it began is done."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def write(pilot: Pilot[int], text: str) -> None:
    """Type a text."""
    await pilot.press(*({" ": "space", ".": "full_stop", ":": "colon"}.get(letter, letter) for letter in text))
    await settled(pilot)


async def started(pilot: Pilot[int]) -> None:
    """Wait until the database is open and the first list is there."""
    app = pilot.app
    assert isinstance(app, ItcrmApp)
    await app.ready.wait()
    await settled(pilot)


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nothing is under way that ends by itself; a form or a question waits for the person."""
    for _ in range(3):
        await pilot.pause()
        for worker in [worker for worker in pilot.app.workers if worker.group not in ASKING]:
            with contextlib.suppress(WorkerError):
                await worker.wait()
        await pilot.pause()


def seen(pilot: Pilot[int]) -> str:
    """Return the screen as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def burst(pilot: Pilot[int], *keys: str) -> None:
    """Let keys arrive all at once, as they do over a slow line."""
    for key in keys:
        pilot.app.post_message(Key({"/": "slash", ":": "colon"}.get(key, key), key))
