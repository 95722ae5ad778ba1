"""Rows and records: the one place that turns either into the other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from json import loads
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, type_coerce
from sqlalchemy.types import NULLTYPE

from itcrm_tui.domain.canonical import decimal_text, instant_text
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import from_json
from itcrm_tui.text import folded
from storage.tables import SORT_LENGTH, TABLES
from storage.types import canonical_json

_AS_DOCUMENT = frozenset({Type.TEXTS, Type.REFERENCES, Type.SHARES})


def from_column(field: Field, value: Any) -> Any:
    """Return a column's value as the record has it."""
    return from_json(field, value) if field.holds in _AS_DOCUMENT else value


def record_from(kind: Kind, row: RowMapping) -> Record:
    """Return the record that a row of the kind's table holds."""
    values = {field.name: from_column(field, row[field.name]) for field in kind.fields}
    times = {name: row[name] for name in ("version", "created_at", "updated_at", "deleted_at")}
    return kind.record_type(id=row["id"], **times, **values)


def raw_columns(kind: Kind) -> list[ColumnElement[Any]]:
    """Return the columns of a kind's fields as the driver gives them: `reading` knows what to make of them."""
    table = TABLES[kind.name]
    return [type_coerce(table.c[field.name], NULLTYPE).label(field.name) for field in kind.fields]


def reading(engine: str, kind: Kind) -> Callable[[Sequence[Any]], dict[str, Any]]:
    """Return what turns the raw columns of a row into what it knows, in JSON form; the unknown is left out."""
    forms = _NATIVE if engine == "postgresql" else _CANONICAL
    fields = [(field.name, forms.get(field.holds, as_it_is)) for field in kind.fields]

    def state(values: Sequence[Any]) -> dict[str, Any]:
        return {
            name: known
            for (name, form), value in zip(fields, values, strict=True)
            if value is not None and (known := form(value)) is not None
        }

    return state


def as_it_is(value: Any) -> Any:
    """Return a value that is the same in a column as in JSON."""
    return value


def _or_unknown(value: Any) -> Any:
    return value or None


_NATIVE: dict[Type, Callable[[Any], Any]] = {
    Type.DECIMAL: decimal_text,
    Type.DATE: date.isoformat,
    Type.INSTANT: instant_text,
    **dict.fromkeys(_AS_DOCUMENT, _or_unknown),
}
_CANONICAL: dict[Type, Callable[[Any], Any]] = {
    Type.FLAG: bool,
    **dict.fromkeys(_AS_DOCUMENT, lambda text: loads(text) or None),
}


def stored(engine: str, field: Field) -> Callable[[Any], Any]:
    """Return what turns a value in JSON form into what an engine's driver takes for the field's column."""
    if field.holds in _AS_DOCUMENT:
        return canonical_json
    return int if field.holds is Type.FLAG and engine == "sqlite" else as_it_is


def sort_name(name: str | None) -> str:
    """Return what a record's name is sorted by: folded, and short enough for every index."""
    return folded(name or "")[:SORT_LENGTH]


def search_words(kind: Kind, state: Mapping[str, Any]) -> str:
    """Return what a search looks through: the folded values of the searched fields, a line each."""
    return words_in(map(state.get, searched_fields(kind.name)))


def words_in(values: Iterable[str | None]) -> str:
    """Return the folded values of the searched fields, a line each."""
    return "\n".join([folded(value) for value in values if value])


@cache
def searched_fields(kind: str) -> tuple[str, ...]:
    """Return the names of the fields that a search looks through."""
    return tuple(field.name for field in KINDS[kind].fields if field.searched)
