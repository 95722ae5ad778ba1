"""What a decision relied on is still as it was seen."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from itcrm_tui.ids import RecordId
from storage import journal
from storage.batches import among, batches
from storage.change import Key
from storage.errors import Clash, ConflictError, named
from storage.tables import TABLES
from storage.transaction import by_kind


def check_expected(connection: Connection, expected: Mapping[Key, int], written: Collection[Key]) -> None:
    """Raise ConflictError where a row has another version than was seen; `written`: one more, by ourselves."""
    clashes = [
        journal.with_author(connection, Clash(kind, record_id, title, None, None, None, "changed meanwhile"))
        for (kind, record_id), version, row in _found(connection, expected)
        if (title := _moved(kind, version, row, ours=(kind, record_id) in written))
    ]
    if clashes:
        raise ConflictError(clashes)


def _found(connection: Connection, expected: Mapping[Key, int]) -> Iterator[tuple[Key, int, Any]]:
    for kind, ids in by_kind(expected):
        table = TABLES[kind.name]
        for portion in batches(ids):
            query = select(table).where(among(table.c.id, portion))
            rows: dict[RecordId, Any] = {row["id"]: row for row in connection.execute(query).mappings()}
            for record_id in portion:
                key = (kind.name, record_id)
                yield key, expected[key], rows.get(record_id)


def _moved(kind: str, version: int, row: Any, *, ours: bool) -> str | None:
    """Return what to call a record that is not as it was seen."""
    if row is not None and row["version"] == version + ours and (ours or row["deleted_at"] is None):
        return None
    return named(kind, row or {})
