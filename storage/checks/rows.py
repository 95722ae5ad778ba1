"""The rows of a kind as a stream, in the order of their ids."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, null, select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from storage.ledger import search_text_of
from storage.rows import raw_columns, reading
from storage.tables import TABLES

STREAMED = {"yield_per": 500}


@dataclass(frozen=True, slots=True)
class Row:
    """One row, deleted or not, with what is kept beside it."""

    id: RecordId
    version: int
    updated_at: datetime
    deleted_at: datetime | None
    sort_name: str | None
    words: str | None
    state: dict[str, Any]

    @property
    def living(self) -> dict[str, Any] | None:
        """What the record holds; nothing once it is deleted."""
        return self.state if self.deleted_at is None else None


def rows_of(connection: Connection, kind: Kind) -> Iterator[Row]:
    """Yield all rows of a kind in order of id."""
    table, words = TABLES[kind.name], search_text_of(restricted=kind.restricted)
    state = reading(connection.dialect.name, kind)
    query = select(
        table.c.id,
        table.c.version,
        table.c.updated_at,
        table.c.deleted_at,
        table.c.sort_name if kind.name_field else null(),
        words.c.text,
        *raw_columns(kind),
    ).outerjoin_from(table, words, (words.c.record_id == table.c.id) & (words.c.kind == kind.name))
    for id_, version, updated_at, deleted_at, sort_name, words_, *values in connection.execute(
        query.order_by(table.c.id), execution_options=STREAMED
    ):
        yield Row(id_, version, updated_at, deleted_at, sort_name, words_, state(values))


class Stream:
    """Rows in order of id, to be taken up to one id and no further."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self.head = next(rows, None)

    def take(self) -> Row:
        """Return the row at the head and go on."""
        assert self.head
        row, self.head = self.head, next(self._rows, None)
        return row

    def before(self, record_id: RecordId | None) -> Iterator[Row]:
        """Yield the rows before an id, or all that are left."""
        while self.head and (record_id is None or self.head.id < record_id):
            yield self.take()
