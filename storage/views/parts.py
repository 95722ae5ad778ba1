"""What the lists have in common: open states, names of referenced records, places in a list."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, RowMapping, ScalarSelect, func, select

from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.batches import batches
from storage.tables import TABLES

PROMISED = (CommitmentState.PROMISED, CommitmentState.IN_DELIVERY)
"""States in which a client waits for what we promised."""


def name_of(kind: str, identifier: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Return the name of the record that a reference column points at."""
    table = TABLES[kind].alias()
    return select(table.c.name).where(table.c.id == identifier).scalar_subquery()


def short_name_of(kind: str, identifier: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Return the code of a referenced record, or its name where it has no code."""
    table = TABLES[kind].alias()
    return select(func.coalesce(table.c.code, table.c.name)).where(table.c.id == identifier).scalar_subquery()


def figure(table: FromClause, what: ColumnElement[Any], *conditions: ColumnElement[bool]) -> ScalarSelect[Any]:
    """Return one figure over the living rows of a table that fulfil the conditions."""
    return select(what).where(table.c.deleted_at.is_(None), *conditions).scalar_subquery()


def names(connection: Connection, kind: str, ids: Iterable[RecordId | None]) -> dict[RecordId, str]:
    """Return the names of some records by id, deleted ones included."""
    table, named = TABLES[kind], KINDS[kind].name_field
    wanted = sorted({record_id for record_id in ids if record_id})
    column = table.c[named.name] if named else table.c.id
    return {
        row[0]: row[1] or ""
        for portion in batches(wanted)
        for row in connection.execute(select(table.c.id, column).where(table.c.id.in_(portion)))
    }


def keyed(row: RowMapping, *order: str) -> dict[str, Any]:
    """Return a row with its place in the list as `key`; columns that only order it are left out."""
    key = tuple(row[name] for name in order)
    return {"key": key} | {name: value for name, value in row.items() if name == "id" or name not in order}


def place_by_name(connection: Connection, kind: str, record_id: RecordId) -> tuple[Any, ...] | None:
    """Return where a living record stands in a list by name."""
    table = TABLES[kind]
    query = select(table.c.sort_name, table.c.id).where(table.c.id == record_id, table.c.deleted_at.is_(None))
    row = connection.execute(query).first()
    return tuple(row) if row else None
