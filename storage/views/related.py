"""The records that name another one, a page at a time, in the order in which one reads them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, Text, case, cast, func, literal, select

from itcrm_tui.domain.fields import LINK_TYPES, Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.profile import CLOSED
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.relations import Relation
from itcrm_tui.ids import RecordId
from storage.ledger import link
from storage.orders import inbox_order
from storage.reader import Key, Reader, keyset
from storage.rows import record_from
from storage.tables import TABLES
from storage.types import Instant, PlainDate

MOST_COUNTED = 10_000
Order = tuple[Sequence[ColumnElement[Any]], bool]
"""Columns, and whether the list runs downwards."""

_DAYS = (Type.DATE, Type.INSTANT, Type.MONTH)


def page(
    reader: Reader, relation: Relation, subject: RecordId, *, start: Key | None, backwards: bool, limit: int
) -> list[tuple[Key, Record]] | Hidden:
    """Return up to `limit` records after `start`, or before it when backwards, each with its place in the list."""
    kind = relation.kind
    if kind.name in reader.hidden:
        return Hidden(kind.name)
    order, down = _order(kind)
    places = [column.label(f"place_{at}") for at, column in enumerate(order)]
    query = select(TABLES[kind.name], *places).where(*_naming(relation, subject))
    query = keyset(query, order, start, backwards=backwards is not down).limit(limit)
    rows = [
        (tuple(row[place.name] for place in places), record_from(kind, row))
        for row in reader.connection.execute(query).mappings()
    ]
    return rows[::-1] if backwards else rows


def place(reader: Reader, relation: Relation, subject: RecordId, record_id: RecordId) -> Key | None:
    """Return where a record stands in the list; None when it is not there."""
    kind = relation.kind
    if kind.name in reader.hidden:
        return None
    order, _ = _order(kind)
    query = select(*order).where(TABLES[kind.name].c.id == record_id, *_naming(relation, subject))
    row = reader.connection.execute(query).first()
    return tuple(row) if row else None


def count(reader: Reader, relation: Relation, subject: RecordId) -> int | Hidden:
    """Return how many there are; one more than `MOST_COUNTED` where they are more than that."""
    if relation.kind.name in reader.hidden:
        return Hidden(relation.kind.name)
    few = _ids(relation, subject).limit(MOST_COUNTED + 1).subquery()
    return reader.connection.scalar(select(func.count()).select_from(few)) or 0


def any_of(reader: Reader, relation: Relation, subject: RecordId) -> bool:
    """Whether there is any, as far as the role may know."""
    if relation.kind.name in reader.hidden:
        return False
    return reader.connection.scalar(_ids(relation, subject).limit(1)) is not None


def _ids(relation: Relation, subject: RecordId) -> Select[Any]:
    return select(TABLES[relation.kind.name].c.id).where(*_naming(relation, subject))


def _naming(relation: Relation, subject: RecordId) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that leave the living records which name the subject in the relation's field."""
    table, name = TABLES[relation.kind.name], relation.field.name
    if relation.field.holds in LINK_TYPES:
        linked = select(link.c.record_id).where(link.c.target_id == subject, link.c.field == name)
        points: ColumnElement[bool] = table.c.id.in_(linked.where(link.c.kind == relation.kind.name))
    else:
        points = table.c[name] == subject
    return points, table.c.deleted_at.is_(None)


def _order(kind: Kind) -> Order:
    """Return what a kind is ordered by under another record, and whether downwards: what is open or new comes first.

    The rows of one record are found by an index and then sorted: few enough for that, unless they are millions.
    """
    table = TABLES[kind.name]
    if special := _SPECIAL.get(kind.name):
        return special(table)
    day = next((field for field in kind.fields if field.required and field.holds in _DAYS), None)
    if day:
        return (table.c[day.name], table.c.id), True
    return ((table.c.sort_name, table.c.id), False) if kind.name_field else ((table.c.id,), True)


def _commitments(table: Table) -> Order:
    closed = case((cast(table.c.state, Text).in_(map(str, CLOSED)), 1), else_=0)
    due = func.coalesce(table.c.due, literal(date.max, PlainDate()), type_=PlainDate())
    return (closed, due, table.c.id), False


def _touchpoints(table: Table) -> Order:
    when = func.coalesce(table.c.held_at, table.c.planned_at, table.c.created_at, type_=Instant())
    return (when, table.c.id), True


_SPECIAL: dict[str, Callable[[Table], Order]] = {
    "commitment": _commitments,
    "feedback": lambda table: (inbox_order(table), True),
    "touchpoint": _touchpoints,
}
