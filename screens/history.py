"""Who changed what and when, of one record or of everything; any change set can be taken back from here."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.wording import Section
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.base import CrmScreen
from screens.bindings import bindings, hint_bar
from screens.question import Question
from widgets.hint_bar import Hint
from widgets.list_messages import RowOpened, RowRested
from widgets.paged_table import Column, PagedTable
from widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from itcrm_tui.workflows.history import HistoryRow


class History(CrmScreen[None]):
    """Change sets, the newest first, with what each changed below."""

    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "leave.close", "pane.next")

    def __init__(self, record_id: RecordId | None, title: str) -> None:
        super().__init__()
        self.record_id, self.heading = record_id, title

    def compose(self) -> ComposeResult:
        yield Static(Content(safe(f"HISTORY of {self.heading}")), classes="title")
        columns: list[Column[HistoryRow]] = [
            Column(title="WHEN", width=16, cell=lambda row: f"{row.at.astimezone(self.host.zone):%Y-%m-%d %H:%M}"),
            Column(title="WHO", width=14, cell=lambda row: row.actor),
            Column(title="WHAT", width=30, grows_to=200, cell=lambda row: row.title),
        ]
        yield PagedTable(columns, empty="Nothing has been changed yet.")
        yield ReadingPane()
        yield hint_bar(
            [Hint("Enter", "take back", "open"), Hint("tab", "read", "next_pane"), Hint("Esc", "back", "back")]
        )

    def on_mount(self) -> None:
        """Show the newest change sets."""
        self.query_one(PagedTable).reload(self._page)
        self.query_one(PagedTable).focus()

    def _page(self, start: int | None, backwards: bool, limit: int) -> Sequence["HistoryRow"]:
        from itcrm_tui.workflows.history import history

        return history(self.store, self.record_id, start=start, backwards=backwards, limit=limit)

    @on(RowRested)
    @work(exclusive=True, group="preview")
    async def _preview(self, event: RowRested["HistoryRow"]) -> None:
        from itcrm_tui.workflows.history import lines_of

        if event.row is not None:
            find = partial(lines_of, change_set_id=RecordId(event.row.id), record_id=self.record_id)
            lines = await self.asked(find) or []
            self.query_one(ReadingPane).sections = [Section(event.row.title, tuple(lines))]

    @on(RowOpened)
    @work(exclusive=True, group="question")
    async def _take_back(self, event: RowOpened["HistoryRow"]) -> None:
        if event.row is None:
            return
        sentence = f"Take back “{event.row.title}”? `u` brings it back."
        if await self.app.push_screen_wait(Question(sentence, [("y", "take it back"), ("n", "leave it")])) == "y":
            await self._revert(event.row)

    async def _revert(self, row: "HistoryRow") -> None:
        from itcrm_tui.workflows.history import revert
        from storage.errors import StoreError

        try:
            await self.host.ask(partial(revert, change_set_id=row.id))
        except StoreError as error:
            self.say(str(error))
        self.query_one(PagedTable).reload()

    def action_next_pane(self) -> None:
        """Go from the list to the text and back."""
        self.focus_next()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Go back."""
        self.dismiss(None)
