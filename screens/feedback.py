"""Place 5: the feedback inbox."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from itcrm_tui.domain.feedback import FeedbackState
from itcrm_tui.domain.overview import InboxRow, Key
from itcrm_tui.domain.wording import ago_words, due_words
from itcrm_tui.ids import RecordId
from screens.place import Counted
from screens.table_place import TablePlace
from widgets.hint_bar import Hint
from widgets.paged_table import Column

if TYPE_CHECKING:
    from itcrm_tui.workflows.lists import Span
    from storage.store import Store


class FeedbackInbox(TablePlace):
    """What clients told us, until each has been answered."""

    NUMBER = 5
    KIND = "feedback"
    CSS_PATH = ["place.tcss", "feedback.tcss"]
    EMPTY = "No feedback yet. Press a to write some down."
    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("Enter", "edit", "open_row"),
        Hint("a", "add", "add"),
        Hint("m", "next state", "next_state"),
        Hint("i", "client", "open_client"),
        Hint("/", "filter", "filter"),
        Hint("?", "help", "show_help"),
    )

    def columns(self) -> list[Column[InboxRow]]:
        """Return the columns."""
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
        return ago_words(self._day(row.received_at), self.host.today)

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.host.zone).date()

    def _waits(self, row: InboxRow) -> bool:
        return row.reply_due is not None and row.state not in (FeedbackState.ANSWERED, FeedbackState.CLOSED)

    def _reply(self, row: InboxRow) -> str:
        return due_words(self._day(row.reply_due), self.host.today) if self._waits(row) and row.reply_due else ""

    def _reply_style(self, row: InboxRow) -> str | None:
        return "late" if row.reply_due and self._day(row.reply_due) < self.host.today else None

    def page(self, words: str, span: "Span") -> "list[InboxRow]":
        """Return a part of the rows."""
        from itcrm_tui.workflows.lists import inbox

        return inbox(self.store, words, span)

    def find(self, record_id: str) -> "Key | None":
        """Return where a piece of feedback stands in the inbox."""
        from itcrm_tui.workflows.lists import place_in_inbox

        return place_in_inbox(self.store, RecordId(record_id))

    def count(self, store: "Store") -> Counted:
        """Return how much of it is open, and how much the filter shows."""
        from itcrm_tui.workflows.lists import counts, open_feedback

        found = counts(store, "feedback", self.words)
        return Counted(open_feedback(store), found.shown, "open", found.more)


def _kind_style(row: InboxRow) -> str | None:
    return {"complaint": "risk", "compliment": "good"}.get(row.kind)


def _state_style(row: InboxRow) -> str | None:
    return {FeedbackState.NEW: "strong", FeedbackState.CLOSED: "muted"}.get(row.state)
