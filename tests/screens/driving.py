"""Driving the app in a test: press keys, wait for its workers, read what stands on the screen."""

import unicodedata

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from itcrm_tui.app import ItcrmApp
from tests.screens.under_way import UnderWay

SIZES = ((80, 24), (120, 40))
NAMED = {" ": "space", ".": "full_stop", ":": "colon", "\n": "enter"}


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, each after what the one before it began is done."""
    for key in keys:
        send(pilot, key)
        await settled(pilot)


async def write(pilot: Pilot[int], text: str) -> None:
    """Type a text."""
    for letter in text:
        send(pilot, NAMED.get(letter, letter))
        await UnderWay.watched.answered(pilot)
    await settled(pilot)


def send(pilot: Pilot[int], key: str) -> None:
    """Let a key arrive from the terminal."""
    driver = pilot.app._driver
    assert driver is not None
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        character: str | None = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        character = key if len(key) == 1 else None
    driver.send_message(Key(name, character))


async def started(pilot: Pilot[int]) -> None:
    """Wait until the database is open and the first list is there."""
    app = pilot.app
    assert isinstance(app, ItcrmApp)
    await app.ready.wait()
    await settled(pilot)


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nothing is under way that ends by itself; a form or a question waits for the person."""
    await UnderWay.watched.settled(pilot)


def seen(pilot: Pilot[int]) -> str:
    """Return the screen as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def burst(pilot: Pilot[int], *keys: str) -> None:
    """Let keys arrive all at once, as they do over a slow line."""
    for key in keys:
        pilot.app.post_message(Key({"/": "slash", ":": "colon"}.get(key, key), key if len(key) == 1 else None))
