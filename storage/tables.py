"""The schema: one table a kind, made from the kind's declared fields. `ledger.py` has the journal's tables."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from threading import Lock
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, FromClause, Index, MetaData, Table, and_, text
from sqlalchemy.types import TypeEngine

from itcrm_tui.domain.fields import LINK_TYPES, Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from storage.orders import board_order, inbox_order, is_promised
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
    return Table(kind.name, metadata, *head, *map(_column, kind.fields), *tail, sqlite_strict=True)


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
    if kind.name == "commitment":
        promised = and_(LIVING, is_promised())
        read = (table.c.client, table.c.due, table.c.state, table.c.deleted_at)
        Index("promised_commitment", *read, sqlite_where=promised, postgresql_where=promised)
    if kind.name in LIST_ORDERS:
        Index(f"list_of_{kind.name}", *LIST_ORDERS[kind.name](table), **_living())


def _living() -> dict[str, Any]:
    return {"sqlite_where": LIVING, "postgresql_where": LIVING}


class _Tables(Mapping[str, Table]):
    """The tables by kind, each made when it is first asked for: a list takes five of them, all of them take long."""

    def __init__(self) -> None:
        self._made: dict[str, Table] = {}
        self._making = Lock()

    def __getitem__(self, name: str) -> Table:
        if (made := self._made.get(name)) is None:
            with self._making:
                made = self._made.get(name)
                if made is None:
                    made = self._made[name] = _table(KINDS[name])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(KINDS)

    def __len__(self) -> int:
        return len(KINDS)


TABLES: Mapping[str, Table] = _Tables()


def restricted_tables() -> list[str]:
    """Return the names of the tables that hold restricted records, or traces of them."""
    kinds = [kind.name for kind in KINDS.values() if kind.restricted]
    return [*kinds, "restricted_change", "restricted_search_text"]


@cache
def whole_schema() -> MetaData:
    """Return the description of all tables, those beside the records too, with the indexes that no query names."""
    from storage import ledger
    from storage.sync import tables as _of_copies  # noqa: F401 (known to the schema by being loaded)

    for name, table in TABLES.items():
        _add_indexes(KINDS[name], table)
    return ledger.counter.metadata


LINKED: tuple[tuple[Kind, Field], ...] = tuple(
    (kind, field) for kind in KINDS.values() for field in kind.fields if field.holds in LINK_TYPES
)
"""Fields that hold a list of references; the link table has a row for each of theirs."""

REFERRERS: dict[str, tuple[tuple[Kind, Field], ...]] = {
    target: tuple((kind, field) for kind in KINDS.values() for field in kind.references if field.target == target)
    for target in KINDS
}
"""Which fields of which kinds point at a kind."""
