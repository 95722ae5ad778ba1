"""What single columns say to a filter, on each engine."""

from collections.abc import Callable, Sequence
from operator import eq, ge, gt, le, lt
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, distinct, false, func, literal
from sqlalchemy.types import TypeEngine

from itcrm_tui.domain.canonical import decimal_text
from itcrm_tui.domain.fields import Type
from itcrm_tui.query.asked import Asked, Measure
from storage.filtering.folding import Folded
from storage.fitting import storable
from storage.types import Whole

_ORDERS: dict[str, Callable[[Any, Any], Any]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq}


def compared(
    connection: Connection, asked: Asked, found: ColumnElement[Any], operator: str, value: Any
) -> ColumnElement[bool]:
    """Return the condition that what was found stands to a value as the operator says."""
    compare = _ORDERS[operator]
    if asked.holds is Type.DECIMAL and connection.dialect.name == "sqlite":
        order: ColumnElement[bool] = compare(func.decimal_order(found, decimal_text(value), type_=Whole), 0)
        return order
    wanted: ColumnElement[bool] = compare(found, literal(value, found.type))
    return wanted


def equal(found: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    """Return the condition that a column holds just this value."""
    same: ColumnElement[bool] = found == literal(value, found.type)
    return same


def contains(connection: Connection, found: ColumnElement[Any], text: str, *, whole: bool) -> ColumnElement[bool]:
    """Return the condition that a text, folded, has a folded text in it, or is nothing but that."""
    if not storable(text):
        return false()
    if whole:
        return Folded(found) == literal(text, Text())
    place = func.strpos if connection.dialect.name == "postgresql" else func.instr
    return place(Folded(found), literal(text, Text()), type_=Whole) > 0


def parts(connection: Connection, listed: ColumnElement[Any]) -> Any:
    """Return the texts of a list as a column of a table of their own; an unknown list has none."""
    if connection.dialect.name == "postgresql":
        return func.jsonb_array_elements_text(listed).table_valued("value").c.value
    return func.json_each(listed).table_valued("value").c.value


def first_known(found: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """Return the first of some columns that is known."""
    return found[0] if len(found) == 1 else func.coalesce(*found, type_=found[0].type)


def measure(how: Measure, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return what is made of many rows; a count of none is 0, all else of none is unknown."""
    kept: TypeEngine[Any] = column.type
    match how:
        case Measure.COUNT:
            return func.count()
        case Measure.DIFFERENT:
            return func.count(distinct(column))
        case Measure.SMALLEST:
            return func.min(column, type_=kept)
        case Measure.GREATEST:
            return func.max(column, type_=kept)
        case Measure.SUM:
            return func.sum(column, type_=kept)
