"""Place 5: the feedback inbox."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from itcrm_tui.domain.feedback import FeedbackState
from itcrm_tui.domain.overview import InboxRow, Key
from itcrm_tui.domain.wording import ago_words, due_words
from itcrm_tui.ids import RecordId
from screens.place import Counted, Place
from widgets.hint_bar import Hint
from widgets.paged_table import Column, PagedTable

if TYPE_CHECKING:
    from storage.store import Store


class FeedbackInbox(Place):
    """What clients told us, until each has been answered."""

    NUMBER = 5
    KIND = "feedback"
    CSS_PATH = ["place.tcss", "feedback.tcss"]
    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("Enter", "edit", "open_row"),
        Hint("a", "add", "add"),
        Hint("m", "next state", "next_state"),
        Hint("i", "client", "open_client"),
        Hint("/", "filter", "filter"),
        Hint("?", "help", "show_help"),
    )

    def compose_list(self) -> Widget:
        """Return the inbox."""
        return PagedTable(self._columns(), empty="No feedback here. Press a to write some down.", id="listing")

    def _columns(self) -> list[Column[InboxRow]]:
        return [
            Column(title="KIND", width=10, cell=lambda row: row.kind, style=_kind_style),
            Column(title="CLIENT", width=8, cell=lambda row: row.client or "-", grows_to=20),
            Column(title="SUBJECT", width=26, cell=lambda row: row.subject, grows_to=70),
            Column(title="STATE", width=12, cell=lambda row: row.state, style=_state_style),
            Column(title="REPLY", width=8, cell=self._reply, style=self._reply_style),
            Column(title="CSAT", width=4, cell=lambda row: str(row.csat or "-"), align="right", min_width=90),
            Column(title="AGE", width=6, cell=self._age, align="right"),
        ]

    def _age(self, row: InboxRow) -> str:
        return ago_words(row.received_at, self.host.today)

    def _waits(self, row: InboxRow) -> bool:
        return row.reply_due is not None and row.state not in (FeedbackState.ANSWERED, FeedbackState.CLOSED)

    def _reply(self, row: InboxRow) -> str:
        return due_words(row.reply_due.date(), self.host.today) if self._waits(row) and row.reply_due else ""

    def _reply_style(self, row: InboxRow) -> str | None:
        return "late" if row.reply_due and row.reply_due.date() < self.host.today else None

    @property
    def current(self) -> InboxRow | None:
        """The feedback under the cursor."""
        row: InboxRow | None = self.query_one("#listing", PagedTable).current
        return row

    def reload(self, keep_id: str | None = None) -> None:
        """Read the inbox anew."""
        words = self.words

        def page(start: Key | None, backwards: bool, limit: int) -> list[InboxRow]:
            from itcrm_tui.workflows.lists import Span, inbox

            return inbox(self.store, words, Span(start, backwards, limit))

        def find(record_id: str) -> Key | None:
            from itcrm_tui.workflows.lists import place_in_inbox

            return place_in_inbox(self.store, RecordId(record_id))

        self.query_one("#listing", PagedTable).reload(page, keep_id, find)

    def count(self, store: "Store") -> Counted:
        """Return how much of it is open, and how much the filter shows."""
        from itcrm_tui.workflows.lists import counts, open_feedback

        shown = counts(store, "feedback", self.words).shown
        return Counted(open_feedback(store, self.words), shown, "open")


def _kind_style(row: InboxRow) -> str | None:
    return {"complaint": "risk", "compliment": "good"}.get(row.kind)


def _state_style(row: InboxRow) -> str | None:
    return {FeedbackState.NEW: "strong", FeedbackState.CLOSED: "muted"}.get(row.state)
