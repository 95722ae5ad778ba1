"""What is read of the row under the cursor, below the list, and never of a row that the cursor has left."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from textual import on, work

from itcrm_tui.ids import RecordId
from screens.filtering import Filtering
from screens.rows import in_words
from widgets.keyset import Row
from widgets.list_messages import RowRested, RowsArrived
from widgets.reading_pane import Readable, ReadingPane


class Previewing(Filtering):
    """Mixed into places."""

    @property
    @abstractmethod
    def current(self) -> Row | None:
        """The row under the cursor."""

    @on(RowRested)
    @work(exclusive=True, group="preview")
    async def _follow(self, event: RowRested[Any]) -> None:
        if event.row is not None:
            self.show_preview(event.row, await self.preview(event.row))
        else:
            self._clear_preview()

    def show_preview(self, row: Row | None, sections: Sequence[Readable]) -> None:
        """Show what was read of a row, unless the cursor has gone to another meanwhile."""
        if self.is_under_cursor(row):
            self.query_one(ReadingPane).sections = sections

    def is_under_cursor(self, row: Row | None) -> bool:
        """Whether the cursor is still on a row; None stands for no row at all."""
        current = self.current
        return current is row if current is None or row is None else current.id == row.id

    @on(RowsArrived)
    def _clear_preview(self) -> None:
        if self.current is None:
            self.query_one(ReadingPane).sections = self.nothing_to_read()
            self.tell_unknown()

    def nothing_to_read(self) -> Sequence[Readable]:
        """Return what stands below a list without rows, which says of itself that it is empty."""
        return ()

    async def preview(self, row: Row) -> Sequence[Readable]:
        """Return what to show of the row under the list."""
        record_id, today = RecordId(row.id), self.host.today
        return await self.asked(lambda store: in_words(store, self.kind, record_id, today)) or []
