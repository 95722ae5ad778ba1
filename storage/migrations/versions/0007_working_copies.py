"""Working copies: what one keeps beside the data, and what the shared database knows of each.

Only new tables.
"""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_what_a_copy_keeps()
    _make_what_the_hub_keeps()


def _make_what_a_copy_keeps() -> None:
    op.create_table(
        "copy_state",
        sa.Column("id", types.Words, primary_key=True),
        sa.Column("hub_url", types.Words, nullable=False),
        sa.Column("actor", types.Words, nullable=False),
        sa.Column("cursor", types.Whole, nullable=False),
        sa.Column("cursor_set", types.Words),
        sa.Column("unreadable", types.Document(), nullable=False),
        sa.Column("unwritable", types.Document(), nullable=False),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("synced_at", types.Instant(), nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "outgoing",
        sa.Column("change_set_id", types.Words, primary_key=True),
        sa.Column("number", types.Whole, nullable=False, unique=True),
        sa.Column("outcome", types.Words),
        sqlite_strict=True,
    )
    op.create_table(
        "sync_conflict",
        sa.Column("id", types.Words, primary_key=True),
        sa.Column("change_set_id", types.Words, nullable=False),
        sa.Column("title", types.Words, nullable=False),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("kind", types.Words, nullable=False),
        sa.Column("record_id", types.Words, nullable=False),
        sa.Column("operation", types.Words, nullable=False),
        sa.Column("fields", types.Document(), nullable=False),
        sa.Column("reason", types.Words, nullable=False),
        sa.Column("behind", types.Words),
        sa.Column("decided_by", types.Words),
        sqlite_strict=True,
    )
    op.create_index("by_sync_conflict_set", "sync_conflict", ["change_set_id"])
    op.create_index("by_sync_conflict_decided", "sync_conflict", ["decided_by"])


def _make_what_the_hub_keeps() -> None:
    op.create_table(
        "working_copy",
        sa.Column("id", types.Words, primary_key=True),
        sa.Column("device", types.Words, nullable=False),
        sa.Column("number", types.Whole, nullable=False),
        sa.Column("newest", types.Words),
        sa.Column("session", types.Whole, nullable=False),
        sa.Column("cursor", types.Whole, nullable=False),
        sa.Column("seen_at", types.Instant(), nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "receipt",
        sa.Column("change_set_id", types.Words, primary_key=True),
        sa.Column("copy_id", types.Words, nullable=False),
        sa.Column("number", types.Whole, nullable=False),
        sa.Column("outcome", types.Words, nullable=False),
        sa.Column("reason", types.Words, nullable=False),
        sa.Column("parked", types.Document()),
        sqlite_strict=True,
    )
