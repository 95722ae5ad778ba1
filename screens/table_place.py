"""A place whose list is a table: the page of rows differs, everything else is the same."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.widget import Widget

from itcrm_tui.ids import RecordId
from screens.list_with_text import idle_in
from screens.sorting import Sorting
from widgets.keyset import Key, Row
from widgets.paged_table import Column, PagedTable

if TYPE_CHECKING:
    from itcrm_tui.domain.fields import Field
    from itcrm_tui.domain.overview import Sort
    from itcrm_tui.workflows.lists import Span


class TablePlace(Sorting):
    """Rows of one kind, in columns."""

    EMPTY: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._listed: object = None

    @abstractmethod
    def page(self, words: str, span: "Span") -> Sequence[Row]:
        """Return a part of the rows that hold the words; called in a thread."""

    def find(self, record_id: str) -> Key | None:
        """Return where a record stands in the list; called in a thread."""
        from itcrm_tui.workflows.lists import place_by_name

        return place_by_name(self.store, self.KIND, RecordId(record_id))

    def compose_list(self) -> Widget:
        """Return the table."""
        table: PagedTable[Any] = PagedTable(self.chosen_columns(), empty=self.EMPTY, id="listing")
        table.sorted_by, table.marked_by_click = self.sorted_by(), True
        return table

    @property
    def table(self) -> PagedTable[Any]:
        """The table."""
        return self.query_one("#listing", PagedTable)

    @property
    def current(self) -> Any:
        """The row under the cursor."""
        return self.table.current

    @property
    def idle_actions(self) -> frozenset[str]:
        """Where there is no row, there is nothing to read, and nothing of it to take back."""
        return idle_in(self)

    @property
    def in_sight(self) -> list[Column[Any]]:
        """The columns that there is room for now."""
        return self.table.in_sight

    def show_columns(self) -> None:
        """Show the columns and the order that were chosen."""
        self.table.sorted_by = self.sorted_by()
        self.table.columns = self.chosen_columns()
        self.reload()

    def show_from_the_top(self) -> None:
        """Show the list in the order that was chosen, from its first row on."""
        self.show_columns()
        self.table.action_jump(to_end=False)

    def reload(self, keep_id: str | None = None) -> None:
        """Read the rows anew; with other words, or in another order, the table becomes another list."""
        self.table.empty = self.emptiness(self.EMPTY)
        source = RowSource(self, self.words, self.sort(), tuple(self.extra_fields()))
        if self._listed == source.asked:
            self.table.reload(keep_id=keep_id)
            return
        self._listed = source.asked
        self.show_order()
        question = self.ask_anew()
        self.table.reload(partial(question.answer, source.fetch), keep_id, partial(question.answer, source.find))


class RowSource(NamedTuple):
    """What a table is given its rows by, in threads: a page of them, and the place of one."""

    place: TablePlace
    words: str
    sort: "Sort | None"
    extra: "tuple[Field, ...]"

    @property
    def asked(self) -> object:
        """What makes it the same list, or another."""
        return self.words, self.sort, self.extra

    def fetch(self, start: Key | None, backwards: bool, limit: int) -> Sequence[Row]:
        """Return a page of rows, with what else is shown of them."""
        from itcrm_tui.workflows.lists import Span

        rows = self.place.page(self.words, Span(start, backwards, limit, self.sort))
        return self._with_extra(rows) if self.extra and rows else rows

    def _with_extra(self, rows: Sequence[Any]) -> Sequence[Row]:
        from itcrm_tui.workflows.extra_columns import extra_columns

        ids, today = [row.id for row in rows], self.place.host.today
        found = extra_columns(self.place.store, self.place.kind, self.extra, ids, today)
        return [replace(row, extra=found.get(row.id, {})) for row in rows]

    def find(self, record_id: str) -> Key | None:
        """Return where a record stands in the list."""
        from itcrm_tui.workflows.lists import place_sorted

        if self.sort is None:
            return self.place.find(record_id)
        place = self.place
        return place_sorted(place.store, place.KIND, RecordId(record_id), place.host.today, self.sort)
