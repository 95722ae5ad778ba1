"""How many rows each table holds: what a backup and every revision of the schema have to leave as they were."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from storage.errors import SchemaError

Ask = Callable[[str], Iterable[Any]]
"""Runs a statement and returns its rows."""
Counts = Mapping[str, int]

_TABLES = {
    "sqlite": "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
_NOT_OURS = "alembic_version"


class RowsMovedError(SchemaError):
    """A revision has changed how many rows a table holds, and does not say that it means to."""


def row_counts(ask: Ask, engine: str) -> Counts:
    """Return the number of rows by table, on `sqlite` or `postgresql`; the tables of an index do not count."""
    names = [str(row[0]) for row in ask(_TABLES[engine])]
    tables = sorted(name for name in names if name != _NOT_OURS and not name.startswith("sqlite_"))
    return {table: next(iter(ask(f'SELECT count(*) FROM "{table}"')))[0] for table in tables}


def check_rows_stayed(before: Counts, after: Counts, revision: str, meant: object) -> None:
    """Raise RowsMovedError where a table has other rows than before, unless the revision says that it means it.

    `meant` is the revision's module. It may say `RENAMED = {"old": "new"}` of tables, and `RECOUNTED = {"table"}`
    where it adds, moves or removes rows on purpose.
    """
    renamed, recounted = getattr(meant, "RENAMED", {}), getattr(meant, "RECOUNTED", ())
    for table, count in before.items():
        now = after.get(renamed.get(table, table), 0)
        if now != count and table not in recounted:
            raise RowsMovedError(f"Revision {revision} would leave {now:,} of the {count:,} rows of {table}.")
