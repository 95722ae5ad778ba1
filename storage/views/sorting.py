"""A list in the order of any value: what has none comes last either way, what has the same is in the order of ids.

A page is found by its place, never by counting off what comes before it. No index has most of these orders, so the
database looks at every row that matches, and keeps the best of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, RowMapping, Select, and_, literal, or_, select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.overview import Key, Sort
from itcrm_tui.ids import RecordId
from storage.batches import among
from storage.reader import keyset
from storage.sort_values import sort_value
from storage.tables import TABLES
from storage.views.figures import Figure
from storage.views.matching import matching

Value = ColumnElement[Any] | Figure
"""What a view has beside the fields of its kind: a figure, or another expression over the row."""


@dataclass(frozen=True)
class Part:
    """Which rows of an order: up to `limit` after `start`, or before it when backwards."""

    start: Key | None
    backwards: bool
    limit: int


@dataclass(frozen=True)
class Ordered:
    """An order by a value and an id. `known`: every row has the value, so that an index of both may serve."""

    value: ColumnElement[Any]
    record: ColumnElement[Any]
    descending: bool
    known: bool = False

    def page(self, query: Select[Any], part: Part) -> Select[Any]:
        """Return a query for a part of the rows, from the start on; backwards in reverse."""
        down = self.descending is not part.backwards
        if self.known:
            return keyset(query, (self.value, self.record), part.start, backwards=down).limit(part.limit)
        if part.start is not None:
            query = query.where(self._beyond(part.start, down=down, backwards=part.backwards))
        unknown = self.value.is_(None)
        order = [column.desc() if down else column for column in (self.value, self.record)]
        return query.order_by(unknown.desc() if part.backwards else unknown, *order).limit(part.limit)

    def _beyond(self, start: Key, *, down: bool, backwards: bool) -> ColumnElement[bool]:
        value, record = start
        unknown, beside = self.value.is_(None), _after(self.record, record, down=down)
        if value is None:
            return or_(self.value.is_not(None), beside) if backwards else and_(unknown, beside)
        same = literal(value, self.value.type)
        later = or_(_after(self.value, value, down=down), and_(self.value == same, beside))
        return later if backwards else or_(later, unknown)


def _after(column: ColumnElement[Any], value: Any, *, down: bool) -> ColumnElement[bool]:
    there = literal(value, column.type)
    found: ColumnElement[bool] = column < there if down else column > there
    return found


def sorted_keys(
    connection: Connection, kind: Kind, words: str, sort: Sort, values: Mapping[str, Value], part: Part
) -> list[Key]:
    """Return the places, value and id, of a page of the living records that match, in list order.

    `values` are those of the view, by name; every other name is a field of the kind. Raises KeyError for none of them.
    """
    value = values.get(sort.by)
    if isinstance(value, Figure) and not words.strip():
        found = _keys_by_figure(connection, kind, value, sort, part)
    else:
        query = select(*_place(connection, kind, sort, values)).where(
            *matching(connection, kind.name, words).conditions
        )
        found = _read(connection, _ordered(connection, kind, sort, values).page(query, part))
    return found[::-1] if part.backwards else found


def place_of(
    connection: Connection, kind: Kind, record_id: RecordId, sort: Sort, values: Mapping[str, Value]
) -> Key | None:
    """Return where a living record stands in an order; None when it is not there."""
    table = TABLES[kind.name]
    query = select(*_place(connection, kind, sort, values)).where(table.c.id == record_id, table.c.deleted_at.is_(None))
    return next(iter(_read(connection, query)), None)


def _place(
    connection: Connection, kind: Kind, sort: Sort, values: Mapping[str, Value]
) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    ordered = _ordered(connection, kind, sort, values)
    return ordered.value.label("sorted_by"), ordered.record


def _ordered(connection: Connection, kind: Kind, sort: Sort, values: Mapping[str, Value]) -> Ordered:
    record, value = TABLES[kind.name].c.id, values.get(sort.by)
    if value is None:
        field = kind.by_name[sort.by]
        known = field == kind.name_field and field.required
        return Ordered(sort_value(connection, kind, field), record, sort.descending, known)
    return Ordered(value.of(record) if isinstance(value, Figure) else value, record, sort.descending)


def _keys_by_figure(connection: Connection, kind: Kind, figure: Figure, sort: Sort, part: Part) -> list[Key]:
    """Go through the figures that there are, and apart from them through the records that have none.

    That is one walk through an index of the rows that count, instead of a look into it for each record.
    """
    down = sort.descending is not part.backwards
    zero_first = figure.none is not None and not sort.descending
    runs = [False, True] if zero_first is not part.backwards else [True, False]
    start, found = part.start, list[Key]()
    for has_any in runs:
        if start is not None and (start[0] != figure.none) is not has_any:
            continue
        query = figure.counted(start, down=down) if has_any else figure.lacking(TABLES[kind.name], start, down=down)
        found += _read(connection, query.limit(part.limit - len(found)))
        start = None
        if len(found) == part.limit:
            break
    return found


def _read(connection: Connection, query: Select[Any]) -> list[Key]:
    return [tuple(row) for row in connection.execute(query)]


def sorted_rows(
    connection: Connection, rows: Select[Any], table: FromClause, keys: Sequence[Key]
) -> list[dict[str, Any]]:
    """Return the rows of a view that stand at some places, each with its own as `key`."""
    query = rows.where(among(table.c.id, [key[-1] for key in keys]))
    found = {row["id"]: row for row in connection.execute(query).mappings()}
    return [_keyed(found[key[-1]], key) for key in keys if key[-1] in found]


def _keyed(row: RowMapping, key: Key) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "sort_name"} | {"key": key}
