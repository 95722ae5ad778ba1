"""What lists and boards tell the screen they are on."""

from typing import Generic

from textual.message import Message
from textual.widget import Widget

from widgets.keyset import RowT


class ListMessage(Message, Generic[RowT]):
    """Something happened in the list `control`, with `row` under its cursor."""

    def __init__(self, sender: Widget, row: RowT | None) -> None:
        super().__init__()
        self._list = sender
        self.row = row

    @property
    def control(self) -> Widget:
        """The list it happened in; in a board, the column."""
        return self._list


class RowHighlighted(ListMessage[RowT]):
    """The cursor stands on another row, or the row under it has changed; None in an empty list."""


class RowRested(ListMessage[RowT]):
    """As `RowHighlighted`, once the cursor has rested: what a preview follows."""


class RowOpened(ListMessage[RowT]):
    """A row was opened, by key or by mouse."""


class MarkClicked(ListMessage[RowT]):
    """A row was clicked to be marked or unmarked; a range that has been begun ends there."""


class RowsArrived(ListMessage[RowT]):
    """The list has taken in an answer of its source."""


class FetchFailed(ListMessage[RowT]):
    """The source raised `error`; rows already at hand stay."""

    def __init__(self, sender: Widget, row: RowT | None, error: BaseException) -> None:
        super().__init__(sender, row)
        self.error = error
