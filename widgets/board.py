"""A board: columns of cards side by side, with one cursor that moves over all of them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from widgets.board_column import BoardColumn, Card
from widgets.list_keys import BOARD_KEYS
from widgets.list_messages import RowsArrived


class Board(Widget):
    """Columns that are one place for the keyboard: `h` and `l` change the column, list keys move within it."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = BOARD_KEYS
    DEFAULT_CSS = "Board { layout: horizontal; width: 1fr; height: 1fr; }"

    def __init__(
        self,
        columns: Sequence[BoardColumn],
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.columns = list(columns)
        self.column = self.columns[0]
        self._followed: str | None = None

    @property
    def current(self) -> Card | None:
        """The card under the cursor."""
        return self.column.current

    def compose(self) -> ComposeResult:
        """Put the columns side by side."""
        yield from self.columns

    def on_mount(self) -> None:
        """Give the cursor to the first column."""
        self._attend()

    def stand_in(self, column: BoardColumn) -> None:
        """Move the cursor to a column."""
        self.column = column
        self._attend()

    def reload(self, keep_id: str | None = None) -> None:
        """Ask again for every column; the cursor follows its card, or the card `keep_id`, to another column."""
        self._followed = keep_id or (self.current.id if self.current else None)
        for column in self.columns:
            column.reload(keep_id=self._followed)

    def action_turn(self, by: int) -> None:
        """Move the cursor to a neighbouring column, on the same height."""
        self._followed = None
        index = self.columns.index(self.column) + by
        if index in range(len(self.columns)):
            line = self.column.window.cursor - self.column.window.top
            beside = self.columns[index].window
            beside.point(min(beside.top + line, beside.top + max(0, len(beside.visible) - 1)))
            self.stand_in(self.columns[index])

    def action_move(self, by: int) -> None:
        """Move the cursor by cards."""
        self._followed = None
        self.column.action_move(by)

    def action_page(self, halves: int) -> None:
        """Move cursor and view by half pages."""
        self.column.action_page(halves)

    def action_jump(self, to_end: bool) -> None:
        """Move the cursor to the first or the last card of the column."""
        self.column.action_jump(to_end)

    def action_open(self) -> None:
        """Open the card under the cursor."""
        self.column.action_open()

    def on_rows_arrived(self, event: RowsArrived[Card]) -> None:
        """Follow a card to the column where it stands now."""
        column = event.control
        if self._followed and event.row and event.row.id == self._followed and isinstance(column, BoardColumn):
            self._followed = None
            self.stand_in(column)

    def on_click(self, event: events.Click) -> None:
        """Take the cursor to the column that was clicked."""
        if isinstance(event.widget, BoardColumn):
            self.stand_in(event.widget)

    def on_focus(self) -> None:
        """Show that keys come here."""
        self._attend()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self._attend()

    def _attend(self) -> None:
        for column in self.columns:
            column.attend(column is self.column, self.has_focus)
