"""Place 2: the roster of clients."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from itcrm_tui.domain.wording import Section, ago_words, due_words
from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from screens.place import Counted
from screens.table_place import TablePlace
from widgets.hint_bar import Hint
from widgets.keyset import Row
from widgets.paged_table import Column

if TYPE_CHECKING:
    from itcrm_tui.domain.overview import RosterRow
    from itcrm_tui.workflows.lists import Span
    from storage.first_page import FirstPage
    from storage.store import Store


class Clients(TablePlace):
    """Who our clients are, what is promised to them and when we saw them last."""

    NUMBER = 2
    KIND = "client"
    EMPTY = f"No clients yet. Press {key('record.add')} to add one, or {key('data.import')}."
    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("Enter", "open", "open_row"),
        Hint("a", "add", "add"),
        Hint("e", "edit", "edit"),
        Hint("/", "filter", "filter"),
        Hint("P", "promise", "promise"),
        Hint("?", "help", "show_help"),
    )

    def columns(self) -> "list[Column[RosterRow]]":
        """Return the columns."""
        return [
            Column(name="code", title="CODE", width=6, cell=lambda row: row.code or "", min_width=100, grows_to=10),
            Column(name="name", title="CLIENT", width=20, cell=lambda row: row.name, grows_to=44),
            Column(name="segment", title="SEGMENT", width=9, cell=lambda row: row.segment or "-"),
            Column(
                name="relationship_owner", title="OWNER", width=16, cell=lambda row: row.owner or "-", min_width=110
            ),
            Column(name="perceived_health", title="HEALTH", width=7, cell=_health, style=_health_style),
            Column(name="promises", title="PROMISES", width=10, cell=_promises, style=_late_style, sorts="down"),
            Column(name="next_due", title="NEXT DUE", width=10, cell=self._next_due, style=_late_style),
            _figure("open_feedback", "SAID", lambda row: row.open_feedback),
            Column(name="last_touchpoint_at", title="SEEN", width=6, cell=self._seen, align="right"),
            _figure("services", "USES", lambda row: row.services, min_width=100),
            _figure("late", "LATE", lambda row: row.late, style=_late_style, optional=True),
        ]

    def _next_due(self, row: "RosterRow") -> str:
        return due_words(row.next_due, self.host.today)

    def _seen(self, row: "RosterRow") -> str:
        return ago_words(row.last_touchpoint_at, self.host.today)

    def show_first(self, page: "FirstPage") -> None:
        """Show the first clients until the store is open."""
        self.table.show(page.rows)

    def page(self, words: str, span: "Span") -> "list[RosterRow]":
        """Return a part of the rows."""
        from itcrm_tui.workflows.lists import roster

        return roster(self.store, words, self.host.today, span)

    def count(self, store: "Store") -> Counted:
        """Return how many clients there are, and how many the filter shows."""
        from itcrm_tui.workflows.lists import counts

        found = counts(store, "client", self.words)
        return Counted(found.all, found.shown, more=found.more)

    async def preview(self, row: Row) -> list[Section]:
        """Return the client in a few lines."""
        record_id, today = RecordId(row.id), self.host.today
        return await self.asked(lambda store: _glance(store, record_id, today)) or []

    def action_open_client(self) -> None:
        """Open the client's profile."""
        if self.current is not None:
            self.open_client(self.current.id)


def _glance(store: "Store", client: RecordId, today: date) -> list[Section]:
    """Return a client in a few lines; called in a thread, which then loads what it takes."""
    from itcrm_tui.domain.profile_words import glance
    from itcrm_tui.workflows.profile import at_a_glance

    found = at_a_glance(store, client, today)
    return glance(found) if found else []


def _figure(name: str, title: str, of: "Callable[[RosterRow], int]", **more: Any) -> "Column[RosterRow]":
    """Return a column of a figure, which one sorts by with the most first."""
    return Column(
        name=name, title=title, width=4, cell=lambda row: str(of(row) or "-"), align="right", sorts="down", **more
    )


def _health(row: "RosterRow") -> str:
    return "-" if row.perceived_health == "unknown" else str(row.perceived_health)


def _health_style(row: "RosterRow") -> str | None:
    return {"red": "late", "yellow": "risk", "green": "good"}.get(row.perceived_health, "muted")


def _promises(row: "RosterRow") -> str:
    late = f"  {row.late} late" if row.late else ""
    return f"{row.promises}{late}" if row.promises else "-"


def _late_style(row: "RosterRow") -> str | None:
    return "late" if row.late else None
