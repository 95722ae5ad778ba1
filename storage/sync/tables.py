"""The tables of working copies: three that a copy keeps beside its data, two by which the hub knows its copies."""

from sqlalchemy import Column, Index, Table

from storage.tables import metadata
from storage.types import Document, Instant, Whole, Words

copy_state = Table(
    "copy_state",
    metadata,
    Column("id", Words, primary_key=True),
    Column("hub_url", Words, nullable=False),
    Column("actor", Words, nullable=False),
    Column("cursor", Whole, nullable=False),
    Column("cursor_set", Words),
    Column("unreadable", Document(), nullable=False),
    Column("unwritable", Document(), nullable=False),
    Column("made_at", Instant(), nullable=False),
    Column("synced_at", Instant(), nullable=False),
    sqlite_strict=True,
)
"""One row in a working copy, none in any other database. `cursor_set`: the change set that has the cursor's number."""

outgoing = Table(
    "outgoing",
    metadata,
    Column("change_set_id", Words, primary_key=True),
    Column("number", Whole, nullable=False, unique=True),
    Column("outcome", Words),
    sqlite_strict=True,
)
"""Which of the copy's own change sets have been numbered, and what became of each, as far as it is known."""

sync_conflict = Table(
    "sync_conflict",
    metadata,
    Column("id", Words, primary_key=True),
    Column("change_set_id", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("made_at", Instant(), nullable=False),
    Column("kind", Words, nullable=False),
    Column("record_id", Words, nullable=False),
    Column("operation", Words, nullable=False),
    Column("fields", Document(), nullable=False),
    Column("reason", Words, nullable=False),
    Column("behind", Words),
    Column("decided_by", Words),
    sqlite_strict=True,
)
"""What could not be written, field by field as [base, mine, theirs]. `behind`: the change set that it waits for."""
Index("by_sync_conflict_set", sync_conflict.c.change_set_id)
Index("by_sync_conflict_decided", sync_conflict.c.decided_by)

working_copy = Table(
    "working_copy",
    metadata,
    Column("id", Words, primary_key=True),
    Column("device", Words, nullable=False),
    Column("number", Whole, nullable=False),
    Column("newest", Words),
    Column("session", Whole, nullable=False),
    Column("cursor", Whole, nullable=False),
    Column("seen_at", Instant(), nullable=False),
    sqlite_strict=True,
)
"""Each copy as the hub knows it: the highest number it has taken and whose it was, and how far the copy has read."""

receipt = Table(
    "receipt",
    metadata,
    Column("change_set_id", Words, primary_key=True),
    Column("copy_id", Words, nullable=False),
    Column("number", Whole, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("parked", Document()),
    sqlite_strict=True,
)
"""What became of each change set that was pushed, so that one which comes again gets the same answer."""

OWN = (copy_state, outgoing, sync_conflict)
OF_HUB = (working_copy, receipt)
