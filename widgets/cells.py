"""Text measured in terminal cells: cut or padded to a width, and wrapped."""

from collections.abc import Iterator
from typing import Literal

from rich.cells import cell_len, chop_cells, set_cell_size

from itcrm_tui.text import safe

Align = Literal["left", "right"]

CUT = "~"
"""The last cell of a text that goes on beyond its width."""

_CHARACTERS_PER_CELL = 4


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

    A line that fits keeps its spaces; a word too long for a line is chopped; an empty text is one empty line.
    """
    if cell_len(text) <= width:
        return [text]
    return list(_broken(text, max(2, width)))


def _broken(text: str, width: int) -> Iterator[str]:
    indent = text[: len(text) - len(text.lstrip(" "))][: min(width // 2, width - 2)]
    line, room = indent, width - len(indent)
    for word in _pieces(text.split(), width - len(indent)):
        needed = cell_len(word)
        if line == indent:
            line, room = line + word, room - needed
        elif needed < room:
            line, room = f"{line} {word}", room - needed - 1
        else:
            yield line
            line, room = indent + word, width - len(indent) - needed
    yield line


def _pieces(words: list[str], width: int) -> Iterator[str]:
    for word in words:
        yield from [word] if cell_len(word) <= width else chop_cells(word, width)
