"""The board: commitments by state, the soonest due first."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, FromClause, Select, Text, cast, func, literal, select

from itcrm_tui.domain.commitment import CommitmentState, RequirementKind
from itcrm_tui.domain.overview import BoardCard, Key
from storage.tables import TABLES
from storage.types import PlainDate
from storage.views.matching import matching
from storage.views.pages import Run, beyond, in_order, page, sorted_beyond
from storage.views.parts import figure, keyed, name_of, short_name_of

_commitment, _requirement, _override = TABLES["commitment"], TABLES["requirement"], TABLES["override"]
_NO_DAY = date.max
"""Where those without a due date stand: last."""


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
    due_order = func.coalesce(_commitment.c.due, literal(_NO_DAY, PlainDate()), type_=PlainDate()).label("due_order")
    match = matching(connection, "commitment", words)
    if match.few:
        here = (cast(_commitment.c.state, Text).in_(map(str, states)),)  # cast: the index of states must not tempt
        runs = [sorted_beyond(here, (due_order.element, _commitment.c.id), start, down=backwards)]
    else:
        runs = [run for state in states for run in _runs(state, start, down=backwards)]
    found = page(runs, (due_order, _commitment.c.id), match.conditions, limit, down=backwards)
    query = in_order(_cards(found), found, down=backwards)
    rows = [BoardCard(**keyed(row, "due_order", "id")) for row in connection.execute(query).mappings()]
    return rows[::-1] if backwards else rows


def _runs(state: CommitmentState, start: Key | None, *, down: bool) -> list[Run]:
    """Return the runs of one state beyond a place: the dated in order of day, the others in order of id."""
    here, due, record = _commitment.c.state == state, _commitment.c.due, _commitment.c.id
    dated, undated = (here, due.is_not(None)), (here, due.is_(None))
    if start is None:
        return [Run(dated, (due, record)), Run(undated, (record,))]
    if start[0] == _NO_DAY:
        rest = beyond(undated, (record,), start[1:], down=down)
        return [*rest, Run(dated, (due, record))] if down else rest
    rest = beyond(dated, (due, record), start, down=down)
    return rest if down else [*rest, Run(undated, (record,))]


def _cards(found: FromClause) -> Select[Any]:
    hours = (_requirement.c.commitment == _commitment.c.id, _requirement.c.kind == RequirementKind.HOURS)
    return select(
        _commitment.c.id,
        found.c.due_order,
        _commitment.c.title,
        _commitment.c.client.label("client_id"),
        short_name_of("client", _commitment.c.client).label("client"),
        _commitment.c.state,
        _commitment.c.due,
        name_of("person", _commitment.c.owner).label("owner"),
        figure(_requirement, func.sum(_requirement.c.minutes), *hours).label("minutes"),
        figure(_override, func.count(), _override.c.commitment == _commitment.c.id).label("overrides"),
    ).join_from(found, _commitment, found.c.id == _commitment.c.id)
