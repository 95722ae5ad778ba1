"""A table over a list of any length: columns that come and go with the width, and a cursor."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Unpack

from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from widgets.cells import Align, safe_fit
from widgets.keyset import Fetch, RowT
from widgets.line_widget import Ground, Run
from widgets.list_keys import LIST_KEYS
from widgets.row_list import ListOptions, RowList

GAP = 2


@dataclass(frozen=True, kw_only=True)
class Column(Generic[RowT]):
    """One column: its title, its width in cells, and what it shows of a row.

    `grows_to`: takes a share of spare room, up to that many cells. `style`: a name of `STYLE_NAMES`, or None.
    `min_width`: the width of the table from which the column appears.
    """

    title: str
    width: int
    cell: Callable[[RowT], str]
    style: Callable[[RowT], str | None] | None = None
    align: Align = "left"
    grows_to: int = 0
    min_width: int = 0


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

    @property
    def columns(self) -> Sequence[Column[RowT]]:
        """The columns, from left to right."""
        return self._columns

    @columns.setter
    def columns(self, columns: Sequence[Column[RowT]]) -> None:
        self._columns = columns
        self._fitted = fitted(columns, self.size.width)
        self.repaint()

    def head(self) -> tuple[Run, ...]:
        """Return the titles."""
        titles = (safe_fit(column.title, width, column.align) for column, width in self._fitted)
        return ((" " + (" " * GAP).join(titles), "title"),)

    def paint_row(self, row: RowT, part: int, ground: Ground) -> Strip:
        """Return the row as one line."""
        return self.paint(self._cells(row, ground), ground)

    def _cells(self, row: RowT, ground: Ground) -> Iterator[Run]:
        yield ">" if ground else " ", ""
        for index, (column, width) in enumerate(self._fitted):
            if index:
                yield " " * GAP, ""
            style = column.style(row) if column.style else None
            yield safe_fit(column.cell(row), width, column.align), style or ""

    def on_resize(self, event: events.Resize) -> None:
        """Choose the columns that fit."""
        self._fitted = fitted(self._columns, self.size.width)

    def on_focus(self) -> None:
        """Show that keys come here."""
        self.attend(has_cursor=True, has_keys=True)

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.attend(has_cursor=True, has_keys=False)
