"""A page out of several runs of rows, each in the order of an index, so that nothing is sorted but what is shown.

`UNION ALL` of the first rows of every run, the best of them, and only then what belongs to these.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, and_, literal, select, tuple_, union_all

Order = Sequence[ColumnElement[Any]]


@dataclass(frozen=True)
class Run:
    """Rows that fulfil some conditions, in the order of an index that begins with what the conditions fix."""

    conditions: tuple[ColumnElement[bool], ...]
    order: Order


def beyond(conditions: Sequence[ColumnElement[bool]], order: Order, start: Sequence[Any], *, down: bool) -> list[Run]:
    """Return the runs of the rows beyond a place: those that differ in the last column of the order, and so on.

    `down` is for a list, or a way through it, that goes from the greater to the smaller.
    """
    place = [literal(value, column.type) for value, column in zip(start, order, strict=True)]
    runs: list[Run] = []
    for last in reversed(range(len(order))):
        same = [column == value for column, value in zip(order[:last], place[:last], strict=True)]
        differs = order[last] < place[last] if down else order[last] > place[last]
        runs.append(Run((*conditions, *same, differs), order[last:]))
    return runs


def sorted_beyond(
    conditions: Sequence[ColumnElement[bool]], order: Order, start: Sequence[Any] | None, *, down: bool
) -> Run:
    """Return the rows beyond a place as one run, where they are so few that sorting them is nothing."""
    if start is None:
        return Run(tuple(conditions), order)
    place = tuple_(*(literal(value, column.type) for value, column in zip(start, order, strict=True)))
    return Run((*conditions, tuple_(*order) < place if down else tuple_(*order) > place), order)


def page(
    runs: Iterable[Run],
    shown: Sequence[ColumnElement[Any]],
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
    *,
    down: bool,
) -> Subquery:
    """Return the first `limit` rows of all runs together, with the columns of `shown`, by which they are ordered."""
    firsts = []
    for run in runs:
        order = [column.desc() for column in run.order] if down else run.order
        first = select(*shown).where(and_(*run.conditions, *conditions)).order_by(*order).limit(limit).subquery()
        firsts.append(select(first))
    together = (union_all(*firsts) if len(firsts) > 1 else firsts[0]).subquery("runs")
    best = in_order(select(together), together, down=down).limit(limit)
    return best.subquery("page")


def in_order(query: Select[Any], page: FromClause, *, down: bool) -> Select[Any]:
    """Return a query that keeps the order of a page."""
    return query.order_by(*(column.desc() if down else column for column in page.c))
