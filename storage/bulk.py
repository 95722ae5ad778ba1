"""Many rows in one call, straight to the driver: of a hundred thousand rows, most time would go elsewhere."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

Row = tuple[Any, ...]


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows of the named columns; values in the form that the driver takes for the column."""
    if rows:
        quote, mark = _dialect(connection)
        columns, marks = ", ".join(map(quote, names)), ", ".join([mark] * len(names))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", list(rows))


def update_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Set the named columns of rows; each row ends with the id of the one to change."""
    if rows:
        quote, mark = _dialect(connection)
        setting = ", ".join(f"{quote(name)} = {mark}" for name in names)
        connection.exec_driver_sql(f"UPDATE {table.name} SET {setting} WHERE id = {mark}", list(rows))


def _dialect(connection: Connection) -> tuple[Any, str]:
    dialect = connection.dialect
    return dialect.identifier_preparer.quote, "?" if dialect.paramstyle == "qmark" else "%s"
