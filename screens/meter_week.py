"""What fills one week of a role: each commitment opens with Enter."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.wording import Section, day_words, due_words, hours_words
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.bindings import bindings, hint, hint_bar
from screens.list_with_text import ListWithText
from screens.metering import WEEKS
from screens.rows import in_words
from widgets.list_messages import RowOpened, RowRested
from widgets.paged_table import Column, PagedTable
from widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from datetime import date

    from itcrm_tui.domain.capacity.candidate import Candidate
    from itcrm_tui.workflows.booked import Booked
    from itcrm_tui.workflows.week_rows import FilledWeek, WeekRow
    from storage.store import Store


class MeterWeek(ListWithText[None]):
    """The requirements behind the figures of a week: as it is, or of what is supposed to be booked."""

    CSS_PATH = "meter_week.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("data.refresh", "record.who")

    def __init__(
        self,
        role: str,
        name: str,
        starts_on: "date",
        wish: "Candidate | None",
        supposed: "Booked | None" = None,
    ) -> None:
        super().__init__()
        self.role, self.role_name, self.starts_on, self.wish_in_hand = role, name, starts_on, wish
        self.supposed = supposed
        self.rows: tuple[WeekRow, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", markup=False)
        yield Static("", classes="about", markup=False)
        columns: list[Column[WeekRow]] = [
            Column(title="COMMITMENT", width=24, cell=lambda row: row.title, grows_to=60),
            Column(title="PART", width=14, cell=lambda row: row.part, grows_to=30),
            Column(title="AS", width=7, cell=lambda row: row.booking, style=_style),
            Column(title="HOURS", width=7, cell=lambda row: _hours(row.minutes), align="right"),
            Column(title="OVER", width=7, cell=lambda row: _hours(row.over), style=lambda _: "late", align="right"),
            Column(title="DUE", width=8, cell=lambda row: due_words(row.due, self.host.today)),
        ]
        yield PagedTable(columns, empty="Nothing is booked in this week.")
        yield ReadingPane()
        yield hint_bar([hint("list.open", call="open"), hint("record.who"), hint("leave.back")])

    @property
    def table(self) -> "PagedTable[WeekRow]":
        """The list."""
        return self.query_one(PagedTable)

    def on_mount(self) -> None:
        """Read the week."""
        self.table.focus()
        self.refresh_data()

    def on_screen_resume(self) -> None:
        """Read anew what may have changed while another screen was on top."""
        self.refresh_data()

    def refresh_data(self) -> None:
        """Read the week anew."""
        self._show()

    @work(exclusive=True, group="week")
    async def _show(self) -> None:
        day = day_words(self.starts_on, self.host.today)
        supposed = "  WHAT IF" if self.supposed else ""
        self.query_one(".title", Static).update(Content(safe(f"{self.role_name.upper()}  week of {day}{supposed}")))
        found = await self.asked(self._read)
        if found is not None:
            from itcrm_tui.workflows.week_rows import sums

            self.rows = found.rows
            self.query_one(".about", Static).update(sums(found.week))
            self.table.reload(self._page)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what an empty week does not have."""
        if action == "who" and self.query(PagedTable):
            return self.table.current is not None
        return super().check_action(action, parameters)

    def _read(self, store: "Store") -> "FilledWeek | None":
        from itcrm_tui.workflows.booked import booked
        from itcrm_tui.workflows.week_rows import filled_week

        there = self.supposed or booked(store, self.host.today)
        number = there.known.situation.grid.week_of(self.starts_on)
        return filled_week(there, self.role, max(number, 0), WEEKS, self.wish_in_hand)

    def _page(self, start: int | None, backwards: bool, limit: int) -> "Sequence[WeekRow]":
        if backwards:
            return self.rows[:start][-limit:]
        return self.rows[0 if start is None else start + 1 :][:limit]

    @on(RowRested)
    @work(exclusive=True, group="preview")
    async def _preview(self, event: RowRested["WeekRow"]) -> None:
        sections: Sequence[Section] = []
        if event.row is not None:
            read = partial(in_words, kind=KINDS["commitment"], record_id=event.row.commitment, today=self.host.today)
            sections = await self.asked(read) or []
        self.query_one(ReadingPane).sections = sections

    @on(RowOpened)
    def _open(self, event: RowOpened["WeekRow"]) -> None:
        from screens.record_view import RecordView

        if event.row is not None and event.row.commitment:
            self.app.push_screen(RecordView(KINDS["commitment"], RecordId(event.row.commitment)))

    def action_open(self) -> None:
        """Open the commitment under the cursor."""
        self.table.action_open()

    def action_who(self) -> None:
        """Show whom to call about the commitment under the cursor."""
        from screens.who import Who

        if self.table.current is not None:
            self.app.push_screen(Who(KINDS["commitment"], self.table.current.commitment))


def _hours(minutes: int) -> str:
    return hours_words(minutes) if minutes else ""


def _style(row: "WeekRow") -> str:
    return {"soft": "muted", "this": "here", "overdue": "late"}.get(row.booking, "")
