"""PostgreSQL's COPY: many rows in one stream."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.engines.pool import UNFIT
from storage.errors import RefusedError


def may_copy(connection: Connection, table: str) -> bool:
    """Whether the engine has COPY, and has it for this role: not where policies say which rows it may write."""
    if connection.dialect.name != "postgresql":
        return False
    return not connection.scalar(text("SELECT row_security_active(:name)"), {"name": table})


def copy_rows(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Send rows to a `COPY ... FROM STDIN`; raises SQLAlchemy's errors, as any other statement does."""
    driver = connection.dialect.loaded_dbapi
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(statement) as stream:
            for row in rows:
                stream.write_row(row)
    except (UnicodeEncodeError, OverflowError) as error:
        raise RefusedError(UNFIT) from error
    except driver.Error as error:
        raise DBAPIError.instance(statement, None, error, driver.Error, dialect=connection.dialect) from error
    finally:
        cursor.close()
