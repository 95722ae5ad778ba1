"""Machines whose program is of the next version, whose schema has a column more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from sqlalchemy import Connection

from storage import recording, schema
from storage.moving import target
from storage.sync import registry
from storage.version import SCHEMA_VERSION

NOW, NEXT = SCHEMA_VERSION, f"{int(SCHEMA_VERSION) + 1:04}"
STEP = "ALTER TABLE client ADD COLUMN mood TEXT"


@contextmanager
def running(version: str) -> Iterator[None]:
    """What happens meanwhile is done by a program of this version."""
    with (
        patch.object(schema, "SCHEMA_VERSION", version),
        patch.object(target, "SCHEMA_VERSION", version),
        patch.object(recording, "SCHEMA_VERSION", version),
        patch.object(registry, "SCHEMA_VERSION", version),
    ):
        yield


@contextmanager
def two_versions() -> Iterator[None]:
    """There is a revision after the newest."""
    by_revisions = schema.move

    def move(connection: Connection, version: str) -> None:
        if version != NEXT:
            by_revisions(connection, version)
            return
        if connection.dialect.name == "sqlite" and not connection.dialect.has_table(connection, "alembic_version"):
            by_revisions(connection, NOW)
        connection.exec_driver_sql(STEP)
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{NEXT}'")

    with patch.object(schema, "move", move):
        yield
