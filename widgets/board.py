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
from widgets.markable import Markable
from widgets.marks import Marks


class Board(Markable, Widget):
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
        self.seeking = False
        """Whether the cursor leaves a column that turns out to be empty, as after a filter."""
        self.marks = Marks()
        for column in self.columns:
            column.marks = self.marks

    @property
    def parts(self) -> Sequence[BoardColumn]:
        """The columns."""
        return self.columns

    @property
    def part(self) -> BoardColumn:
        """The column with the cursor."""
        return self.column

    @property
    def current(self) -> Card | None:
        """The card under the cursor."""
        return self.column.current

    def compose(self) -> ComposeResult:
        """Put the columns side by side."""
        yield from self.columns

    def on_mount(self) -> None:
        """Give the cursor to the first column, and keep saying which columns are out of sight."""
        self._attend()
        self.watch(self, "scroll_x", self._note_beyond, init=False)
        for column in self.columns:
            self.watch(column, "count", self._note_beyond, init=False)

    def on_resize(self) -> None:
        """Keep the cursor in sight, and say which columns are out of sight now."""
        # Another width is laid out twice: what it makes of the columns is known only the second time.
        self.call_after_refresh(self._show_column)
        self.call_after_refresh(self._note_beyond)

    def in_sight(self) -> list[BoardColumn]:
        """Return the columns that are shown, whole or in part."""
        start, end = self.scroll_x, self.scroll_x + self.size.width
        places = [(column, column.virtual_region) for column in self.columns]
        return [column for column, place in places if place.right > start and place.x < end]

    def _note_beyond(self) -> None:
        shown = self.in_sight()
        for column in self.columns:
            column.note = ""
        if shown:
            first, last = self.columns.index(shown[0]), self.columns.index(shown[-1])
            shown[0].note = _beyond(self.columns[:first], "< {}")
            right = _beyond(self.columns[last + 1 :], "{} >")
            shown[-1].note = "  ".join(filter(None, (shown[-1].note, right)))

    def stand_in(self, column: BoardColumn) -> None:
        """Move the cursor to a column, and show it."""
        self.column = column
        self._attend()
        self._show_column()

    def _show_column(self) -> None:
        self.call_after_refresh(self._scroll_to_column)

    def _scroll_to_column(self) -> None:
        place = self.column.virtual_region
        if place.x < self.scroll_x or place.right > self.scroll_x + self.size.width:
            self.column.scroll_visible(animate=False, force=True)

    def reload(self, keep_id: str | None = None) -> None:
        """Ask again for every column; the cursor follows its card, or the card `keep_id`, to another column."""
        self.follow(keep_id or (self.current.id if self.current else None))
        for column in self.columns:
            column.reload(keep_id=self._followed)

    @property
    def followed(self) -> str | None:
        """The card to which the cursor goes as soon as it arrives."""
        return self._followed

    def follow(self, card_id: str | None) -> None:
        """Let the cursor go to a card as soon as it arrives, in whatever column that is."""
        self._followed = card_id

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
        """Follow a card to where it stands now; go to where cards are when none is in sight, or one is sought."""
        column = event.control
        if self._followed and event.row and event.row.id == self._followed and isinstance(column, BoardColumn):
            self._followed = None
            self.stand_in(column)
        waiting = [one for one in self.columns if one.window.request]
        out_of_sight = not any(one.window.rows or one in waiting for one in self.in_sight())
        if out_of_sight or (self.seeking and not waiting):
            self.seeking = False
            if not self.column.window.rows:
                here = self.columns.index(self.column)
                near = sorted(self.columns, key=lambda one: abs(self.columns.index(one) - here))
                self.stand_in(next((one for one in near if one.window.rows), self.column))
            self._show_column()

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


def _beyond(columns: Sequence[BoardColumn], pattern: str) -> str:
    """Return the names of columns that are out of sight, with their counts."""
    names = [one.heading.lower() + ("" if one.count is None else f" {one.count:,}") for one in columns]
    return pattern.format("  ".join(names)) if names else ""
