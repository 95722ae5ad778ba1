"""The feedback inbox: what is open first, the newest on top; under a filter the newest of all."""

from typing import Any

from sqlalchemy import Connection, FromClause, Select, Text, case, cast, literal, select

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.overview import InboxRow, Key, Sort
from itcrm_tui.ids import RecordId
from storage.orders import inbox_order
from storage.tables import TABLES
from storage.views.indexed import indexed_page
from storage.views.matching import Match, matching
from storage.views.pages import Order, Run, beyond, in_order, page, sorted_beyond
from storage.views.parts import keyed, short_name_of
from storage.views.sorting import Part, Value, sorted_keys, sorted_rows

_feedback = TABLES["feedback"]
_is_open, _received, _ = inbox_order(_feedback)
_OPEN_FIRST = {"is_open": _is_open, "received_at": _received, "id": _feedback.c.id}
_NEWEST_FIRST = {"received_at": _received, "id": _feedback.c.id}
_waits = cast(_feedback.c.state, Text).not_in(("answered", "closed"))
VALUES: dict[str, Value] = {"received_at": _received, "reply_due": case((_waits, _feedback.c.reply_due))}
"""What the inbox is sorted by that is not just a field: when it came, as far as that is known; when a reply is due,
while one is."""


def inbox(
    connection: Connection, words: str, *, start: Key | None, backwards: bool, limit: int, sort: Sort | None = None
) -> list[InboxRow]:
    """Return a page of feedback. The list runs downwards, unless another order is asked for."""
    if sort is not None:
        keys = sorted_keys(connection, KINDS["feedback"], words, sort, VALUES, Part(start, backwards, limit))
        every = select(_received.label("received_at"), _feedback.c.id).subquery()
        return [InboxRow(**row) for row in sorted_rows(connection, _rows(every), _feedback, keys)]
    down, match = not backwards, matching(connection, "feedback", words, indexed=True)
    order = _NEWEST_FIRST if words.strip() else _OPEN_FIRST
    found = indexed_page(connection, "feedback", match, _received, start, limit, down=down)
    if found is None:
        shown = [column.label(name) for name, column in order.items()]
        found = page(_runs(match, tuple(order.values()), start, down=down), shown, match.conditions, limit, down=down)
    query = in_order(_rows(found), found, down=down)
    rows = [
        InboxRow(received_at=row["received_at"], **keyed(row, *order)) for row in connection.execute(query).mappings()
    ]
    return rows[::-1] if backwards else rows


def _runs(match: Match, order: Order, start: Key | None, *, down: bool) -> list[Run]:
    """Return the runs of an index that make up the list; the newest are the newest open and the newest closed ones."""
    if match.few:
        return [sorted_beyond((), order, start, down=down)]
    if _is_open in order:
        return [Run((), order)] if start is None else beyond((), order, start, down=down)
    states = [(_is_open == literal(state),) for state in (1, 0)]
    if start is None:
        return [Run(state, order) for state in states]
    return [run for state in states for run in beyond(state, order, start, down=down)]


def _rows(found: FromClause) -> Select[Any]:
    place = [column for column in found.c if column.name in ("is_open", "received_at")]
    return select(
        _feedback.c.id,
        *place,
        _feedback.c.kind,
        _feedback.c.subject,
        _feedback.c.client.label("client_id"),
        short_name_of("client", _feedback.c.client).label("client"),
        _feedback.c.state,
        _feedback.c.reply_due,
        _feedback.c.csat,
    ).join_from(found, _feedback, found.c.id == _feedback.c.id)


def place(connection: Connection, record_id: RecordId, words: str = "") -> Key | None:
    """Return where a living piece of feedback stands in the inbox, or under a filter."""
    query = select(*(_NEWEST_FIRST if words.strip() else _OPEN_FIRST).values())
    row = connection.execute(query.where(_feedback.c.id == record_id, _feedback.c.deleted_at.is_(None))).first()
    return tuple(row) if row else None
