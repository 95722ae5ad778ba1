"""A place whose list is a table: the page of rows differs, everything else is the same."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widget import Widget

from itcrm_tui.ids import RecordId
from screens.place import Place
from widgets.keyset import Key, Row
from widgets.paged_table import Column, PagedTable

if TYPE_CHECKING:
    from itcrm_tui.workflows.lists import Span
    from storage.question import Question


class TablePlace(Place):
    """Rows of one kind, in columns."""

    EMPTY: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._listed: str | None = None

    @abstractmethod
    def columns(self) -> list[Column[Any]]:
        """Return the columns, the most important ones first."""

    @abstractmethod
    def page(self, words: str, span: "Span") -> Sequence[Row]:
        """Return a part of the rows that hold the words; called in a thread."""

    def find(self, record_id: str) -> Key | None:
        """Return where a record stands in the list; called in a thread."""
        from itcrm_tui.workflows.lists import place_by_name

        return place_by_name(self.store, self.KIND, RecordId(record_id))

    def compose_list(self) -> Widget:
        """Return the table."""
        return PagedTable(self.columns(), empty=self.EMPTY, id="listing")

    @property
    def table(self) -> PagedTable[Any]:
        """The table."""
        return self.query_one("#listing", PagedTable)

    @property
    def current(self) -> Any:
        """The row under the cursor."""
        return self.table.current

    def reload(self, keep_id: str | None = None) -> None:
        """Read the rows anew; with other words the table becomes another list."""
        self.table.empty = self.emptiness(self.EMPTY)
        if self._listed == self.words:
            self.table.reload(keep_id=keep_id)
            return
        self._listed = self.words
        question = self.ask_anew()
        self.table.reload(partial(self._rows, question, self.words), keep_id, partial(question.answer, self.find))

    def _rows(self, question: "Question", words: str, start: Key | None, backwards: bool, limit: int) -> Sequence[Row]:
        from itcrm_tui.workflows.lists import Span

        return question.answer(self.page, words, Span(start, backwards, limit))
