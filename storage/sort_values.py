"""What the fields of a kind are sorted by, the same on every engine."""

from typing import Any

from sqlalchemy import REAL, ColumnElement, Connection, Text, case, func, select
from sqlalchemy import cast as cast_to

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from storage.tables import TABLES
from storage.types import Words

UNSORTED = frozenset({Type.REFERENCES, Type.SHARES, Type.ANY_REFERENCE})
"""Lists of records have no order that means anything."""


def sort_value(connection: Connection, kind: Kind, field: Field) -> ColumnElement[Any]:
    """Return what a field is sorted by: words in their order, texts without case, references by name."""
    table = TABLES[kind.name]
    column = table.c[field.name]
    if field == kind.name_field:
        return table.c.sort_name
    if field.choices:
        return case({word.value: place for place, word in enumerate(field.choices)}, value=cast_to(column, Text))
    match field.holds:
        case Type.REFERENCE:
            return _name_of(field.target or "", column)
        case Type.DECIMAL if connection.dialect.name == "sqlite":
            return cast_to(column, REAL)
        case Type.TEXTS:
            return func.lower(cast_to(column, Words))
        case Type.TEXT | Type.LINES:
            return func.lower(column)
    return column


def _name_of(target: str, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the folded name of the record that a column points at; its id, where such records have no name."""
    if KINDS[target].name_field is None:
        return column
    table = TABLES[target].alias()
    return select(table.c.sort_name).where(table.c.id == column).scalar_subquery()
