"""The form of a row that is the same whatever engine it comes from: texts, whole numbers, yes and no."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any

from orjson import OPT_SORT_KEYS, dumps, loads
from sqlalchemy import Column, ColumnElement, Table, Text, cast, type_coerce
from sqlalchemy.types import NULLTYPE

from itcrm_tui.domain.canonical import decimal_text, instant_text
from storage.types import Document, Exact, Flag, Instant, PlainDate

Values = tuple[Any, ...]
Form = Callable[[Any], Any]


def selected(engine: str, table: Table) -> list[ColumnElement[Any]]:
    """Return a table's columns as the driver gives them; documents as text."""
    return [_selected(engine, column) for column in table.columns]


@cache
def reading(engine: str, table: Table) -> Callable[[Sequence[Any]], Values]:
    """Return what turns the selected columns of a row into the common form."""
    return _each(_NATIVE if engine == "postgresql" else _CANONICAL, table)


@cache
def writing(engine: str, table: Table) -> Callable[[Sequence[Any]], Values]:
    """Return what turns a row in the common form into what an engine's driver takes."""
    return _each({Flag: int} if engine == "sqlite" else {}, table)


class Digest:
    """How many rows there are, and a digest over them in the common form, given in the order of their key."""

    def __init__(self) -> None:
        self.rows = 0
        self._hash = sha256()

    def add(self, values: Values) -> None:
        """Take in a row."""
        self.rows += 1
        self._hash.update(dumps(values) + b"\n")

    @property
    def found(self) -> tuple[int, str]:
        """The count and the digest so far."""
        return self.rows, self._hash.hexdigest()


def _selected(engine: str, column: Column[Any]) -> ColumnElement[Any]:
    if engine == "postgresql" and isinstance(column.type, Document):
        return cast(column, Text).label(column.name)
    return type_coerce(column, NULLTYPE).label(column.name)


def _each(forms: dict[type, Form], table: Table) -> Callable[[Sequence[Any]], Values]:
    different = [(place, forms[type(one.type)]) for place, one in enumerate(table.columns) if type(one.type) in forms]

    def formed(row: Sequence[Any]) -> Values:
        values = list(row)
        for place, form in different:
            if values[place] is not None:
                values[place] = form(values[place])
        return tuple(values)

    return formed


def _document(text: str) -> str:
    return dumps(loads(text), option=OPT_SORT_KEYS).decode()


_NATIVE: dict[type, Form] = {
    Document: _document,
    Exact: decimal_text,
    Instant: instant_text,
    PlainDate: date.isoformat,
}
_CANONICAL: dict[type, Form] = {
    Document: _document,
    Exact: lambda text: decimal_text(Decimal(text)),
    Flag: bool,
}
