"""All that a filter shows of a kind, by id alone: what marking all of a list means, and which of some are shown."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from itcrm_tui.ids import RecordId
from storage.batches import among
from storage.tables import TABLES
from storage.views.matching import matching


def filtered_ids(connection: Connection, kind: str, words: str, limit: int) -> list[RecordId]:
    """Return the ids of the living records that a list with this filter shows, at most `limit`, the oldest first."""
    table = TABLES[kind]
    query = select(table.c.id).where(*matching(connection, kind, words).conditions)
    return list(connection.scalars(query.order_by(table.c.id).limit(limit)))


def filtered_among(connection: Connection, kind: str, words: str, ids: Iterable[RecordId]) -> set[RecordId]:
    """Return those of some ids of which a living record is there that a list with this filter shows."""
    table = TABLES[kind]
    query = select(table.c.id).where(*matching(connection, kind, words).conditions, among(table.c.id, ids))
    return set(connection.scalars(query))
