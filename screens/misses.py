"""Why promises were missed, month by month, and what has become of the corrective actions."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from itcrm_tui.domain.misses_words import empty_words, month_words, summary_words
from screens.base import CrmScreen
from screens.bindings import bindings, hint, hint_bar
from screens.record_source import part_of
from widgets.list_messages import RowOpened
from widgets.section_list import Part, SectionList, SectionRow, Shape

if TYPE_CHECKING:
    from itcrm_tui.domain.misses_report import Miss, Report

NARROW, WIDE = 6, 12
"""Months that are shown at 80 columns, and where there is room."""
ROOM = 120
FIRST, EACH, LAST = Shape("CAUSE", 24, 30), 4, Shape("", 8)


class MissCauses(CrmScreen[None]):
    """Each figure opens the reviews behind it."""

    CSS_PATH = "misses.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "leave.close", "data.refresh")

    def __init__(self) -> None:
        super().__init__()
        self.report: Report | None = None

    def compose(self) -> ComposeResult:
        yield Static("CAUSES OF MISSES", classes="title", markup=False)
        yield Static("", classes="about", markup=False)
        yield SectionList(empty="Loading")
        yield hint_bar([hint("list.open", "reviews", "open"), hint("data.refresh"), hint("leave.back")])

    @property
    def rows(self) -> SectionList:
        """The list."""
        return self.query_one(SectionList)

    def on_mount(self) -> None:
        """Take the keys."""
        self.rows.focus()

    def on_screen_resume(self) -> None:
        """Read anew what may have changed while another screen was on top."""
        self.refresh_data()

    def refresh_data(self) -> None:
        """Read the misses anew."""
        self._read()

    def action_refresh_data(self) -> None:
        """Read the misses anew."""
        self.refresh_data()

    @work(exclusive=True, group="misses")
    async def _read(self) -> None:
        from itcrm_tui.workflows.misses import misses_report

        months = WIDE if self.size.width >= ROOM else NARROW
        found = await self.asked(partial(misses_report, months=months, today=self.host.today))
        if found is None:
            return
        self.report = found
        self.query_one(".about", Static).update(summary_words(found))
        self.rows.empty = empty_words(found)
        rows = list(_rows(found))
        self.rows.reload(partial(part_of, rows), find=lambda row_id: _place(rows, row_id))

    @on(RowOpened)
    def _open(self, event: RowOpened[SectionRow]) -> None:
        from screens.miss_rows import MissRows

        if event.row is not None and event.row.about:
            self.app.push_screen(MissRows(event.row.cells[0][0], event.row.id))

    def action_open(self) -> None:
        """Open the reviews behind the row under the cursor."""
        self.rows.action_open()

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)


def _place(rows: Sequence[SectionRow], row_id: str) -> int | None:
    return next((row.key for row in rows if row.id == row_id), None)


def _rows(found: "Report") -> Iterator[SectionRow]:
    """Yield a row for each cause with its months, and one for each way an action stands."""
    if not found.misses:
        return
    titles = [Shape(month_words(month), EACH, align="right") for month in found.months]
    shapes = (FIRST, *titles, Shape("ALL", EACH, align="right"), LAST)
    yield SectionRow("head/causes", 0, Part.HEAD, "CAUSE", shapes=shapes)
    at = 0
    for at, row in enumerate(found.rows, start=1):
        counts = [_count(month) for month in row.by_month]
        again = ("repeated", "risk") if row.is_repeated else ("", "")
        cells = ((row.cause, ""), *counts, _count(row.misses), again)
        yield SectionRow(f"cause/{row.cause}", at, Part.ITEM, "CAUSE", cells, shapes, about=row.misses)
    yield SectionRow("gap", at + 1, Part.GAP)
    actions = (FIRST, Shape("", EACH, align="right"))
    yield SectionRow("head/actions", at + 2, Part.HEAD, "CORRECTIVE ACTION", shapes=actions)
    for number, (action, misses) in enumerate(found.actions.items(), start=at + 3):
        style = "late" if misses and action in ("late", "none yet") else ""
        cells = ((str(action), style), _count(misses))
        yield SectionRow(f"action/{action}", number, Part.ITEM, "CORRECTIVE ACTION", cells, actions, about=misses)


def _count(misses: "Sequence[Miss]") -> tuple[str, str]:
    return (f"{len(misses):,}", "") if misses else (".", "muted")
