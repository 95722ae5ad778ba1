"""The schema: one table a kind, made from the kind's declared fields. `ledger.py` has the journal's tables."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, FromClause, Index, MetaData, Table, text
from sqlalchemy.types import TypeEngine

from itcrm_tui.domain.fields import LINK_TYPES, Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from storage.orders import board_order, inbox_order
from storage.types import Choice, Document, Exact, Flag, Instant, PlainDate, Whole, Words
from storage.version import SCHEMA_VERSION as SCHEMA_VERSION

LIVING = text("deleted_at IS NULL")
SORT_LENGTH = 200

READ_BESIDE: dict[tuple[str, str], tuple[str, ...]] = {
    ("commitment", "client"): ("deleted_at", "state", "due"),
    ("feedback", "client"): ("deleted_at", "state"),
    ("requirement", "commitment"): ("deleted_at", "kind", "minutes"),
    ("subscription", "client"): ("deleted_at", "service", "ends_on"),
    ("subscription", "service"): ("deleted_at", "client", "ends_on"),
    ("touchpoint", "client"): ("deleted_at", "held_at"),
}
"""What lists count and sum of the records that point at a row: their index has it, so no record is read for it."""

LIST_ORDERS: dict[str, Callable[[FromClause], tuple[ColumnElement[Any], ...]]] = {
    "commitment": board_order,
    "feedback": inbox_order,
}

metadata = MetaData()

_COLUMN_TYPES: dict[Type, TypeEngine[Any]] = {
    Type.TEXT: Words,
    Type.LINES: Words,
    Type.MONTH: Words,
    Type.REFERENCE: Words,
    Type.ANY_REFERENCE: Words,
    Type.INTEGER: Whole,
    Type.MONEY: Whole,
    Type.MINUTES: Whole,
    Type.DECIMAL: Exact(),
    Type.DATE: PlainDate(),
    Type.INSTANT: Instant(),
    Type.FLAG: Flag(),
    Type.TEXTS: Document(),
    Type.REFERENCES: Document(),
    Type.SHARES: Document(),
}


def _column(field: Field) -> Column[Any]:
    holds = Choice(field.choices) if field.choices else _COLUMN_TYPES[field.holds]
    points = field.holds is Type.REFERENCE
    key = (ForeignKey(f"{field.target}.id", deferrable=True, initially="DEFERRED"),) if points else ()
    return Column(field.name, holds, *key)


def _table(kind: Kind) -> Table:
    head: tuple[Column[Any], ...] = (
        Column("id", Words, primary_key=True),
        Column("version", Whole, nullable=False),
        Column("created_at", Instant(), nullable=False),
        Column("updated_at", Instant(), nullable=False),
        Column("deleted_at", Instant()),
    )
    tail = (Column("sort_name", Words),) if kind.name_field else ()
    table = Table(kind.name, metadata, *head, *map(_column, kind.fields), *tail, sqlite_strict=True)
    _add_indexes(kind, table)
    return table


def _add_indexes(kind: Kind, table: Table) -> None:
    for names in kind.unique:
        columns = [table.c[name] for name in names]
        Index(f"unique_{kind.name}_{'_'.join(names)}", *columns, unique=True, **_living())
    for field in kind.fields:
        if field.holds in (Type.REFERENCE, Type.ANY_REFERENCE):  # over the deleted too: keys are checked through it
            beside = READ_BESIDE.get((kind.name, field.name), ())
            Index(f"by_{kind.name}_{field.name}", *(table.c[name] for name in (field.name, *beside)))
    if kind.name_field:
        Index(f"by_{kind.name}_sort_name", table.c.sort_name, table.c.id, **_living())
    if kind.name in LIST_ORDERS:
        Index(f"list_of_{kind.name}", *LIST_ORDERS[kind.name](table), **_living())


def _living() -> dict[str, Any]:
    return {"sqlite_where": LIVING, "postgresql_where": LIVING}


TABLES: dict[str, Table] = {kind.name: _table(kind) for kind in KINDS.values()}

LINKED: tuple[tuple[Kind, Field], ...] = tuple(
    (kind, field) for kind in KINDS.values() for field in kind.fields if field.holds in LINK_TYPES
)
"""Fields that hold a list of references; the link table has a row for each of theirs."""

REFERRERS: dict[str, tuple[tuple[Kind, Field], ...]] = {
    target: tuple((kind, field) for kind in KINDS.values() for field in kind.references if field.target == target)
    for target in KINDS
}
"""Which fields of which kinds point at a kind."""
