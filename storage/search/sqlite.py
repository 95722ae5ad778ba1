"""Search on SQLite: an FTS5 trigram index without details finds candidates, `instr` makes sure of them."""

from collections.abc import Sequence
from json import dumps
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Table, TableClause, Text, column, func, select
from sqlalchemy import table as sqlite_table

from storage.search import positions
from storage.search.newest import Newest
from storage.search.sqlite_texts import index_rest as index_rest
from storage.search.sqlite_texts import replace_words as replace_words

SHORTEST = 3
MOST_TRIGRAMS = 32
"""The index takes no longer lists; `instr` looks at the whole word anyway."""


def matching(table: Table, kind: str, words: Sequence[str]) -> Select[Any]:
    """Return a query for the ids of the kind's records whose text holds all the words."""
    query = select(table.c.record_id).where(table.c.kind == kind, *(has(table.c.text, word) for word in words))
    wanted = _trigrams(words)
    if not wanted:
        return query
    index = _index(table)
    return query.where(table.c.position.in_(select(index.c.rowid).where(*_found(index, kind, wanted))))


def newest(table: Table, kind: str, words: Sequence[str]) -> Newest | None:
    """Return where those are found in order; None where no trigram can tell.

    The index gives its rows one by one in that order, and is left as soon as there are enough.
    """
    wanted = _trigrams(words)
    if not wanted:
        return None
    index = _index(table)
    joined = index.join(table, table.c.position == index.c.rowid)
    return Newest(joined, table.c.record_id, index.c.rowid, _found(index, kind, wanted))


def few(connection: Connection, table: Table, kind: str, words: Sequence[str], most: int) -> list[Any] | None:
    """Return the ids of those where the index, before any text is read, does not give more than `most`."""
    wanted = _trigrams(words)
    if not wanted:
        return None
    index = _index(table)
    places = list(connection.scalars(select(index.c.rowid).where(*_found(index, kind, wanted)).limit(most + 1)))
    if len(places) > most:
        return None
    query = select(table.c.record_id).where(table.c.position.in_(_among(places)))
    return list(connection.scalars(query.where(*(has(table.c.text, word) for word in words))))


def has(text: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Return the condition that a text holds a word."""
    return func.instr(text, word) > 0


def _among(places: Sequence[int]) -> Select[Any]:
    return select(column("value", Integer())).select_from(func.json_each(dumps(places)))


def _index(table: Table) -> TableClause:
    name = f"{table.name}_index"
    return sqlite_table(name, column("rowid", Integer()), column(name, Text()))


def _found(index: TableClause, kind: str, wanted: str) -> tuple[ColumnElement[bool], ...]:
    within = index.c.rowid.between(positions.lowest(kind), positions.highest(kind))
    return index.c[index.name].op("MATCH")(wanted), within


def _trigrams(words: Sequence[str]) -> str:
    """Return what to ask the index for; nothing where every word is too short for it."""
    found = {word[at : at + SHORTEST]: None for word in words for at in range(len(word) - SHORTEST + 1)}
    return " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in list(found)[:MOST_TRIGRAMS])
