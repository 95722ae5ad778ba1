"""Place 3: the service directory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from itcrm_tui.domain.overview import DirectoryRow
from itcrm_tui.keys import key
from screens.place import Counted
from screens.table_place import TablePlace
from widgets.hint_bar import Hint
from widgets.paged_table import Column

if TYPE_CHECKING:
    from itcrm_tui.workflows.lists import Span
    from storage.store import Store


class Services(TablePlace):
    """What IT offers, and how to get it."""

    NUMBER = 3
    KIND = "service"
    CSS_PATH = ["place.tcss", "services.tcss"]
    EMPTY = f"No services yet. Press {key('record.add')} to add one, or {key('data.import')}."
    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("Enter", "open", "open_row"),
        Hint("a", "add", "add"),
        Hint("/", "filter", "filter"),
        Hint("tab", "read", "next_pane"),
        Hint("u", "undo", "undo"),
        Hint("?", "help", "show_help"),
    )

    def columns(self) -> list[Column[DirectoryRow]]:
        """Return the columns."""
        return [
            Column(name="code", title="CODE", width=8, cell=lambda row: row.code or "", min_width=100, grows_to=12),
            Column(name="name", title="SERVICE", width=24, cell=lambda row: row.name, grows_to=44),
            Column(name="category", title="CATEGORY", width=14, cell=lambda row: row.category or "-", grows_to=20),
            Column(name="phase", title="PHASE", width=8, cell=lambda row: row.phase, style=_phase_style),
            Column(name="lead_time_days", title="LEAD", width=5, cell=_lead, align="right"),
            Column(
                name="clients",
                title="USED BY",
                width=7,
                cell=lambda row: str(row.clients or "-"),
                align="right",
                sorts="down",
            ),
            Column(name="team", title="TEAM", width=14, cell=lambda row: row.team or "-", grows_to=20, min_width=90),
            Column(
                name="owner", title="OWNER", width=16, cell=lambda row: row.owner or "-", grows_to=22, min_width=110
            ),
        ]

    def page(self, words: str, span: "Span") -> "list[DirectoryRow]":
        """Return a part of the rows."""
        from itcrm_tui.workflows.lists import directory

        return directory(self.store, words, self.host.today, span)

    def count(self, store: "Store") -> Counted:
        """Return how many services there are, and how many the filter shows."""
        from itcrm_tui.workflows.lists import counts

        found = counts(store, "service", self.words)
        return Counted(found.all, found.shown, more=found.more)


def _lead(row: DirectoryRow) -> str:
    return "-" if row.lead_time_days is None else f"{row.lead_time_days} d"


def _phase_style(row: DirectoryRow) -> str | None:
    return {"live": None, "retiring": "risk", "retired": "muted", "pipeline": "muted"}[row.phase]
