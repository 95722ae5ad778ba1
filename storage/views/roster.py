"""The roster: clients with what is promised to them, what they said, and when they were last seen."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, or_, select

from itcrm_tui.domain.feedback import FeedbackState
from itcrm_tui.domain.overview import Key, RosterRow
from storage.reader import keyset
from storage.tables import TABLES
from storage.views.matching import matching
from storage.views.parts import PROMISED, figure, keyed, name_of

_client, _commitment = TABLES["client"], TABLES["commitment"]
_feedback, _touchpoint, _subscription = TABLES["feedback"], TABLES["touchpoint"], TABLES["subscription"]
_order = (_client.c.sort_name, _client.c.id)


def roster(
    connection: Connection, words: str, *, today: date, start: Key | None, backwards: bool, limit: int
) -> list[RosterRow]:
    """Return a page of clients in order of name."""
    query = _rows(today).where(*matching(connection, "client", words).conditions)
    query = keyset(query, _order, start, backwards=backwards).limit(limit)
    rows = [RosterRow(**keyed(row, "sort_name", "id")) for row in connection.execute(query).mappings()]
    return rows[::-1] if backwards else rows


def first_rows(today: date) -> Select[Any]:
    """Return the query for the first clients in order of name."""
    return keyset(_rows(today).where(_client.c.deleted_at.is_(None)), _order, None, backwards=False)


def _rows(today: date) -> Select[Any]:
    return select(
        _client.c.id,
        _client.c.sort_name,
        _client.c.code,
        _client.c.name,
        _client.c.segment,
        _client.c.tier,
        _client.c.perceived_health,
        name_of("person", _client.c.relationship_owner).label("owner"),
        *_figures(today),
    )


def _figures(today: date) -> list[ColumnElement[Any]]:
    waiting = (_commitment.c.client == _client.c.id, _commitment.c.state.in_(PROMISED))
    uses = (
        _subscription.c.client == _client.c.id,
        or_(_subscription.c.ends_on.is_(None), _subscription.c.ends_on >= today),
    )
    said = (_feedback.c.client == _client.c.id, _feedback.c.state != FeedbackState.CLOSED)
    met = (_touchpoint.c.client == _client.c.id,)
    return [
        figure(_subscription, func.count(distinct(_subscription.c.service)), *uses).label("services"),
        figure(_commitment, func.count(), *waiting).label("promises"),
        figure(_commitment, func.count(), *waiting, _commitment.c.due < today).label("late"),
        figure(_commitment, func.min(_commitment.c.due), *waiting).label("next_due"),
        figure(_feedback, func.count(), *said).label("open_feedback"),
        figure(_touchpoint, func.max(_touchpoint.c.held_at), *met).label("last_touchpoint_at"),
    ]
