"""Many rows in one call, straight to the driver: of a hundred thousand rows, most time would go elsewhere."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

from storage.copying import copy_rows, may_copy

Row = tuple[Any, ...]
TOGETHER_FROM = 200
"""So many rows go to PostgreSQL together: for fewer it is not worth the trouble."""


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows of the named columns; values in the form that the driver takes for the column."""
    quote, mark = _dialect(connection)
    columns, marks = ", ".join(map(quote, names)), ", ".join([mark] * len(names))
    if len(rows) >= TOGETHER_FROM and may_copy(connection, table.name):
        copy_rows(connection, f"COPY {table.name} ({columns}) FROM STDIN", rows)
    elif rows:
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", list(rows))


def update_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Set the named columns of rows; each row ends with the id of the one to change."""
    quote, mark = _dialect(connection)
    if len(rows) >= TOGETHER_FROM and connection.dialect.name == "postgresql":
        _update_at_once(connection, table, names, rows)
    elif rows:
        setting = ", ".join(f"{quote(name)} = {mark}" for name in names)
        connection.exec_driver_sql(f"UPDATE {table.name} SET {setting} WHERE id = {mark}", list(rows))


def _update_at_once(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """On PostgreSQL: send column by column, as arrays of text, and join the rows with them."""
    quote, mark = _dialect(connection)
    types = [table.c[name].type.compile(connection.dialect).partition(" COLLATE ")[0] for name in names]
    setting = [f"{quote(name)} = CAST(fresh.{quote(name)} AS {sort})" for name, sort in zip(names, types, strict=True)]
    arrays = ", ".join([f"CAST({mark} AS text[])"] * (len(names) + 1))
    fresh = f"unnest({arrays}) AS fresh ({', '.join(map(quote, (*names, 'id')))})"
    statement = f"UPDATE {table.name} SET {', '.join(setting)} FROM {fresh} WHERE {table.name}.id = fresh.id"
    connection.exec_driver_sql(statement, tuple([list(column) for column in zip(*rows, strict=True)]))


def _dialect(connection: Connection) -> tuple[Any, str]:
    dialect = connection.dialect
    return dialect.identifier_preparer.quote, "?" if dialect.paramstyle == "qmark" else "%s"
