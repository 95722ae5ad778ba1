"""All that one change set changed, record by record, each field old -> new."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.wording import Section, named
from itcrm_tui.text import safe
from screens.bindings import bindings, hint, hint_bar
from screens.history import History, ask_and_take_back
from screens.list_with_text import ListWithText
from widgets.list_messages import RowOpened, RowRested
from widgets.paged_table import Column, PagedTable
from widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from itcrm_tui.workflows.change_words import ChangedRecord
    from itcrm_tui.workflows.history import HistoryRow


class ChangeSetView(ListWithText[None]):
    """The records of a change set, with what changed of the one under the cursor."""

    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("data.take_back", "data.history")

    def __init__(self, row: "HistoryRow") -> None:
        super().__init__()
        self.row = row

    def compose(self) -> ComposeResult:
        yield Static(Content(safe(f"CHANGE SET {self.row.key}  {self.row.title}")), classes="title")
        yield Static(Content(safe(self._about())), classes="about")
        columns: list[Column[ChangedRecord]] = [
            Column(title="DID", width=7, cell=lambda one: one.did),
            Column(title="KIND", width=12, grows_to=18, cell=_kind),
            Column(title="RECORD", width=20, grows_to=60, cell=lambda one: one.name),
            Column(title="FIELDS", width=20, grows_to=200, cell=lambda one: one.fields),
        ]
        yield PagedTable(columns, empty="Nothing of it is left, or for your role to see.")
        yield ReadingPane()
        yield hint_bar(
            [
                hint("pane.next", "read"),
                hint("list.open", "its history", "open"),
                hint("data.take_back", "take all back"),
                hint("leave.back"),
            ]
        )

    def _about(self) -> str:
        at = f"{self.row.at.astimezone(self.host.zone):%Y-%m-%d %H:%M}"
        state = f", {self.row.state}" if self.row.state else ""
        return f"{at} by {self.row.actor}, {named(self.row.records, 'record')}{state}"

    @property
    def table(self) -> "PagedTable[ChangedRecord]":
        """The list."""
        return self.query_one(PagedTable)

    def on_mount(self) -> None:
        """Show the first records."""
        self.table.reload(self._page)
        self.table.focus()

    def _page(self, start: int | None, backwards: bool, limit: int) -> Sequence["ChangedRecord"]:
        from itcrm_tui.workflows.change_words import changed_records

        return changed_records(self.store, self.row.id, start=start, backwards=backwards, limit=limit)

    @on(RowRested)
    def _preview(self, event: RowRested["ChangedRecord"]) -> None:
        if event.row is not None:
            self.query_one(ReadingPane).sections = [Section(event.row.title, event.row.lines)]

    @on(RowOpened)
    def _open(self, event: RowOpened["ChangedRecord"]) -> None:
        self.action_history()

    def action_open(self) -> None:
        """Show the history of the record under the cursor."""
        self.action_history()

    def action_history(self) -> None:
        """Show the history of the record under the cursor."""
        one = self.table.current
        if one is not None:
            self.app.push_screen(History(one.id, f"{_kind(one)} {one.name}"))

    def action_take_back(self) -> None:
        """Take back the whole change set."""
        ask_and_take_back(self, self.row)


def _kind(one: "ChangedRecord") -> str:
    return KINDS[one.kind].label if one.kind in KINDS else one.kind
