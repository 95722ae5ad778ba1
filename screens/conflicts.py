"""What a working copy has to have decided: a row for each clash, below it what was, what is mine, what is theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.wording import named
from itcrm_tui.keys import key
from itcrm_tui.text import safe
from screens.bindings import bindings, hint, hint_bar, shown_hints
from screens.conflict_told import told
from screens.list_with_text import ListWithText
from screens.marking import MARKED_HINTS
from screens.marking_rows import MarkingRows
from screens.record_source import part_of
from screens.settling import Settling
from screens.staying import stays_on
from widgets.bottom_line import BottomLine
from widgets.list_messages import RowHighlighted, RowOpened, RowRested, RowsArrived
from widgets.paged_table import Column, PagedTable
from widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from itcrm_tui.workflows.clash_in_brief import Brief
    from itcrm_tui.workflows.conflict import ToDecide

HEADING = "DECIDE what clashed"
HINTS = (
    hint("list.open", "decide", "open"),
    hint("many.mark"),
    hint("many.actions", "one side"),
    hint("data.sync"),
    hint("leave.back"),
)


@dataclass(frozen=True)
class ConflictRow:
    """One conflict in the list; `record` is empty below another one about the same record."""

    id: str
    key: int
    waiting: "ToDecide"
    brief: "Brief"
    record: str


class Conflicts(MarkingRows[None], Settling[None], ListWithText[None]):
    """What is decided at once is one change set, which undo takes back like any other."""

    CSS_PATH = "conflicts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("data.refresh", "many.actions")

    def __init__(self, first: str | None = None) -> None:
        """Begin at a conflict, by its id."""
        super().__init__()
        self.first = first
        self.rows: Sequence[ConflictRow] = ()
        self._gone: set[str] = set()
        """What stood here and was decided, or went by itself, by its id."""

    def compose(self) -> ComposeResult:
        columns: list[Column[ConflictRow]] = [
            Column(title="RECORD", width=20, grows_to=40, cell=lambda row: row.record),
            Column(title="CLASH", width=22, grows_to=30, cell=lambda row: row.brief.what),
            _side("MINE", 0),
            _side("THEIRS", 1),
            Column(title="WHEN", width=14, min_width=96, cell=lambda row: row.waiting.when),
        ]
        with Horizontal():
            yield Static(HEADING, classes="title", markup=False)
            yield Static("", classes="status", markup=False)
        yield Static("", classes="counts", markup=False)
        table = PagedTable(columns, empty="There is nothing to decide.", rest_seconds=0)
        table.marked_by_click = True
        yield table
        yield ReadingPane()
        yield hint_bar(HINTS)

    @property
    def table(self) -> "PagedTable[ConflictRow]":
        """The list."""
        return self.query_one(PagedTable)

    @property
    def marked_list(self) -> "PagedTable[ConflictRow]":
        """The list."""
        return self.table

    def on_mount(self) -> None:
        """Take the keys."""
        self.table.focus()

    def on_screen_resume(self) -> None:
        """Read anew what may have been decided while another screen was on top."""
        self.refresh_data()

    def refresh_data(self) -> None:
        """Read what is to be decided."""
        self.show_status(self.host.status)
        self._find()

    def show_status(self, words: str) -> None:
        """Say whether the database is there, and whether a sync is under way."""
        self.query_one(".status", Static).update(Content(safe(words)))

    @work(exclusive=True, group="conflicts")
    async def _find(self) -> None:
        from itcrm_tui.workflows.conflicts import to_decide

        found = await self.asked(to_decide)
        if found is not None:
            before, self.rows = [row.id for row in self.rows], _rows(found)
            left = {row.id: row.key for row in self.rows}
            self.table.marks.ids &= left.keys()
            self.show_marked()
            self.table.reload(partial(part_of, self.rows), self._next_row(before), find=left.get)

    def _next_row(self, before: Sequence[str]) -> str | None:
        """Return the cursor's place: on what is there again, else it stays, or is the neighbour of what is gone."""
        left = [row.id for row in self.rows]
        back = next((row_id for row_id in left if row_id in self._gone), None)
        self._gone = (self._gone | set(before)) - set(left)
        here = self.table.current.id if self.table.current is not None else ""
        return back or stays_on(before, set(left), here) or self.first

    def show_marked(self) -> None:
        """Say how many conflicts there are, and how many are marked."""
        records = sum(bool(row.record) for row in self.rows)
        told_of = f" in {named(records, 'record')}" if records < len(self.rows) else ""
        said = [f"{named(len(self.rows), 'conflict')}{told_of}"]
        if self.table.is_ranging:
            said.append(f"a range, {key('many.range')} ends it")
        elif marked := sum(row.id in self.table.marks for row in self.rows):
            said.append(f"{marked:,} marked")
        self.query_one(".counts", Static).update(Content("   ".join(said)))
        is_marking = self.table.is_ranging or self.table.marks
        self.query_one(BottomLine).hints = shown_hints(MARKED_HINTS if is_marking else HINTS)

    @on(RowHighlighted)
    @on(RowsArrived)
    def _read(self) -> None:
        row = self.table.current
        self.query_one(ReadingPane).sections = told(row.waiting) if row is not None else []

    @on(RowRested)
    @work(exclusive=True, group="preview")
    async def _read_what_is_in_the_way(self, event: RowRested[ConflictRow]) -> None:
        """Say of a check that no longer holds what others have booked; that takes a moment."""
        if event.row is None or not event.row.waiting.was_checked:
            return
        from itcrm_tui.workflows.deciding_checks import what_is_in_the_way

        waiting = event.row.waiting
        lines = await self.asked(partial(what_is_in_the_way, waiting=waiting, today=self.host.today))
        if lines and self.table.current is not None and self.table.current.waiting is waiting:
            self.query_one(ReadingPane).sections = told(waiting, lines)

    @on(RowOpened)
    def _open(self, event: RowOpened[ConflictRow]) -> None:
        if event.row is not None:
            self._decide([event.row.waiting], one_side=False)

    def action_open(self) -> None:
        """Decide the row under the cursor."""
        self.table.action_open()

    async def action_actions(self) -> None:
        """Decide the marked rows, or this one, for one side."""
        if self.table.is_ranging:
            await self.end_range()
            self.show_marked()
        chosen = [row.waiting for row in self.rows if row.id in self.table.marks]
        if not chosen and self.table.current is not None:
            chosen = [self.table.current.waiting]
        if chosen:
            self.host.hold_keys()
            self._decide(chosen, one_side=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out marking where there is nothing to mark."""
        if action in ("mark", "mark_range", "mark_all", "actions"):
            return bool(self.rows)
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Unmark what is marked, else go back."""
        if not self.clear_marks():
            super().action_back()

    @work(exclusive=True, group="question")
    async def _decide(self, chosen: "Sequence[ToDecide]", *, one_side: bool) -> None:
        written = await (self.settle_side(chosen) if one_side else self.settle(chosen[0]))
        if written is not None:
            self.clear_marks()
            self.say(f"{written.title}. The next sync sends it.   {key('data.undo')} takes it back")
            self.host.look_for_changes()
            self.refresh_data()


def _side(title: str, at: int) -> "Column[ConflictRow]":
    """Return the column of a side, in which it is to be seen where it differs from the other one."""
    return Column(
        title=title,
        width=14,
        grows_to=40,
        cell=lambda row: (row.brief.mine, row.brief.theirs)[at],
        cell_in=lambda row, width: row.brief.sides(width)[at],
    )


def _rows(found: "Sequence[ToDecide]") -> list[ConflictRow]:
    """Return conflicts as rows; of those about one record, which follow each other, the first names it."""
    from itcrm_tui.workflows.clash_in_brief import in_brief

    rows: list[ConflictRow] = []
    for at, one in enumerate(found):
        is_same = at > 0 and found[at - 1].conflict.key == one.conflict.key
        rows.append(ConflictRow(one.conflict.id, at, one, in_brief(one), "" if is_same else one.called))
    return rows
