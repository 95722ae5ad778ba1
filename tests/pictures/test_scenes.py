"""No screen goes unseen: each has a scene."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from textual.screen import Screen

import screens
from tests.pictures.scenes import SCENES


def test_every_screen_has_a_scene() -> None:
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"screens.{module.name}")
    unseen = {one.__name__ for one in shown(Screen)} - {scene.screen for scene in SCENES}
    assert unseen == set(), "tests/pictures/scenes.py has no scene with them"


def shown(base: type[Any]) -> Iterator[type[Any]]:
    """Yield the screens of the program that nothing is derived from: others are parts of them."""
    for one in base.__subclasses__():
        if one.__module__.startswith("screens."):
            yield from shown(one)
            if not any(under.__module__.startswith("screens.") for under in one.__subclasses__()):
                yield one
        else:
            yield from shown(one)
