"""Generated rows into a PostgreSQL database, through COPY."""

from itertools import islice

import psycopg

from benchmarks.generator.columns import LINK_COLUMNS, SEARCH_COLUMNS, Beside, Row, columns, rows
from benchmarks.generator.records import KINDS_MADE, states
from benchmarks.generator.sizes import Size

PORTION = 50_000


def load(url: str, size: Size) -> None:
    """Fill a database that the program has set up."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        beside = Beside()
        for kind in KINDS_MADE:
            made = rows(kind, "postgresql", states(kind, size), beside)
            while portion := list(islice(made, PORTION)):
                _copy(cursor, kind, columns(kind), portion)
                _copy(cursor, "search_text", SEARCH_COLUMNS, beside.words)
                _copy(cursor, "link", LINK_COLUMNS, beside.links)
                beside.words, beside.links = [], []
        cursor.execute("INSERT INTO role_lock (role_id) SELECT id FROM role")
        connection.commit()
        connection.autocommit = True
        cursor.execute("ANALYZE")


def _copy(cursor: "psycopg.Cursor[Row]", table: str, names: tuple[str, ...], portion: list[Row]) -> None:
    quoted = ", ".join(f'"{name}"' for name in names)
    with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
        for row in portion:
            copy.write_row(row)
