"""Plain text and JSON on standard output: aligned, without lines or colours, safe whatever the data holds."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import Any

from itcrm_tui.domain.wording import Section
from itcrm_tui.text import safe, safe_lines

GAP = 2
NARROWEST = 8
WIDEST = 60
CUT = "~"


def print_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int] = (), *, in_text: bool = False
) -> None:
    """Print rows under a header.

    On a terminal cells are cut to its width, marked with `CUT`. A file or a pipe gets them whole; there one longer
    than `WIDEST` puts only its own row out of line. `in_text`: it stands a step in under a heading, whole anywhere.
    """
    numbers, is_cut = set(right), sys.stdout.isatty() and not in_text
    lines = [[safe(cell) for cell in row] for row in (header, *rows)]
    widths = [max(width(row[at]) for row in lines) for at in range(len(header))]
    widths = _fitted(widths) if is_cut else [min(cells, WIDEST) for cells in widths]
    for row in lines:
        cells = (cut(cell, widths[at]) for at, cell in enumerate(row)) if is_cut else row
        step = [""] if in_text else []
        print_line(*step, *(padded(cell, widths[at], right=at in numbers) for at, cell in enumerate(cells)))


def print_line(*cells: str) -> None:
    """Print cells, already padded, without blanks at the end."""
    sys.stdout.write((" " * GAP).join(cells).rstrip() + "\n")


def print_pieces(pieces: Iterable[str]) -> None:
    """Print data for another program as it is; to a terminal, made safe to show."""
    at_a_terminal = sys.stdout.isatty()
    sys.stdout.writelines(safe_lines(piece) if at_a_terminal else piece for piece in pieces)


def print_text(text: str) -> None:
    """Print any text, line by line, made safe."""
    sys.stdout.write(safe_lines(text) + "\n")


def print_pairs(pairs: Iterable[tuple[str, str]]) -> None:
    """Print labels with their values beside them."""
    known = [(safe(label), safe_lines(value).split("\n")) for label, value in pairs]
    widest = max((width(label) for label, _ in known), default=0)
    for label, lines in known:
        for at, line in enumerate(lines):
            print_line(padded("" if at else label, widest), line)


def print_sections(sections: Iterable[Section], indent: int = 0) -> None:
    """Print headings with their lines under them, parted by blank lines."""
    for section in sections:
        lines = [section.heading, *(f"  {line}" for line in section.lines)]
        print_text("\n".join(["", *(" " * indent + line for line in lines)]))


def print_json(**content: Any) -> None:
    """Print a versioned JSON object; to a terminal, made safe to show."""
    print_pieces([json.dumps({"version": 1, **content}, ensure_ascii=False, indent=2), "\n"])


@contextmanager
def done(what: str) -> Iterator[None]:
    """Print in this block what was done. Raises UntoldError, which says that it is done all the same."""
    from itcrm_tui.cli.explaining import UntoldError

    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UntoldError(f"It is saved, but could not be printed ({error.strerror}). {what}") from None


def tell(sentence: str) -> None:
    """Tell the person something that is not the result."""
    sys.stderr.write(f"{safe(sentence)}\n")


def width(text: str) -> int:
    """Return how many cells a terminal takes for a safe text."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """Return a safe text in at least so many cells."""
    space = " " * (cells - width(text))
    return space + text if right else text + space


def cut(text: str, cells: int) -> str:
    """Return a safe text in at most so many cells; one that is longer ends in `CUT`."""
    if width(text) <= cells:
        return text
    ends = accumulate(map(_cells, text))
    return "".join(char for char, end in zip(text, ends) if end < cells) + CUT


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _fitted(widths: list[int]) -> list[int]:
    """Return the widths of columns, the widest narrowed until all fit on the terminal."""
    room = shutil.get_terminal_size().columns - GAP * (len(widths) - 1)
    widths = [min(cells, max(room, NARROWEST)) for cells in widths]
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths
