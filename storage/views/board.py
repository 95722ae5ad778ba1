"""The board: commitments by state, the soonest due first."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, func, literal, select

from itcrm_tui.domain.commitment import CommitmentState, RequirementKind
from itcrm_tui.domain.overview import BoardCard, Key
from storage.reader import keyset
from storage.tables import TABLES
from storage.types import PlainDate
from storage.views.parts import figure, keyed, matching, name_of, short_name_of

_commitment, _requirement = TABLES["commitment"], TABLES["requirement"]
_due_order = func.coalesce(_commitment.c.due, literal(date.max, PlainDate()), type_=PlainDate())


def board_column(
    connection: Connection,
    states: Collection[CommitmentState],
    words: str,
    *,
    start: Key | None,
    backwards: bool,
    limit: int,
) -> list[BoardCard]:
    """Return a page of the commitments in some states; those without a due date come last."""
    hours = (_requirement.c.commitment == _commitment.c.id, _requirement.c.kind == RequirementKind.HOURS)
    query = select(
        _commitment.c.id,
        _due_order.label("due_order"),
        _commitment.c.title,
        _commitment.c.client.label("client_id"),
        short_name_of("client", _commitment.c.client).label("client"),
        _commitment.c.state,
        _commitment.c.due,
        name_of("person", _commitment.c.owner).label("owner"),
        figure(_requirement, func.sum(_requirement.c.minutes), *hours).label("minutes"),
    ).where(*matching(connection, "commitment", words), _commitment.c.state.in_(states))
    query = keyset(query, (_due_order, _commitment.c.id), start, backwards=backwards).limit(limit)
    rows = [BoardCard(**keyed(row, "due_order", "id")) for row in connection.execute(query).mappings()]
    return rows[::-1] if backwards else rows


def board_counts(connection: Connection, words: str, today: date) -> dict[CommitmentState, tuple[int, int]]:
    """Return for each state how many commitments are in it, and how many of those are overdue."""
    late = func.count().filter(_commitment.c.due < today)
    query = select(_commitment.c.state, func.count(), late).where(*matching(connection, "commitment", words))
    return {row[0]: (row[1], row[2]) for row in connection.execute(query.group_by(_commitment.c.state))}
