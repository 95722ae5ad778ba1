"""The texts that SQLite's index holds: each written where it is to stand, and told to the index."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from json import dumps
from typing import Any

from sqlalchemy import Connection, Table, select, text

from storage.batches import among, batches
from storage.bulk import insert_rows
from storage.search import positions
from storage.search.texts import Texts, Unindexed

TOGETHER = 100_000
"""So many texts go into the index with one statement."""


def replace_words(
    connection: Connection, table: Table, texts: Texts, known: Collection[Any], unindexed: Unindexed | None
) -> None:
    """Replace the texts of the known records, add those of the others, drop where there is none any more."""
    old = [record_id for record_id in texts.words if record_id in known]
    stood = dict(entry for ids in batches(old) for entry in _standing(connection, table, ids))
    placed = _placed(connection, table, texts, stood)
    for ids in batches(stood):
        _forget(connection, table, ids)
    rows = [(record_id, texts.kind, texts.words[record_id], position) for record_id, position in placed.items()]
    insert_rows(connection, table, ("record_id", "kind", "text", "position"), rows)
    if unindexed is None:
        _learn(connection, table.name, placed.values())
    else:
        unindexed.setdefault(table.name, []).extend(placed.values())


def index_rest(connection: Connection, unindexed: Unindexed) -> None:
    """Put into the index what `replace_words` left out of it."""
    for name, placed in unindexed.items():
        _learn(connection, name, placed)


def _standing(connection: Connection, table: Table, ids: Sequence[str]) -> list[tuple[Any, int]]:
    query = select(table.c.record_id, table.c.position).where(among(table.c.record_id, ids))
    return [(row[0], row[1]) for row in connection.execute(query)]


def _forget(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    """The index holds no texts of its own, so it must be told the old text to forget it."""
    name, mine, given = table.name, "record_id IN (SELECT value FROM json_each(:ids))", {"ids": dumps(ids)}
    told = f"SELECT 'delete', position, text FROM {name} WHERE {mine}"
    connection.execute(text(f"INSERT INTO {name}_index({name}_index, rowid, text) {told}"), given)
    connection.execute(text(f"DELETE FROM {name} WHERE {mine}"), given)


def _placed(connection: Connection, table: Table, texts: Texts, stood: Mapping[Any, int]) -> dict[Any, int]:
    """Return where the texts are to stand: where they stood, unless they are of another moment now."""
    placed: dict[Any, int] = {}
    fresh: dict[int, list[Any]] = defaultdict(list)
    now = positions.seconds(texts.now)
    for record_id in (record_id for record_id, words in texts.words.items() if words):
        at = texts.moments.get(record_id)
        second = positions.seconds(at) if at else now
        before = stood.get(record_id)
        if before is not None and (not at or positions.second_of(before) == second):
            placed[record_id] = before
        else:
            fresh[positions.lowest(texts.kind, second)].append(record_id)
    free = _free(connection, table, list(fresh))
    return placed | {one: free[lowest] + tie for lowest, ids in fresh.items() for tie, one in enumerate(ids)}


def _free(connection: Connection, table: Table, lowest: Sequence[int]) -> dict[int, int]:
    """Return for the lowest position of each second the first one of that second that nothing stands at."""
    last = f"SELECT max(position) FROM {table.name} WHERE position BETWEEN value AND value + {positions.LAST_TIE}"
    query = text(f"SELECT value, coalesce(({last}) + 1, value) FROM json_each(:lowest)")
    return {row[0]: row[1] for row in connection.execute(query, {"lowest": dumps(lowest)})}


def _learn(connection: Connection, name: str, placed: Iterable[int]) -> None:
    """Put the texts at some positions into the index, in their order: it is made for rows that follow each other."""
    at = f"SELECT position, text FROM json_each(:placed) CROSS JOIN {name} ON position = value"
    for portion in batches(sorted(placed), TOGETHER):
        connection.execute(text(f"INSERT INTO {name}_index(rowid, text) {at}"), {"placed": dumps(portion)})
