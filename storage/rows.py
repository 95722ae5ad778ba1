"""Rows and records: the one place that turns either into the other."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import from_json, to_json
from itcrm_tui.text import folded
from storage.tables import SORT_LENGTH

_AS_DOCUMENT = frozenset({Type.TEXTS, Type.REFERENCES, Type.SHARES})


def from_column(field: Field, value: Any) -> Any:
    """Return a column's value as the record has it."""
    return from_json(field, value) if field.holds in _AS_DOCUMENT else value


def to_column(field: Field, value: Any) -> Any:
    """Return a JSON value as the column takes it."""
    return value if field.holds in _AS_DOCUMENT else from_json(field, value)


def record_from(kind: Kind, row: RowMapping) -> Record:
    """Return the record that a row of the kind's table holds."""
    values = {field.name: from_column(field, row[field.name]) for field in kind.fields}
    times = {name: row[name] for name in ("version", "created_at", "updated_at", "deleted_at")}
    return kind.record_type(id=row["id"], **times, **values)


def state_of(kind: Kind, row: RowMapping) -> dict[str, Any]:
    """Return what a row knows, field by field, in JSON form; unknown fields are left out."""
    known = {field.name: to_json(field, from_column(field, row[field.name])) for field in kind.fields}
    return {name: value for name, value in known.items() if value is not None}


def columns_for(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return JSON values as columns, with the sort name where the record's name is among them."""
    columns = {name: to_column(kind.by_name[name], value) for name, value in values.items()}
    if kind.name_field and kind.name_field.name in values:
        columns["sort_name"] = folded(values[kind.name_field.name] or "")[:SORT_LENGTH]
    return columns


def search_words(kind: Kind, state: Mapping[str, Any]) -> str:
    """Return what a search looks through: the folded values of the searched fields, a line each."""
    found = (state.get(field.name) for field in kind.fields if field.searched)
    return "\n".join(folded(value) for value in found if value)
