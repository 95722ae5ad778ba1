"""The feedback inbox: what is open first, the newest on top."""

from sqlalchemy import Connection, func, select

from itcrm_tui.domain.feedback import FeedbackState
from itcrm_tui.domain.overview import InboxRow, Key
from itcrm_tui.ids import RecordId
from storage.orders import inbox_order
from storage.reader import keyset
from storage.tables import TABLES
from storage.views.parts import keyed, matching, short_name_of

_feedback = TABLES["feedback"]
_is_open, _received, _ = inbox_order(_feedback)


def inbox(connection: Connection, words: str, *, start: Key | None, backwards: bool, limit: int) -> list[InboxRow]:
    """Return a page of feedback. The list runs downwards, so its next page is the keyset's previous one."""
    query = select(
        _feedback.c.id,
        _is_open.label("is_open"),
        _received.label("received_at"),
        _feedback.c.kind,
        _feedback.c.subject,
        _feedback.c.client.label("client_id"),
        short_name_of("client", _feedback.c.client).label("client"),
        _feedback.c.state,
        _feedback.c.reply_due,
        _feedback.c.csat,
    ).where(*matching(connection, "feedback", words))
    order = (_is_open, _received, _feedback.c.id)
    query = keyset(query, order, start, backwards=not backwards).limit(limit)
    rows = [
        InboxRow(received_at=row["received_at"], **keyed(row, "is_open", "received_at", "id"))
        for row in connection.execute(query).mappings()
    ]
    return rows[::-1] if backwards else rows


def open_feedback(connection: Connection, words: str) -> int:
    """Return how many pieces of feedback are not closed."""
    conditions = (*matching(connection, "feedback", words), _feedback.c.state != FeedbackState.CLOSED)
    return connection.scalar(select(func.count()).select_from(_feedback).where(*conditions)) or 0


def place(connection: Connection, record_id: RecordId) -> Key | None:
    """Return where a living piece of feedback stands in the inbox."""
    query = select(_is_open, _received, _feedback.c.id)
    row = connection.execute(query.where(_feedback.c.id == record_id, _feedback.c.deleted_at.is_(None))).first()
    return tuple(row) if row else None
