"""One column of a board: a heading, cards of two lines, and how many more there are."""

from dataclasses import dataclass
from typing import ClassVar, Unpack

from textual.reactive import reactive
from textual.strip import Strip

from itcrm_tui.text import safe
from widgets.cells import safe_fit
from widgets.keyset import Fetch, Key
from widgets.line_widget import CURSOR_SIGNS, Ground, Run
from widgets.row_list import ListOptions, RowList


@dataclass(frozen=True)
class Card:
    """A record on a board: its title, a detail in a style of `STYLE_NAMES`, and a sign that stays in sight."""

    id: str
    key: Key
    title: str
    detail: str
    style: str | None = None
    sign: str = ""


class BoardColumn(RowList[Card]):
    """Cards in one state. The board it stands on has the focus and moves its cursor."""

    ROW_LINES: ClassVar[int] = 2
    FOOT_LINES: ClassVar[int] = 1
    marked_by_click = True

    count: reactive[int | None] = reactive(None, repaint=False)
    """How many cards there are, where that is known without reading them all."""
    note: reactive[str] = reactive("", repaint=False)
    """Words at the right of the last line, such as "closed 38 >"; it goes before what else is out of sight."""

    def __init__(self, heading: str, fetch: Fetch[Card] | None = None, **options: Unpack[ListOptions]) -> None:
        options.setdefault("empty", "")
        super().__init__(fetch, **options)
        self.heading = heading

    def watch_count(self) -> None:
        """Show another count."""
        self._go_on()

    def watch_note(self) -> None:
        """Show another note."""
        self._go_on()

    def head(self) -> tuple[Run, ...]:
        """Return the heading and the count; the heading of an empty column carries the cursor."""
        lost = self._has_cursor and self.current is None
        total = self.count if self.count is not None else self.window.total
        name = safe(self.heading)
        counted = "" if total is None else f" {total:,}"
        style = "here" if self._has_cursor and self._has_keys else "title"
        return ((">" if lost else " ", style), (name, style), (counted, "muted"))

    def foot(self) -> tuple[Run, ...]:
        """Return what is out of sight, and the note."""
        said, room = self._out_of_sight(), self.size.width - 2
        while self.note and said and len("  ".join(said)) + 1 + len(self.note) > room:
            said.pop(0)
        words = "  ".join(said)
        room = max(0, room - len(words))
        return ((" ", ""), (words, "muted"), (safe_fit(self.note, room, "right"), "muted"))

    def _out_of_sight(self) -> list[str]:
        above, shown = self.window.above, len(self.window.visible)
        total = self.count if self.count is not None else self.window.total
        words = [f"{above:,} above"] if above else []
        if above is not None and total is not None:
            return [*words, f"{total - above - shown:,} more"] if total > above + shown else words
        at_end = self.window.at_end and self.window.top + shown == len(self.window.rows)
        return words if at_end or not shown else [*words, "more"]

    def paint_row(self, row: Card, part: int, ground: Ground, mark: str) -> Strip:
        """Return the title with a free cell at the right, or the detail below it."""
        room = self.size.width - 2
        if part == 0:
            cursor = CURSOR_SIGNS.get(ground, " ")
            sign = f"{row.sign} " if row.sign else ""
            title = safe_fit(row.title, room - len(mark) - len(sign))
            return self.paint(((cursor, ""), (mark, "here"), (sign, "risk"), (title, "")), ground)
        return self.paint((("  ", ""), (safe_fit(row.detail, room), row.style or "muted")), ground)
