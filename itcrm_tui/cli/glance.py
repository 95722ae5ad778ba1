"""What there is to know of something in at most 24 lines: what an engineer reads over SSH while somebody waits."""

import shutil
import sys
from collections.abc import Sequence

from itcrm_tui.cli.printing import cut
from itcrm_tui.domain.wording import Section

MOST_LINES = 24
HEADING_CELLS = 10


def glance(title: Sequence[str], sections: Sequence[Section], below: str = "") -> list[str]:
    """Return headings and lines side by side; of the longest sections the last lines are counted, not shown."""
    room = MOST_LINES - len(title) - bool(below)
    shown = _fitted([len(section.lines) for section in sections], room)
    lines = [line for section, count in zip(sections, shown, strict=True) for line in _lines(section, count)]
    return [_in_one_line(line) for line in (*title, *lines[:room], *filter(None, [below]))]


def _fitted(wanted: list[int], room: int) -> list[int]:
    shown = list(wanted)
    while sum(shown) > room and max(shown) > 1:
        longest = max(range(len(shown)), key=lambda at: (shown[at], at))
        shown[longest] -= 1
    return shown


def _lines(section: Section, count: int) -> list[str]:
    rest = len(section.lines) - count
    lines = [line.strip() for line in section.lines[:count]]
    if rest and lines:
        lines[-1] += f"   +{rest} more"
    headings = [section.heading, *[""] * len(lines)]
    return [f"{heading:<{HEADING_CELLS}}{line}" for heading, line in zip(headings, lines, strict=False)]


def _in_one_line(line: str) -> str:
    """Return a line that does not go over two at a terminal; in a file or a pipe it stays whole."""
    return cut(line, shutil.get_terminal_size().columns) if sys.stdout.isatty() else line
