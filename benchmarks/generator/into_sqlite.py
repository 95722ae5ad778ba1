"""Generated rows into a SQLite file: tables without indexes first, the indexes at the end, nothing journalled."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from benchmarks.generator.columns import LINK_COLUMNS, SEARCH_COLUMNS, Beside, Row, columns, rows
from benchmarks.generator.records import KINDS_MADE, states
from benchmarks.generator.sizes import Size

PORTION = 50_000
_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-1000000", "threads=2")


def load(path: Path, size: Size) -> None:
    """Fill a database that the program has set up. A file that this leaves unfinished is of no use."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        with _without_indexes(connection):
            connection.execute("BEGIN")
            _load_records(connection, size)
            connection.execute("COMMIT")
        for table in ("search_text", "restricted_search_text"):
            connection.execute(f"INSERT INTO {table}_index({table}_index) VALUES ('rebuild')")
    finally:
        connection.close()


@contextmanager
def _without_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """Take away the indexes that were made by name, and make them again."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, statement in found:
        connection.execute(statement)


def _load_records(connection: sqlite3.Connection, size: Size) -> None:
    beside = Beside()
    for kind in KINDS_MADE:
        made = rows(kind, "sqlite", states(kind, size), beside)
        while portion := list(islice(made, PORTION)):
            _insert(connection, kind, columns(kind), portion)
            _insert(connection, "search_text", SEARCH_COLUMNS, beside.words)
            _insert(connection, "link", LINK_COLUMNS, beside.links)
            beside.words, beside.links = [], []
    connection.execute("INSERT INTO role_lock (role_id) SELECT id FROM role")


def _insert(connection: sqlite3.Connection, table: str, names: tuple[str, ...], portion: list[Row]) -> None:
    marks = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", portion)
