"""The feedback inbox: what is open first, the newest on top."""

from typing import Any

from sqlalchemy import Connection, FromClause, Select, select

from itcrm_tui.domain.overview import InboxRow, Key
from itcrm_tui.ids import RecordId
from storage.orders import inbox_order
from storage.tables import TABLES
from storage.views.matching import matching
from storage.views.pages import Run, beyond, in_order, page, sorted_beyond
from storage.views.parts import keyed, short_name_of

_feedback = TABLES["feedback"]
_is_open, _received, _ = inbox_order(_feedback)


def inbox(connection: Connection, words: str, *, start: Key | None, backwards: bool, limit: int) -> list[InboxRow]:
    """Return a page of feedback. The list runs downwards."""
    order, down = (_is_open, _received, _feedback.c.id), not backwards
    match = matching(connection, "feedback", words)
    if match.few:
        runs = [sorted_beyond((), order, start, down=down)]
    else:
        runs = [Run((), order)] if start is None else beyond((), order, start, down=down)
    shown = (_is_open.label("is_open"), _received.label("received_at"), _feedback.c.id)
    found = page(runs, shown, match.conditions, limit, down=down)
    query = in_order(_rows(found), found, down=down)
    rows = [
        InboxRow(received_at=row["received_at"], **keyed(row, "is_open", "received_at", "id"))
        for row in connection.execute(query).mappings()
    ]
    return rows[::-1] if backwards else rows


def _rows(found: FromClause) -> Select[Any]:
    return select(
        _feedback.c.id,
        found.c.is_open,
        found.c.received_at,
        _feedback.c.kind,
        _feedback.c.subject,
        _feedback.c.client.label("client_id"),
        short_name_of("client", _feedback.c.client).label("client"),
        _feedback.c.state,
        _feedback.c.reply_due,
        _feedback.c.csat,
    ).join_from(found, _feedback, found.c.id == _feedback.c.id)


def place(connection: Connection, record_id: RecordId) -> Key | None:
    """Return where a living piece of feedback stands in the inbox."""
    query = select(_is_open, _received, _feedback.c.id)
    row = connection.execute(query.where(_feedback.c.id == record_id, _feedback.c.deleted_at.is_(None))).first()
    return tuple(row) if row else None
