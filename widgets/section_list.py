"""A list of sections: headings, lines to read and rows of a table, with one cursor over all that can be acted on."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, Unpack

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from widgets.cells import Align, safe_fit
from widgets.keyset import Fetch, Key
from widgets.line_widget import CURSOR_SIGNS, Ground, Run
from widgets.list_keys import LIST_KEYS
from widgets.paged_table import GAP
from widgets.row_list import ListOptions, RowList

Cell = tuple[str, str]
"""Words, and the name of their style."""


class Part(Enum):
    """What a row of the list is."""

    GAP = "gap"
    HEAD = "head"
    LINE = "line"
    ITEM = "item"


@dataclass(frozen=True)
class Shape:
    """One column of a section: its title, its cells, and up to how many it may grow where there is room."""

    title: str
    width: int
    grows_to: int = 0
    align: Align = "left"


Shapes = tuple[Shape, ...]


@dataclass(frozen=True)
class SectionRow:
    """One row. `heading`: that of its section, or with `beside` what stands left of a line; `about`: what it is of."""

    id: str
    key: Key
    part: Part
    heading: str = ""
    cells: tuple[Cell, ...] = ()
    shapes: Shapes = ()
    beside: bool = False
    about: Any = None

    @property
    def stands(self) -> bool:
        """Whether the cursor may stand on it."""
        return self.part in (Part.LINE, Part.ITEM)


def fitted(shapes: Shapes, width: int) -> list[int]:
    """Return the widths of the columns that fit into `width` cells, from the left; the first one always fits."""
    widths = [shape.width for shape in shapes]
    while len(widths) > 1 and sum(widths) + GAP * (len(widths) - 1) > width:
        widths.pop()
    spare = width - sum(widths) - GAP * (len(widths) - 1)
    while spare > 0 and (growing := [at for at, cells in enumerate(widths) if cells < shapes[at].grows_to]):
        for at in growing[:spare]:
            widths[at] += 1
            spare -= 1
    return widths


class SectionList(RowList[SectionRow]):
    """Sections one below the other; the heading of the one in view stays in the first line."""

    class Resized(Message):
        """The list has another width, so that its lines want wrapping anew."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = LIST_KEYS

    def __init__(
        self, fetch: Fetch[SectionRow] | None = None, heading_width: int = 0, **options: Unpack[ListOptions]
    ) -> None:
        super().__init__(fetch, **options)
        self.heading_width = heading_width
        self._towards = 1
        self._widths: dict[Shapes, list[int]] = {}

    def head(self) -> tuple[Run, ...]:
        """Return the heading of the section at the top, once it has gone out of view."""
        top = self.window.visible[0] if self.window.visible else None
        if top is None or top.part is not Part.ITEM:
            return ()
        above = self.window.rows[: self.window.top]
        head = next((row for row in reversed(above) if row.part is Part.HEAD), top)
        return tuple(self._head_runs(head))

    def paint_row(self, row: SectionRow, part: int, ground: Ground, mark: str) -> Strip:
        """Return one row."""
        match row.part:
            case Part.GAP:
                return self.paint(())
            case Part.HEAD:
                return self.paint(self._head_runs(row))
            case Part.LINE:
                return self.paint(self._line_runs(row, ground), ground)
        return self.paint(self._item_runs(row, ground), ground)

    def _head_runs(self, row: SectionRow) -> Iterator[Run]:
        widths = self._widths_of(row.shapes)
        first = max(widths[0] if widths else self.size.width - 2, len(row.heading))
        yield " " + safe_fit(row.heading, min(first, self.size.width - 2)), "title"
        over = first - widths[0] if widths else 0
        for shape, width in zip(row.shapes[1:], widths[1:], strict=False):
            room, over = width - over, max(0, over - width - GAP)
            fits = room >= len(shape.title)
            yield " " * GAP + safe_fit(shape.title, room, shape.align) if fits else " " * (GAP + room), "muted"

    def _line_runs(self, row: SectionRow, ground: Ground) -> Iterator[Run]:
        words, style = row.cells[0] if row.cells else ("", "")
        yield CURSOR_SIGNS.get(ground, " "), ""
        beside = self.heading_width if row.beside else 0
        if beside:
            yield safe_fit(row.heading, beside - 1) + " ", "title"
        yield safe_fit(words, max(0, self.size.width - 2 - beside)), style

    def _item_runs(self, row: SectionRow, ground: Ground) -> Iterator[Run]:
        yield CURSOR_SIGNS.get(ground, " "), ""
        cells = zip(row.cells, row.shapes, self._widths_of(row.shapes), strict=False)
        for at, ((words, style), shape, width) in enumerate(cells):
            yield (" " * GAP if at else ""), ""
            yield safe_fit(words, width, shape.align), style

    def _widths_of(self, shapes: Shapes) -> list[int]:
        if shapes not in self._widths:
            self._widths[shapes] = fitted(shapes, self.size.width - 2)
        return self._widths[shapes]

    def on_resize(self, event: events.Resize) -> None:
        """Choose the columns that fit."""
        self._widths.clear()
        self.post_message(self.Resized())

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._towards = 1 if by > 0 else -1
        super().action_move(by)

    def action_page(self, halves: int) -> None:
        """Move cursor and view by half pages."""
        self._towards = 1 if halves > 0 else -1
        super().action_page(halves)

    def _go_on(self) -> None:
        """Let the cursor stand only where there is something to act on."""
        self._leave_ornaments()
        super()._go_on()

    def _leave_ornaments(self) -> None:
        for _ in range(2 * len(self.window.rows)):
            if self.current is None or self.current.stands:
                return
            at = self.window.cursor
            self.window.move(self._towards)
            if self.window.cursor == at:
                if self.window.request is not None:
                    return
                self._towards = -self._towards

    def on_focus(self) -> None:
        """Show that keys come here."""
        self.attend(has_cursor=True, has_keys=True)

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.attend(has_cursor=True, has_keys=False)
