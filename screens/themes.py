"""The looks of the app: a dark and a light one, a pair that is safe for colour-blind eyes, and what else is named."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from textual.theme import Theme

LEGIBLE = {"text-disabled": "auto 62%"}
"""Examples in empty fields are there to be read; as Textual has them, they are too faint for that."""


def _as_text(**colours: str) -> dict[str, str]:
    """Keep colours of text as they are given; Textual would tint them, and bring those together that lie apart."""
    return {f"text-{name}": colour for name, colour in colours.items()}


DARK = Theme(
    name="itcrm-dark",
    primary="#5F8FBF",
    secondary="#8FA3B0",
    accent="#7DB7E8",
    warning="#E39A4B",
    error="#EE7373",
    success="#82B97C",
    foreground="#D5D9DC",
    background="#14181B",
    surface="#1A1F23",
    panel="#222930",
    dark=True,
    variables=LEGIBLE,
)

LIGHT = Theme(
    name="itcrm-light",
    primary="#2C5F8A",
    secondary="#4F6472",
    accent="#1F5FA8",
    warning="#A85400",
    error="#B3261E",
    success="#2F6B2B",
    foreground="#1E2428",
    background="#FAFAF7",
    surface="#F2F2EE",
    panel="#E6E7E2",
    dark=False,
    variables=LEGIBLE,
)

SAFE_DARK = Theme(
    name="itcrm-safe-dark",
    primary="#4C8FD6",
    secondary="#9AA7B0",
    accent="#6FA8DC",
    warning="#BEB118",
    error="#FE9380",
    success="#5DBAF0",
    foreground="#D5D9DC",
    background="#14181B",
    surface="#1A1F23",
    panel="#222930",
    dark=True,
    variables=LEGIBLE | _as_text(accent="#FFFFFF", warning="#BEB118", error="#FE9380", success="#5DBAF0"),
)

SAFE_LIGHT = Theme(
    name="itcrm-safe-light",
    primary="#2F507D",
    secondary="#4F6472",
    accent="#3A6EA5",
    warning="#4B412F",
    error="#923A03",
    success="#2F537A",
    foreground="#1E2428",
    background="#FAFAF7",
    surface="#F2F2EE",
    panel="#E6E7E2",
    dark=False,
    variables=LEGIBLE | _as_text(accent="#07040C", warning="#4B412F", error="#923A03", success="#2F537A"),
)

THEMES = (DARK, LIGHT, SAFE_DARK, SAFE_LIGHT)
WORDS = {
    "itcrm-dark": "quiet, on a dark ground",
    "itcrm-light": "quiet, on a light ground",
    "itcrm-safe-dark": "for colour-blind eyes, dark",
    "itcrm-safe-light": "for colour-blind eyes, light",
    "ansi-dark": "the terminal's own colours, dark",
    "ansi-light": "the terminal's own colours, light",
}
"""What there is to choose first, and what each is like."""

BARE = "ansi-dark"
"""What is worn where colours are off."""

SCROLLBARS = """
VerticalScroll, OptionList, TextArea {
    scrollbar-size-vertical: 1;
    scrollbar-color: $foreground 30%;
    scrollbar-background: $surface;
    scrollbar-background-hover: $surface;
    scrollbar-background-active: $surface;
}
"""
"""One cell wide and quiet: a place in a list, not a pillar beside it."""

COLOURLESS = """
App:nocolor OptionList > .option-list--option-highlighted { text-style: bold underline; }
App:nocolor LineWidget > .line--cursor { text-style: bold reverse; }
App:nocolor RadioSet:focus > .-selected > .toggle--label { text-style: bold underline; }
App:nocolor .input--cursor { text-style: reverse; }
App:nocolor .input--selection { text-style: underline; }
App:nocolor .text-area--cursor { text-style: reverse; }
App:nocolor .text-area--selection { text-style: underline; }
App:nocolor Button:focus { text-style: bold underline; }
"""
"""What else shows where one is, where colours are off; Textual's own widgets know no reverse."""


class Look(NamedTuple):
    """A theme to begin with, and what was wrong with the one that was asked for."""

    theme: Theme
    trouble: str = ""


def colours_are_off(environment: Mapping[str, str]) -> bool:
    """Whether NO_COLOR asks for no colours; set to nothing it does not count, as no-color.org has it."""
    return bool(environment.get("NO_COLOR"))


def look(name: str, configuration: Path, environment: Mapping[str, str]) -> Look:
    """Return the theme to begin with: the named one, else our own; without colours the terminal's."""
    if colours_are_off(environment):
        return Look(_built_in(BARE) or DARK)
    if not name:
        return Look(DARK)
    if found := next((theme for theme in THEMES if theme.name == name), None) or _built_in(name):
        return Look(found)
    from screens.theme_files import ThemeError, folder_beside, theme_in

    try:
        return Look(theme_in(folder_beside(configuration), name, names()))
    except ThemeError as error:
        return Look(DARK, str(error))


def names() -> Iterator[str]:
    """Yield the names of all themes that the program brings, our own first."""
    from textual.theme import BUILTIN_THEMES

    yield from WORDS
    yield from (name for name in BUILTIN_THEMES if name not in WORDS)


def _built_in(name: str) -> Theme | None:
    from textual.theme import BUILTIN_THEMES

    return BUILTIN_THEMES.get(name)
