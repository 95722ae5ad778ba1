"""A table over a list of any length: columns that come and go with the width, and a cursor."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, Generic, Literal, NamedTuple, Unpack

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from widgets.cells import Align, safe_fit
from widgets.keyset import Fetch, RowT
from widgets.line_widget import CURSOR_SIGNS, Ground, Run
from widgets.list_keys import LIST_KEYS
from widgets.row_list import ListOptions, RowList

GAP = 2
UP, DOWN = "^", "v"
"""Beside the title of the column by which the list is sorted: from the smallest on, or from the greatest."""


def as_it_is(words: str, _: int) -> str:
    """Return words that have no shorter form."""
    return words


class Column(NamedTuple, Generic[RowT]):
    """One column: its title, its width in cells, and what it shows of a row.

    `grows_to`: takes a share of spare room, up to that many cells. `style`: a name of `STYLE_NAMES`, or None.
    `min_width`: the width of the table from which the column appears.
    `name`: what it is known by; `sorts`: the way round in which one usually sorts by it, nothing where one cannot.
    `optional`: it is shown only where somebody has chosen it. `shorter`: says what is too long in fewer cells.
    `cell_in`: what it shows of a row in so many cells, where that hangs on more than its own words.
    """

    title: str
    width: int
    cell: Callable[[RowT], str]
    style: Callable[[RowT], str | None] | None = None
    align: Align = "left"
    grows_to: int = 0
    min_width: int = 0
    name: str = ""
    sorts: Literal["", "up", "down"] = "up"
    optional: bool = False
    shorter: Callable[[str, int], str] = as_it_is
    cell_in: Callable[[RowT, int], str] | None = None

    def words(self, row: RowT, width: int) -> str:
        """Return what it shows of a row in so many cells, or what is to be cut to them."""
        return self.cell_in(row, width) if self.cell_in else self.shorter(self.cell(row), width)


def fitted(columns: Sequence[Column[RowT]], width: int) -> list[tuple[Column[RowT], int]]:
    """Return the columns that a table of `width` cells shows, each with its width; the first one always."""
    shown = [column for column in columns if column.min_width <= width]
    while len(shown) > 1 and _needed(shown) > width:
        shown.pop()
    widths = [column.width for column in shown]
    spare = width - _needed(shown)
    growing = [index for index, column in enumerate(shown) if column.grows_to > column.width]
    while spare > 0 and growing:
        for index in growing[:spare]:
            widths[index] += 1
            spare -= 1
        growing = [index for index in growing if widths[index] < shown[index].grows_to]
    return list(zip(shown, widths, strict=True))


def _needed(columns: Sequence[Column[Any]]) -> int:
    """Cells for the cursor, the columns, the gaps between them, and one free at the right."""
    return 2 + sum(column.width for column in columns) + GAP * (len(columns) - 1)


class HeadClicked(Message):
    """The title of a column was clicked."""

    def __init__(self, column: Column[Any]) -> None:
        super().__init__()
        self.column = column


class PagedTable(RowList[RowT]):
    """Rows of a keyset list under a line of titles. Tells with the messages of `list_messages`."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = LIST_KEYS

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        fetch: Fetch[RowT] | None = None,
        **options: Unpack[ListOptions],
    ) -> None:
        super().__init__(fetch, **options)
        self._columns = columns
        self._fitted: list[tuple[Column[RowT], int]] = []
        self.sorted_by: tuple[str, bool] | None = None
        """By which column the list is sorted, and whether downwards; None in its own order."""

    @property
    def columns(self) -> Sequence[Column[RowT]]:
        """The columns, from left to right."""
        return self._columns

    @columns.setter
    def columns(self, columns: Sequence[Column[RowT]]) -> None:
        self._columns = columns
        self._fitted = fitted(columns, self.size.width)
        self.repaint()

    @property
    def in_sight(self) -> list[Column[RowT]]:
        """The columns that there is room for."""
        return [column for column, _ in self._fitted]

    def head(self) -> tuple[Run, ...]:
        """Return the titles."""
        marking = " " if self.marks or self.marking_range else ""
        return ((marking + "".join(self._title(column, width) for column, width in self._fitted), "title"),)

    def _title(self, column: Column[RowT], width: int) -> str:
        """Return a title with half a gap on both sides; the sign of the order stands in the one at its end."""
        sign = ""
        if self.sorted_by is not None and self.sorted_by[0] == column.name:
            sign = DOWN if self.sorted_by[1] else UP
        if column.align == "left":
            return " " + safe_fit(column.title + sign, width + 1)
        return safe_fit(sign + column.title, width + 1, "right") + " "

    def paint_row(self, row: RowT, part: int, ground: Ground, mark: str) -> Strip:
        """Return the row as one line; a mark takes the cell that is free at the right."""
        return self.paint(self._cells(row, ground, mark), ground)

    def _cells(self, row: RowT, ground: Ground, mark: str) -> Iterator[Run]:
        yield CURSOR_SIGNS.get(ground, " "), ""
        yield mark, "here"
        for index, (column, width) in enumerate(self._fitted):
            if index:
                yield " " * GAP, ""
            style = column.style(row) if column.style else None
            yield safe_fit(column.words(row, width), width, column.align), style or ""

    def on_click(self, event: events.Click) -> None:
        """Tell whose title is under the mouse."""
        at = event.get_content_offset(self)
        end = 1 if self.marks or self.marking_range else 0
        for column, width in self._fitted if at is not None and at.y == 0 else ():
            end += width + GAP
            if at is not None and at.x < end:
                self.post_message(HeadClicked(column))
                return

    def on_resize(self, event: events.Resize) -> None:
        """Choose the columns that fit."""
        self._fitted = fitted(self._columns, self.size.width)

    def on_focus(self) -> None:
        """Show that keys come here."""
        self.attend(has_cursor=True, has_keys=True)

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.attend(has_cursor=True, has_keys=False)
