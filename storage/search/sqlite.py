"""Search on SQLite: an FTS5 trigram index without details finds candidates, `instr` makes sure of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, insert, literal_column, select, text

from storage.batches import batches

SHORTEST = 3


def replace_words(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], gone: Sequence[str]) -> None:
    """Replace the texts of the rows' records, and drop those of the records that are gone."""
    for ids in batches([*gone, *(row["record_id"] for row in rows)]):
        _forget(connection, table, ids)
    if rows:
        _learn(connection, table, rows)


def _forget(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    """The index holds no texts of its own, so it must be told the old text to forget it."""
    mine = table.c.record_id.in_(ids)
    index = text(f"INSERT INTO {table.name}_index({table.name}_index, rowid, text) VALUES ('delete', :position, :text)")
    old = [row._asdict() for row in connection.execute(select(table.c.position, table.c.text).where(mine))]
    if old:
        connection.execute(index, old)
        connection.execute(delete(table).where(mine))


def _learn(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    last = connection.scalar(select(func.coalesce(func.max(table.c.position), 0))) or 0
    placed = [{**row, "position": last + number} for number, row in enumerate(rows, 1)]
    connection.execute(insert(table), placed)
    connection.execute(
        text(
            f"INSERT INTO {table.name}_index(rowid, text)"
            f" SELECT position, text FROM {table.name} WHERE position > :last"
        ),
        {"last": last},
    )


def matching(table: Table, kind: str, words: Sequence[str]) -> Select[Any]:
    """Return a query for the ids of the kind's records whose text holds all the words, newest first."""
    query = select(table.c.record_id).where(table.c.kind == kind).order_by(table.c.position.desc())
    for word in words:
        query = query.where(func.instr(table.c.text, word) > 0)
    trigrams = sorted({word[at : at + SHORTEST] for word in words for at in range(len(word) - SHORTEST + 1)})
    if not trigrams:
        return query
    wanted = " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in trigrams)
    index = text(f"SELECT rowid FROM {table.name}_index WHERE {table.name}_index MATCH :wanted").bindparams(
        wanted=wanted
    )
    return query.where(table.c.position.in_(index.columns(literal_column("rowid"))))
