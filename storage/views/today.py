"""What of feedback and follow-ups has to be done until a day."""

from datetime import date, datetime

from sqlalchemy import Connection, select

from itcrm_tui.domain.feedback import FeedbackState
from itcrm_tui.ids import RecordId
from storage.tables import TABLES

MOST = 500
"""Nobody goes through more in a day; the oldest come first."""
_ANSWERED = (FeedbackState.ANSWERED, FeedbackState.CLOSED)


def replies_due(connection: Connection, before: datetime) -> list[RecordId]:
    """Return the feedback whose reply is due before a moment and has not been given."""
    feedback = TABLES["feedback"]
    query = select(feedback.c.id).where(
        feedback.c.deleted_at.is_(None), feedback.c.reply_due < before, feedback.c.state.not_in(_ANSWERED)
    )
    return list(connection.scalars(query.order_by(feedback.c.reply_due, feedback.c.id).limit(MOST)))


def follow_ups_due(connection: Connection, before: date) -> list[RecordId]:
    """Return the follow-ups that are due before a day and not done."""
    follow_up = TABLES["follow_up"]
    query = select(follow_up.c.id).where(
        follow_up.c.deleted_at.is_(None), follow_up.c.due < before, follow_up.c.done_on.is_(None)
    )
    return list(connection.scalars(query.order_by(follow_up.c.due, follow_up.c.id).limit(MOST)))
