"""Place 3: the service directory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from itcrm_tui.domain.overview import DirectoryRow, Key
from itcrm_tui.ids import RecordId
from screens.place import Counted, Place
from widgets.hint_bar import Hint
from widgets.paged_table import Column, PagedTable

if TYPE_CHECKING:
    from storage.store import Store


class Services(Place):
    """What IT offers, and how to get it."""

    NUMBER = 3
    KIND = "service"
    CSS_PATH = ["place.tcss", "services.tcss"]
    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("Enter", "edit", "open_row"),
        Hint("a", "add", "add"),
        Hint("/", "filter", "filter"),
        Hint("tab", "read", "next_pane"),
        Hint("u", "undo", "undo"),
        Hint("?", "help", "show_help"),
    )

    def compose_list(self) -> Widget:
        """Return the directory."""
        return PagedTable(self._columns(), empty="No services here. Press a to add one.", id="listing")

    def _columns(self) -> list[Column[DirectoryRow]]:
        return [
            Column(title="CODE", width=8, cell=lambda row: row.code or "", min_width=100, grows_to=12),
            Column(title="SERVICE", width=24, cell=lambda row: row.name, grows_to=44),
            Column(title="CATEGORY", width=14, cell=lambda row: row.category or "-", grows_to=20),
            Column(title="PHASE", width=8, cell=lambda row: row.phase, style=_phase_style),
            Column(title="LEAD", width=5, cell=_lead, align="right"),
            Column(title="USED BY", width=7, cell=lambda row: str(row.clients or "-"), align="right"),
            Column(title="TEAM", width=14, cell=lambda row: row.team or "-", grows_to=20, min_width=90),
            Column(title="OWNER", width=16, cell=lambda row: row.owner or "-", grows_to=22, min_width=110),
        ]

    @property
    def current(self) -> DirectoryRow | None:
        """The service under the cursor."""
        row: DirectoryRow | None = self.query_one("#listing", PagedTable).current
        return row

    def reload(self, keep_id: str | None = None) -> None:
        """Read the directory anew."""
        words, today = self.words, self.host.today

        def page(start: Key | None, backwards: bool, limit: int) -> list[DirectoryRow]:
            from itcrm_tui.workflows.lists import Span, directory

            return directory(self.store, words, today, Span(start, backwards, limit))

        def find(record_id: str) -> Key | None:
            from itcrm_tui.workflows.lists import place_by_name

            return place_by_name(self.store, "service", RecordId(record_id))

        self.query_one("#listing", PagedTable).reload(page, keep_id, find)

    def count(self, store: "Store") -> Counted:
        """Return how many services there are, and how many the filter shows."""
        from itcrm_tui.workflows.lists import counts

        found = counts(store, "service", self.words)
        return Counted(found.all, found.shown)


def _lead(row: DirectoryRow) -> str:
    return "-" if row.lead_time_days is None else f"{row.lead_time_days} d"


def _phase_style(row: DirectoryRow) -> str | None:
    return {"live": None, "retiring": "risk", "retired": "muted", "pipeline": "muted"}[row.phase]
