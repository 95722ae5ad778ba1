"""The roster: clients with what is promised to them, what they said, and when they were last seen."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Text, case, cast, distinct, func, or_, select

from itcrm_tui.domain.feedback import FeedbackState
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.overview import Key, RosterRow, Sort
from storage.orders import is_promised
from storage.reader import keyset
from storage.tables import TABLES
from storage.views.figures import Figure
from storage.views.matching import matching
from storage.views.parts import keyed, name_of
from storage.views.sorting import Part, Value, sorted_keys, sorted_rows

_client, _commitment = TABLES["client"], TABLES["commitment"]
_feedback, _touchpoint, _subscription = TABLES["feedback"], TABLES["touchpoint"], TABLES["subscription"]
VALUES: dict[str, Value] = {
    "perceived_health": case({"red": 1, "yellow": 2, "green": 3}, value=cast(_client.c.perceived_health, Text))
}
"""What the roster is sorted by that is not just a field: health, where it is known."""
_order = (_client.c.sort_name, _client.c.id)


def roster(
    connection: Connection,
    words: str,
    *,
    today: date,
    start: Key | None,
    backwards: bool,
    limit: int,
    sort: Sort | None = None,
) -> list[RosterRow]:
    """Return a page of clients, in order of name unless another is asked for."""
    if sort is not None:
        part = Part(start, backwards, limit)
        keys = sorted_keys(connection, KINDS["client"], words, sort, figures(today) | VALUES, part)
        return [RosterRow(**row) for row in sorted_rows(connection, _rows(today), _client, keys)]
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
        *(figure.of(_client.c.id).label(name) for name, figure in figures(today).items()),
    )


def figures(today: date) -> dict[str, Figure]:
    """Return what is counted of each client, by name."""
    client, when, ends_on = _commitment.c.client, _commitment.c.due, _subscription.c.ends_on
    waiting = (is_promised(),)
    in_use = (or_(ends_on.is_(None), ends_on >= today),)
    unanswered = (_feedback.c.state != FeedbackState.CLOSED,)
    met = _touchpoint.c.held_at
    return {
        "services": Figure(
            _subscription, _subscription.c.client, func.count(distinct(_subscription.c.service)), in_use
        ),
        "promises": Figure(_commitment, client, func.count(), waiting),
        "late": Figure(_commitment, client, func.count(), (*waiting, when < today)),
        "next_due": Figure(_commitment, client, func.min(when), (*waiting, when.is_not(None)), none=None),
        "open_feedback": Figure(_feedback, _feedback.c.client, func.count(), unanswered),
        "last_touchpoint_at": Figure(_touchpoint, _touchpoint.c.client, func.max(met), (met.is_not(None),), none=None),
    }
