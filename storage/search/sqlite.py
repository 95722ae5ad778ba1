"""Search on SQLite: an FTS5 trigram index without details finds candidates, `instr` makes sure of them."""

from collections.abc import Collection, Mapping, Sequence
from json import dumps
from typing import Any

from sqlalchemy import Connection, Select, Table, func, literal_column, select, text

from storage.batches import batches
from storage.bulk import insert_rows

SHORTEST = 3
MOST_TRIGRAMS = 32
"""The index takes no longer lists; `instr` looks at the whole word anyway."""


def replace_words(
    connection: Connection,
    table: Table,
    kind: str,
    words: Mapping[Any, str],
    known: Collection[Any],
    unindexed: dict[str, int] | None,
) -> None:
    """Replace the texts of the known records, add those of the others, drop where there is none any more."""
    for ids in batches(record_id for record_id in words if record_id in known):
        _forget(connection, table, ids)
    rows = [(record_id, kind, text) for record_id, text in words.items() if text]
    if rows:
        last = _learn(connection, table, rows)
        if unindexed is None:
            index_after(connection, table.name, last)
        else:
            unindexed.setdefault(table.name, last)


def _forget(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    """The index holds no texts of its own, so it must be told the old text to forget it."""
    name, mine = table.name, "record_id IN (SELECT value FROM json_each(:ids))"
    told = f"SELECT 'delete', position, text FROM {name} WHERE {mine}"
    connection.execute(text(f"INSERT INTO {name}_index({name}_index, rowid, text) {told}"), {"ids": dumps(ids)})
    connection.execute(text(f"DELETE FROM {name} WHERE {mine}"), {"ids": dumps(ids)})


def _learn(connection: Connection, table: Table, rows: Sequence[tuple[Any, str, str]]) -> int:
    """Add texts, and return the position after which they stand."""
    last = connection.scalar(select(func.coalesce(func.max(table.c.position), 0))) or 0
    placed = [(*row, last + number) for number, row in enumerate(rows, 1)]
    insert_rows(connection, table, ("record_id", "kind", "text", "position"), placed)
    return last


def index_after(connection: Connection, name: str, last: int) -> None:
    """Put the texts after a position into the index."""
    fresh = f"SELECT position, text FROM {name} WHERE position > :last"
    connection.execute(text(f"INSERT INTO {name}_index(rowid, text) {fresh}"), {"last": last})


def matching(table: Table, kind: str, words: Sequence[str]) -> Select[Any]:
    """Return a query for the ids of the kind's records whose text holds all the words."""
    query = select(table.c.record_id).where(table.c.kind == kind)
    for word in words:
        query = query.where(func.instr(table.c.text, word) > 0)
    trigrams = {word[at : at + SHORTEST]: None for word in words for at in range(len(word) - SHORTEST + 1)}
    if not trigrams:
        return query
    wanted = " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in list(trigrams)[:MOST_TRIGRAMS])
    index = text(f"SELECT rowid FROM {table.name}_index WHERE {table.name}_index MATCH :wanted").bindparams(
        wanted=wanted
    )
    return query.where(table.c.position.in_(index.columns(literal_column("rowid"))))
