"""Search on PostgreSQL: LIKE over folded text, with a trigram index (pg_trgm) from three characters on."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, select
from sqlalchemy.dialects.postgresql import insert

from storage.batches import batches


def replace_words(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], gone: Sequence[str]) -> None:
    """Replace the texts of the rows' records, and drop those of the records that are gone."""
    for ids in batches(gone):
        connection.execute(delete(table).where(table.c.record_id.in_(ids)))
    if rows:
        upsert = insert(table)
        upsert = upsert.on_conflict_do_update(index_elements=["record_id"], set_={"text": upsert.excluded.text})
        connection.execute(upsert, list(rows))


def matching(table: Table, kind: str, words: Sequence[str]) -> Select[Any]:
    """Return a query for the ids of the kind's records whose text holds all the words, newest first."""
    query = select(table.c.record_id).where(table.c.kind == kind).order_by(table.c.record_id.desc())
    for word in words:
        query = query.where(table.c.text.contains(word, autoescape=True))
    return query
