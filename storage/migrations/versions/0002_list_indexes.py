"""Indexes that serve the lists: what a row counts of others is read from an index, and no list is ever sorted.

Only indexes: no row of any table is touched.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LIVING = sa.text("deleted_at IS NULL")

WIDER = {
    ("commitment", "client"): ["deleted_at", "state", "due"],
    ("feedback", "client"): ["deleted_at", "state"],
    ("requirement", "commitment"): ["deleted_at", "kind", "minutes"],
    ("subscription", "client"): ["deleted_at", "service", "ends_on"],
    ("subscription", "service"): ["deleted_at", "client", "ends_on"],
    ("touchpoint", "client"): ["deleted_at", "held_at"],
}
LISTS: dict[str, list[Any]] = {
    "commitment": ["state", "due", "id"],
    "feedback": [
        sa.text("(CASE WHEN state = 'closed' THEN 0 ELSE 1 END)"),
        sa.text("coalesce(received_at, created_at)"),
        "id",
    ],
}


def upgrade() -> None:
    for (table, reference), beside in WIDER.items():
        name = f"by_{table}_{reference}"
        op.drop_index(name, table)
        op.create_index(name, table, [reference, *beside])
    for table, columns in LISTS.items():
        op.create_index(f"list_of_{table}", table, columns, sqlite_where=LIVING, postgresql_where=LIVING)
