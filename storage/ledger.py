"""The tables beside the records: journal, counter, links, search text, locks and baselines."""

from sqlalchemy import Column, ForeignKey, Index, Table

from storage.tables import metadata
from storage.types import Document, Instant, Whole, Words


def _changes(name: str) -> Table:
    """Changes are written before their header, hence the deferred key; the header brings the sequence."""
    header = ForeignKey("change_set.id", deferrable=True, initially="DEFERRED")
    table = Table(
        name,
        metadata,
        Column("change_set_id", Words, header, primary_key=True),
        Column("position", Whole, primary_key=True),
        Column("kind", Words, nullable=False),
        Column("record_id", Words, nullable=False),
        Column("operation", Words, nullable=False),
        Column("fields", Document(), nullable=False),
        sqlite_strict=True,
    )
    Index(f"by_{name}_record", table.c.record_id)
    return table


def _search_text(name: str) -> Table:
    """`position` is the row number that SQLite's index goes by; PostgreSQL leaves it empty."""
    return Table(
        name,
        metadata,
        Column("record_id", Words, primary_key=True),
        Column("position", Whole, unique=True),
        Column("kind", Words, nullable=False),
        Column("text", Words, nullable=False),
        sqlite_strict=True,
    )


counter = Table(
    "counter",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("value", Whole, nullable=False),
    sqlite_strict=True,
)

change_set = Table(
    "change_set",
    metadata,
    Column("id", Words, primary_key=True),
    Column("sequence", Whole, nullable=False, unique=True),
    Column("at", Instant(), nullable=False),
    Column("actor", Words, nullable=False),
    Column("device", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("reverts", Words, ForeignKey("change_set.id")),
    Column("schema_version", Words, nullable=False),
    Column("records", Whole, nullable=False),
    sqlite_strict=True,
)
Index("by_change_set_device", change_set.c.device, change_set.c.sequence)
Index("by_change_set_reverts", change_set.c.reverts)

change = _changes("change")
restricted_change = _changes("restricted_change")
search_text = _search_text("search_text")
restricted_search_text = _search_text("restricted_search_text")

link = Table(
    "link",
    metadata,
    Column("record_id", Words, primary_key=True),
    Column("field", Words, primary_key=True),
    Column("target_id", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    sqlite_strict=True,
)
Index("by_link_target", link.c.target_id)

role_lock = Table("role_lock", metadata, Column("role_id", Words, primary_key=True), sqlite_strict=True)

baseline = Table(
    "baseline",
    metadata,
    Column("sequence", Whole, primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("rows", Whole, nullable=False),
    Column("digest", Words, nullable=False),
    sqlite_strict=True,
)


def changes_of(*, restricted: bool) -> Table:
    """Return the change table that holds the restricted kinds, or the one that holds the others."""
    return restricted_change if restricted else change


def search_text_of(*, restricted: bool) -> Table:
    """Return the search table that holds the restricted kinds, or the one that holds the others."""
    return restricted_search_text if restricted else search_text
