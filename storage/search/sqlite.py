"""Search on SQLite: an FTS5 trigram index without details finds candidates, `instr` makes sure of them."""

from collections.abc import Collection, Mapping, Sequence
from json import dumps
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    Text,
    column,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy import table as sqlite_table

from storage.batches import batches
from storage.bulk import insert_rows

SHORTEST = 3
MOST_TRIGRAMS = 32
"""The index takes no longer lists; `instr` looks at the whole word anyway."""
MARKED = "char(1) || kind || char(1) || text"
"""What is in the index: a word common in another kind must not hide how rare it is in this one."""


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
    told = f"SELECT 'delete', position, {MARKED} FROM {name} WHERE {mine}"
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
    fresh = f"SELECT position, {MARKED} FROM {name} WHERE position > :last"
    connection.execute(text(f"INSERT INTO {name}_index(rowid, text) {fresh}"), {"last": last})


def matching(table: Table, kind: str, words: Sequence[str]) -> Select[Any]:
    """Return a query for the ids of the kind's records whose text holds all the words."""
    query = select(table.c.record_id).where(table.c.kind == kind, *(has(table.c.text, word) for word in words))
    wanted = _trigrams(kind, words)
    if not wanted:
        return query
    index = text(f"SELECT rowid FROM {table.name}_index WHERE {table.name}_index MATCH :wanted").bindparams(
        wanted=wanted
    )
    return query.where(table.c.position.in_(index.columns(literal_column("rowid"))))


def first(table: Table, kind: str, words: Sequence[str], limit: int) -> Select[Any] | None:
    """Return a query for the ids of the newest of those; None where no trigram can tell.

    The index gives its rows one by one, from the newest on, and is left as soon as there are enough.
    """
    wanted = _trigrams(kind, words)
    if not wanted:
        return None
    name = f"{table.name}_index"
    rows = sqlite_table(name, column("rowid", Integer()), column(name, Text()))
    return (
        select(table.c.record_id)
        .join_from(rows, table, table.c.position == rows.c.rowid)
        .where(rows.c[name].op("MATCH")(wanted), table.c.kind == kind, *(has(table.c.text, word) for word in words))
        .order_by(rows.c.rowid.desc())
        .limit(limit)
    )


def has(text: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Return the condition that a text holds a word."""
    return func.instr(text, word) > 0


def _trigrams(kind: str, words: Sequence[str]) -> str:
    """Return what to ask the index for; nothing where every word is too short for it."""
    found = {word[at : at + SHORTEST]: None for word in words for at in range(len(word) - SHORTEST + 1)}
    if not found:
        return ""
    asked = [f"\x01{kind[:2]}", f"{kind[-2:]}\x01", *list(found)[:MOST_TRIGRAMS]]
    return " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in asked)
