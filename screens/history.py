"""Who changed what and when, of one record or of everything; any change set can be taken back from here."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.wording import Section, day_words
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.base import CrmScreen
from screens.bindings import bindings, hint, hint_bar
from screens.list_with_text import ListWithText
from screens.question import Question as Asked
from screens.taking_back import take_back
from widgets.filter_bar import FilterBar, FilterChanged
from widgets.list_messages import RowOpened, RowRested, RowsArrived
from widgets.paged_table import Column, PagedTable
from widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from itcrm_tui.workflows.history import HistoryRow
    from storage.question import Question

EVERYTHING = "everything"


class History(ListWithText[None]):
    """Change sets, the newest first, with what each changed below."""

    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("find.filter", "data.history", "data.take_back", "data.refresh")

    def __init__(self, record_id: RecordId | None, title: str) -> None:
        super().__init__()
        self.record_id, self.heading, self.words = record_id, title, ""
        self._of_one = (record_id, title)
        self._question: Question | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", markup=False)
        yield FilterBar()
        columns: list[Column[HistoryRow]] = [
            Column(title="WHEN", width=12, cell=self._when),
            Column(title="WHO", width=10, cell=lambda row: row.actor),
            Column(title="WHAT", width=30, grows_to=200, cell=lambda row: row.title),
            Column(title="", width=6, cell=lambda row: row.state, style=lambda _: "muted"),
            Column(title="RECORDS", width=7, cell=lambda row: f"{row.records:,}", align="right", min_width=100),
        ]
        yield PagedTable(columns, empty="Nothing has been changed yet.")
        yield ReadingPane()
        hints = [hint("list.open", "all of it", "open"), hint("data.take_back"), hint("find.filter")]
        if self.record_id is not None:
            hints.append(hint("data.history", "of everything, and back"))
        yield hint_bar([*hints, hint("leave.back")])

    @property
    def table(self) -> "PagedTable[HistoryRow]":
        """The list."""
        return self.query_one(PagedTable)

    def _when(self, row: "HistoryRow") -> str:
        """Return when it was done: day and time, or of long ago the day with its year."""
        at = row.at.astimezone(self.host.zone)
        day = day_words(at.date(), self.host.today)
        return day if day.endswith(str(at.year)) else f"{day} {at:%H:%M}"

    def on_mount(self) -> None:
        """Show the newest change sets."""
        self._show()
        self.table.focus()

    def _show(self) -> None:
        shown = f"  / {self.words}" if self.words.strip() else ""
        self.query_one(".title", Static).update(Content(safe(f"HISTORY of {self.heading}{shown}")))
        self.table.empty = f"Nothing here holds “{self.words}”." if shown else "Nothing has been changed yet."
        self.table.reload(partial(self._page, self._ask_anew(), self.record_id, self.words))

    def _ask_anew(self) -> "Question":
        """Return the question for another list; what was asked for the list before is stopped."""
        from storage.question import Question

        self._stop_asking()
        self._question = Question()
        self.host.asked.add(self._question)
        return self._question

    def _stop_asking(self) -> None:
        if self._question is not None:
            self._question.stop()
            self.host.asked.discard(self._question)

    def on_unmount(self) -> None:
        """Ask nothing after the end."""
        self._stop_asking()

    def _page(
        self,
        question: "Question",
        record_id: RecordId | None,
        words: str,
        start: int | None,
        backwards: bool,
        limit: int,
    ) -> Sequence["HistoryRow"]:
        from itcrm_tui.workflows.history import history

        find = partial(history, start=start, backwards=backwards, limit=limit, words=words)
        return question.answer(find, self.store, record_id)

    def refresh_data(self) -> None:
        """Read the list anew."""
        self.table.reload()

    @on(RowRested)
    def _follow(self, event: RowRested["HistoryRow"]) -> None:
        if event.row is not None:
            self._preview(event.row)

    @work(exclusive=True, group="preview")
    async def _preview(self, row: "HistoryRow") -> None:
        from itcrm_tui.workflows.history import lines_of

        lines = await self.asked(partial(lines_of, change_set_id=row.id, record_id=self.record_id)) or []
        self.query_one(ReadingPane).sections = [Section(row.title, tuple(lines))]

    @on(RowsArrived)
    def _clear_preview(self) -> None:
        if self.table.current is None:
            self.query_one(ReadingPane).sections = []

    @on(RowOpened)
    def _open(self, event: RowOpened["HistoryRow"]) -> None:
        from screens.change_set import ChangeSetView

        if event.row is not None:
            self.app.push_screen(ChangeSetView(event.row))

    @on(FilterChanged)
    def _filter(self, event: FilterChanged) -> None:
        self.words = event.text
        self._show()

    def action_filter(self) -> None:
        """Type words of who did it or of what was done; `who:ana` is only who."""
        self.hush()
        self.query_one(FilterBar).open()

    def action_history(self) -> None:
        """Go from the history of the record to that of everything, and back."""
        if self._of_one[0] is not None:
            of_all = (None, EVERYTHING)
            self.record_id, self.heading = of_all if self.record_id is not None else self._of_one
            self._show()
            if self.table.current is not None:
                self._preview(self.table.current)

    def action_open(self) -> None:
        """Show all that the change set changed."""
        self.table.action_open()

    def action_take_back(self) -> None:
        """Take back the change set under the cursor."""
        if self.table.current is not None:
            ask_and_take_back(self, self.table.current)

    def action_back(self) -> None:
        """Clear the filter, else go back."""
        if self.words:
            self.query_one(FilterBar).action_clear()
            self.table.focus()
        else:
            self.dismiss(None)


def ask_and_take_back(screen: CrmScreen[None], row: "HistoryRow") -> None:
    """Ask, and take a change set back; where it cannot be, say why."""
    if row.state:
        reason = "has been taken back already" if row.state == "undone" else "is final: it cannot be taken back"
        screen.say(f"“{row.title}” {reason}.")
        return
    _take_back(screen, row)


@work(exclusive=True, group="question")
async def _take_back(screen: CrmScreen[None], row: "HistoryRow") -> None:
    from itcrm_tui.workflows.history import revert

    sentence = f"Take back “{row.title}”?"
    if await screen.app.push_screen_wait(Asked(sentence, [("y", "take it back"), ("n", "leave it")])) == "y":
        await take_back(screen.host, "Took back", lambda store, rest: revert(store, row.id, rest=rest))
