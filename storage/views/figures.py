"""Figures over the records that point at a row: how many, the first, the last."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, Select, exists, literal, null, select, tuple_

from storage.views.parts import figure


@dataclass(frozen=True)
class Figure:
    """One figure over the living rows of `table` whose column `points` is the record, if they fulfil the conditions.

    `none` is what a record has at which no such row points: 0, or None for unknown.
    """

    table: FromClause
    points: ColumnElement[Any]
    what: ColumnElement[Any]
    conditions: tuple[ColumnElement[bool], ...] = ()
    none: int | None = 0

    def of(self, record: ColumnElement[Any]) -> ScalarSelect[Any]:
        """Return the figure of the record that a column names."""
        return figure(self.table, self.what, self.points == record, *self.conditions)

    def counted(self, start: tuple[Any, ...] | None, *, down: bool) -> Select[Any]:
        """Return figure and id of all records that have any, in the order of these, from a start on."""
        groups = select(self.what.label("figure"), self.points.label("record")).where(*self._rows())
        found = groups.group_by(self.points).subquery("figures")
        order = (found.c.figure, found.c.record)
        query = select(*order)
        if start is not None:
            here, there = (
                tuple_(*order),
                tuple_(*(literal(value, one.type) for value, one in zip(start, order, strict=True))),
            )
            query = query.where(here < there if down else here > there)
        return query.order_by(*(column.desc() if down else column for column in order))

    def lacking(self, records: FromClause, start: tuple[Any, ...] | None, *, down: bool) -> Select[Any]:
        """Return `none` and the id of the living records without any, in the order of ids, from a start on."""
        record = records.c.id
        any_row = exists().where(self.points == record, *self._rows())
        value = null() if self.none is None else literal(self.none)
        query = select(value.label("figure"), record).where(records.c.deleted_at.is_(None), ~any_row)
        if start is not None:
            query = query.where(record < start[-1] if down else record > start[-1])
        return query.order_by(record.desc() if down else record)

    def _rows(self) -> tuple[ColumnElement[bool], ...]:
        return self.table.c.deleted_at.is_(None), *self.conditions
