"""Text measured in terminal cells: cut or padded to a width, and wrapped."""

import re
from collections.abc import Iterator
from typing import Literal

from rich.cells import cell_len, chop_cells, set_cell_size

from itcrm_tui.text import safe

Align = Literal["left", "right"]

CUT = "~"
"""The last cell of a text that goes on beyond its width."""

WIDEST_GAP = 2
"""Blanks that are kept between words of a line that is broken: two part what is no one sentence."""

_CHARACTERS_PER_CELL = 4
_WORD = re.compile(r"(\s*)(\S+)")


def fit(text: str, width: int, align: Align = "left") -> str:
    """Return `text` in exactly `width` cells: padded, or cut with a last `CUT`. The text must be safe."""
    beginning = text[: width * _CHARACTERS_PER_CELL + 1]
    cells = len(beginning) if beginning.isascii() else cell_len(beginning)
    if cells > width or len(beginning) < len(text):
        return set_cell_size(beginning, width - 1) + CUT if width > 0 else ""
    space = " " * (width - cells)
    return space + beginning if align == "right" else beginning + space


def safe_fit(text: str, width: int, align: Align = "left") -> str:
    """Return any text from outside, made safe, in exactly `width` cells, however long it is."""
    return fit(safe(text[: width * _CHARACTERS_PER_CELL + 2]), width, align)


def wrap(text: str, width: int) -> list[str]:
    """Return one line of safe text as lines of at most `width` cells (two at least), broken between words.

    A line that fits keeps its spaces, a broken one at most `WIDEST_GAP` between words. A word too long for a line is
    chopped; an empty text is one empty line.
    """
    if cell_len(text) <= width:
        return [text]
    return list(_broken(text, max(2, width)))


def few(lines: list[str], width: int, most: int, *, to_the_end: bool = False) -> list[str]:
    """Return at most so many of the lines, with a `CUT` where others are left out: at the end, or before the last."""
    if len(lines) <= most:
        return lines
    last = lines[-1:] if to_the_end and most > 1 else []
    begun = lines[: most - len(last)]
    return [*begun[:-1], fit(begun[-1] + CUT, width).rstrip(), *last]


def _broken(text: str, width: int) -> Iterator[str]:
    indent = text[: len(text) - len(text.lstrip(" "))][: min(width // 2, width - 2)]
    line, room = indent, width - len(indent)
    for gap, word in _pieces(text, width - len(indent)):
        needed = cell_len(word)
        if line == indent:
            line, room = line + word, room - needed
        elif needed + gap <= room:
            line, room = f"{line}{' ' * gap}{word}", room - needed - gap
        else:
            yield line
            line, room = indent + word, width - len(indent) - needed
    yield line


def _pieces(text: str, width: int) -> Iterator[tuple[int, str]]:
    """Yield the words, each with the blanks before it; of a word too long for a line, what fits into one."""
    for found in _WORD.finditer(text):
        gap, word = min(len(found[1]), WIDEST_GAP), found[2]
        if cell_len(word) <= width:
            yield gap, word
        else:
            yield from ((gap, piece) for piece in chop_cells(word, width))
