"""What is kept of a promise: the check it stands on, who let it pass, new dates, and what a miss taught.

Only new tables.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TYPES: dict[str, Any] = {
    "": types.Words,
    "date": types.PlainDate(),
    "instant": types.Instant(),
    "document": types.Document(),
}
RECORDS = {
    "capacity_check": """
        commitment>commitment verdict with_soft checked_at:instant due:date findings earliest_on:date notes
    """,
    "override": "commitment>commitment approver>person reason given_on:date notes",
    "renegotiation": """
        commitment>commitment old_due:date new_due:date agreed_by>stakeholder agreed_on:date reason notes
    """,
    "miss_review": """
        commitment>commitment causes:document told_to_client corrective_action owner>person due:date done_on:date notes
    """,
}


def upgrade() -> None:
    for name, columns in RECORDS.items():
        op.create_table(
            name,
            sa.Column("id", types.Words, primary_key=True),
            sa.Column("version", types.Whole, nullable=False),
            sa.Column("created_at", types.Instant(), nullable=False),
            sa.Column("updated_at", types.Instant(), nullable=False),
            sa.Column("deleted_at", types.Instant()),
            *map(_column, columns.split()),
            sqlite_strict=True,
        )
        for column in columns.split():
            if ">" in column:
                reference = column.partition(">")[0]
                op.create_index(f"by_{name}_{reference}", name, [reference])


def _column(column: str) -> sa.Column[object]:
    described, _, target = column.partition(">")
    name, _, holds = described.partition(":")
    key = [sa.ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")] if target else []
    return sa.Column(name, TYPES[holds], *key)
