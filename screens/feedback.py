"""Place 5: the feedback inbox."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from itcrm_tui.domain.feedback import FeedbackState
from itcrm_tui.domain.overview import InboxRow, Key
from itcrm_tui.domain.wording import ago_words, due_words
from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from screens.answering import Answering, ToAnswer
from screens.place import Counted
from screens.rows import row_name
from screens.table_place import TablePlace
from widgets.hint_bar import Hint
from widgets.paged_table import Column

if TYPE_CHECKING:
    from itcrm_tui.workflows.lists import Span
    from storage.store import Store


class FeedbackInbox(Answering, TablePlace):
    """What clients told us, until each has been answered."""

    NUMBER = 5
    KIND = "feedback"
    CSS_PATH = ["place.tcss", "feedback.tcss"]
    EMPTY = f"No feedback yet. Press {key('record.add')} to write some down."
    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("Enter", "open", "open_row"),
        Hint("a", "add", "add"),
        Hint("m", "next state", "next_state"),
        Hint("r", "reply", "reply"),
        Hint("/", "filter", "filter"),
        Hint("?", "help", "show_help"),
    )

    def to_answer(self) -> ToAnswer | None:
        """Return the feedback under the cursor."""
        row = self.current
        return ToAnswer(self.KIND, RecordId(row.id), row_name(row)) if row is not None else None

    def columns(self) -> list[Column[InboxRow]]:
        """Return the columns."""
        return [
            Column(name="kind", title="KIND", width=10, cell=lambda row: row.kind, style=_kind_style),
            Column(name="client", title="CLIENT", width=8, cell=lambda row: row.client or "-", grows_to=20),
            Column(name="subject", title="SUBJECT", width=26, cell=lambda row: row.subject, grows_to=70),
            Column(name="state", title="STATE", width=12, cell=lambda row: row.state, style=_state_style),
            Column(name="reply_due", title="REPLY", width=8, cell=self._reply, style=self._reply_style),
            Column(
                name="csat", title="CSAT", width=4, cell=lambda row: str(row.csat or "-"), align="right", min_width=90
            ),
            Column(name="received_at", title="AGE", width=6, cell=self._age, align="right", sorts="down"),
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

        return place_in_inbox(self.store, RecordId(record_id), self.words)

    def count(self, store: "Store") -> Counted:
        """Return how much there is, how much of it is open, and how much the filter shows."""
        from itcrm_tui.workflows.lists import counts, open_feedback

        found = counts(store, "feedback", self.words)
        return Counted(found.all, found.shown, f"{open_feedback(store):,} open", found.more)


def _kind_style(row: InboxRow) -> str | None:
    return {"complaint": "risk", "compliment": "good"}.get(row.kind)


def _state_style(row: InboxRow) -> str | None:
    return {FeedbackState.NEW: "strong", FeedbackState.CLOSED: "muted"}.get(row.state)
