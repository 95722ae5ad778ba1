"""A copy in plain SQL: the rows and the search index that `itcrm offline checkout` leaves behind, and nothing else.

It reads every table as it is, and writes it into an empty file that the program has set up:

    python -m benchmarks.yardsticks.plain_copy URL FILE

It prints, in seconds, how long the rows took, and all with the search index.
"""

import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from itcrm_tui.domain.kinds import KINDS, Kind
from storage.moving.parts import parts
from storage.rows import searched_fields, words_in
from storage.search import positions
from storage.sync.tables import OF_HUB, OWN

Row = tuple[Any, ...]
Read = Callable[[str, list[str]], Iterable[Row]]
"""The rows of a table: the named columns."""

AT_ONCE = 5_000
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", "cache_size=-8000")
_MOMENT = """to_char("{}" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_AS_TEXT = {"timestamptz": _MOMENT, "bool": '"{}"::int', **dict.fromkeys(("jsonb", "numeric", "date"), '"{}"::text')}
"""How the server gives what is text or a number in the file."""


def copy(url: str, file: str) -> tuple[float, float]:
    """Copy all tables; return the seconds of the rows, and of all."""
    began = perf_counter()
    target = sqlite3.connect(file, isolation_level=None)
    for pragma in _PRAGMAS:
        target.execute(f"PRAGMA {pragma}")
    with reading(url) as read:
        target.execute("BEGIN IMMEDIATE")
        for part in parts():
            if part.table not in (*OWN, *OF_HUB):
                _copy_table(target, part.name, read)
    written = perf_counter()
    for kind in KINDS.values():
        _index(target, kind)
    target.execute("COMMIT")
    target.close()
    return written - began, perf_counter() - began


@contextmanager
def reading(url: str) -> Iterator[Read]:
    """Return what reads a database."""
    if url.startswith("sqlite:///"):
        source = sqlite3.connect(url.removeprefix("sqlite:///"))
        yield lambda table, names: source.execute(f"SELECT {_quoted(names)} FROM {table}")
        source.close()
        return
    import psycopg

    with psycopg.connect(url) as connection:
        types = connection.execute(
            "SELECT table_name, column_name, udt_name FROM information_schema.columns WHERE table_schema = 'public'"
        )
        shown = {(table, name): _AS_TEXT.get(sort, '"{}"').format(name) for table, name, sort in types}

        def read(table: str, names: list[str]) -> Iterator[Row]:
            with connection.cursor(name="copied") as cursor:
                cursor.itersize = AT_ONCE
                cursor.execute(f"SELECT {', '.join(shown[table, name] for name in names)} FROM {table}")  # type: ignore[call-overload]
                yield from cursor

        yield read


def _copy_table(target: sqlite3.Connection, table: str, read: Read) -> None:
    names = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
    target.execute(f"DELETE FROM {table}")
    marks = ", ".join("?" * len(names))
    target.executemany(f"INSERT INTO {table} ({_quoted(names)}) VALUES ({marks})", read(table, names))


def _index(target: sqlite3.Connection, kind: Kind) -> None:
    """Write the texts of the living, then all of them into the index at once."""
    searched = searched_fields(kind.name)
    if not searched:
        return
    table = "restricted_search_text" if kind.restricted else "search_text"
    target.execute(f"DELETE FROM {table} WHERE kind = ?", (kind.name,))
    dated = f"coalesce({kind.dated_by}, created_at)" if kind.dated_by else "created_at"
    rows = target.execute(
        f"SELECT id, {dated}, {_quoted(searched)} FROM {kind.name} WHERE deleted_at IS NULL ORDER BY id"
    )
    target.executemany(f"INSERT INTO {table} (record_id, position, kind, text) VALUES (?, ?, ?, ?)", _texts(kind, rows))
    within = (positions.lowest(kind.name), positions.highest(kind.name))
    fresh = f"SELECT position, text FROM {table} WHERE position BETWEEN ? AND ? ORDER BY position"
    target.execute(f"INSERT INTO {table}_index(rowid, text) {fresh}", within)


def _texts(kind: Kind, rows: Iterable[Row]) -> Iterator[Row]:
    placed: Counter[int] = Counter()
    for record_id, at, *values in rows:
        if words := words_in(values):
            lowest = positions.lowest(kind.name, positions.seconds(at))
            yield record_id, lowest + placed[lowest], kind.name, words
            placed[lowest] += 1


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


if __name__ == "__main__":
    rows, whole = copy(*sys.argv[1:])
    sys.stdout.write(f"rows {rows:.3f}  whole {whole:.3f}\n")
