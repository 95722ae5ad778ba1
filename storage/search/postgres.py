"""Search on PostgreSQL: LIKE over folded text, with a trigram index (pg_trgm) from three characters on."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, select

from storage.batches import among, batches
from storage.bulk import insert_rows
from storage.search.texts import Texts, Unindexed

SHORTEST = 3


def replace_words(
    connection: Connection, table: Table, texts: Texts, known: Collection[Any], _unindexed: Unindexed | None
) -> None:
    """Replace the texts of the known records, add those of the others, drop where there is none any more.

    The server itself gathers what is new and puts it into its index by the batch.
    """
    kind, words = texts.kind, texts.words
    fresh = [(record_id, kind, text) for record_id, text in words.items() if text and record_id not in known]
    insert_rows(connection, table, ("record_id", "kind", "text"), fresh)
    moved = [{"record_id": key, "kind": kind, "text": words[key]} for key in words if key in known and words[key]]
    if moved:
        from sqlalchemy.dialects.postgresql import insert

        upsert = insert(table)
        upsert = upsert.on_conflict_do_update(index_elements=["record_id"], set_={"text": upsert.excluded.text})
        connection.execute(upsert, moved)
    for ids in batches(record_id for record_id, text in words.items() if record_id in known and not text):
        connection.execute(delete(table).where(among(table.c.record_id, ids)))


def index_rest(_connection: Connection, _unindexed: Unindexed) -> None:
    """Nothing is ever left out of the index."""


def matching(table: Table, kind: str, words: Sequence[str]) -> Select[Any]:
    """Return a query for the ids of the kind's records whose text holds all the words."""
    query = select(table.c.record_id).where(table.c.kind == kind)
    for word in words:
        query = query.where(table.c.text.contains(word, autoescape=True))
    return query


def few(connection: Connection, table: Table, kind: str, words: Sequence[str], most: int) -> list[Any] | None:
    """Return the ids of those where they are not more than `most`."""
    if max(map(len, words)) < SHORTEST:
        return None
    found = list(connection.scalars(matching(table, kind, words).limit(most + 1)))
    return found if len(found) <= most else None


def newest(_table: Table, _kind: str, _words: Sequence[str]) -> None:
    """Return nothing: the index knows no order."""


def has(text: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Return the condition that a text holds a word."""
    return text.contains(word, autoescape=True)
