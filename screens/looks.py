"""Changing the look while the app runs, and keeping the one that was chosen in the configuration file."""

import asyncio
import os
from typing import TYPE_CHECKING

from itcrm_tui import config, paths
from screens.themes import THEMES, WORDS, colours_are_off, names

if TYPE_CHECKING:
    from textual.theme import Theme

    from screens.anywhere import Anywhere

OFF = "NO_COLOR is set: every theme looks the same. Start without it to choose."


async def choose_look(app: "Anywhere") -> None:
    """Let the person choose a theme, and keep it."""
    from screens.theme_chooser import ThemeChooser

    if colours_are_off(os.environ):
        app.tell(OFF)
        return
    brought = tuple(names())
    own, wrong = await asyncio.to_thread(_own_themes)
    themes = [*_brought(app, brought), *(theme for theme in own if theme.name not in brought)]
    chosen = await app.push_screen_wait(ThemeChooser(themes, app.theme, frozenset(brought), wrong))
    if chosen is not None:
        app.wear(chosen)
        app.tell(await asyncio.to_thread(_keep, chosen.name))


def _own_themes() -> "tuple[list[Theme], list[str]]":
    from screens.theme_files import folder_beside, themes_in

    return themes_in(folder_beside(paths.config_file()))


def _brought(app: "Anywhere", known: tuple[str, ...]) -> "list[Theme]":
    """Return the themes that the program brings, our own first."""
    ours = {theme.name: theme for theme in THEMES}
    found = (ours.get(name) or app.get_theme(name) for name in known)
    return [theme for theme in found if theme is not None]


def _keep(name: str) -> str:
    """Write the name into the configuration; return what to say of it."""
    file = paths.config_file()
    try:
        config.put(file, "theme", name)
    except config.ConfigError:
        return f'Worn for now. To keep it, write theme = "{name}" into {file}.'
    except OSError as error:
        return f"Worn for now, but not kept: {error.strerror}, {file}."
    return f"Wearing {name}{', ' + WORDS[name] if name in WORDS else ''}; kept for the next start."
