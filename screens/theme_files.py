"""Themes of a person's own: TOML files in the folder `themes` beside the configuration."""

import dataclasses
import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from textual.color import Color, ColorParseError
from textual.theme import Theme

from itcrm_tui.text import safe
from screens.theme_variables import wrong_variables

_COLOURS = ("primary", "secondary", "warning", "error", "success", "accent", "foreground")
_GROUNDS = ("background", "surface", "panel", "boost")
_FIELDS = {field.name for field in dataclasses.fields(Theme)} - {"name", "ansi"}


class ThemeError(Exception):
    """There is no such theme, or its file cannot be used; the message is a sentence."""


def folder_beside(configuration: Path) -> Path:
    """Return the folder of themes that belongs to a configuration file."""
    return configuration.parent / "themes"


def theme_in(folder: Path, name: str, known: Iterable[str] = ()) -> Theme:
    """Return the theme in `NAME.toml`. Raises ThemeError, which suggests one of the `known` names where it is close."""
    import tomllib

    file = folder / f"{name}.toml"
    try:
        if file.parent != folder:
            raise FileNotFoundError
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        like = difflib.get_close_matches(name, [*known, *_names(folder)], n=1)
        meant = f"did you mean {like[0]}?" if like else f"it would be in {file}."
        raise ThemeError(f"There is no theme “{safe(name)}”; {meant}") from None
    except OSError as error:
        raise ThemeError(f"The theme {file} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise ThemeError(f"The theme {file} is not TOML: {safe(str(error))}.") from None
    for problem in _problems(found):
        raise ThemeError(f"The theme {file} cannot be used: {problem}.")
    return Theme(name=name, **{"dark": True, **found})


def themes_in(folder: Path) -> tuple[list[Theme], list[str]]:
    """Return all themes of a folder, by name, and a sentence for each that cannot be used."""
    themes, wrong = [], []
    for name in _names(folder):
        try:
            themes.append(theme_in(folder, name))
        except ThemeError as error:
            wrong.append(str(error))
    return themes, wrong


def _names(folder: Path) -> list[str]:
    try:
        return sorted(file.stem for file in folder.glob("*.toml"))
    except OSError:
        return []


def _problems(found: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a theme, without a full stop."""
    if "primary" not in found:
        yield "it names no primary colour"
    for name, value in found.items():
        if name not in _FIELDS:
            like = difflib.get_close_matches(name, _FIELDS, n=1)
            yield f"there is no “{safe(name)}” in a theme" + (f"; did you mean {like[0]}" if like else "")
        elif name in (*_COLOURS, *_GROUNDS):
            if not _is_colour(value):
                yield f"{name} has to be a colour such as #5F8FBF"
        elif problem := _other(name, value):
            yield problem
        elif name == "variables":
            yield from wrong_variables(value)


def _other(name: str, value: Any) -> str | None:
    match name:
        case "dark":
            return None if isinstance(value, bool) else "dark has to be true or false"
        case "variables":
            fine = isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
            return None if fine else "variables has to be a table of texts"
        case _:
            fine = isinstance(value, int | float) and 0 <= value <= 1
            return None if fine else f"{name} has to be a number from 0 to 1"


def _is_colour(value: Any) -> bool:
    try:
        return isinstance(value, str) and Color.parse(value).ansi is None
    except ColorParseError:
        return False
