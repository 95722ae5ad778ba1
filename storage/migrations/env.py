"""Alembic's entry: runs the revisions on the connection it is given, and counts the rows around each."""

from collections.abc import Collection, Mapping
from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from alembic.script import Script
from sqlalchemy import Connection

from storage.row_counts import Counts, check_rows_stayed, row_counts
from storage.tables import whole_schema


class RowWatch:
    """Called after each revision: every table has to hold as many rows as before it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.before = self._count()

    def __call__(
        self, ctx: MigrationContext, step: MigrationInfo, heads: Collection[Any], run_args: Mapping[str, Any]
    ) -> None:
        after = self._count()
        revision = step.up_revision
        assert isinstance(revision, Script)
        check_rows_stayed(self.before, after, revision.revision, revision.module)
        self.before = after

    def _count(self) -> Counts:
        return row_counts(self.connection.exec_driver_sql, self.connection.dialect.name)


bound: Connection = context.config.attributes["connection"]
context.configure(connection=bound, target_metadata=whole_schema(), on_version_apply=RowWatch(bound))
with context.begin_transaction():
    context.run_migrations()
