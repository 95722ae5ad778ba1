"""Alembic's entry: runs the revisions on the connection it is given."""

from alembic import context

from storage import ledger as _ledger  # noqa: F401  the journal's tables join the metadata
from storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
