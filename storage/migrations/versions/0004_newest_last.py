"""Search on SQLite goes by kind and, there, by when a record is from: the newest of a kind are found first.

Only where a text stands in the index is written anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TIES, SECONDS = 23, 34
KINDS = (
    *("settings", "team", "role", "person", "time_off", "run_reserve"),
    *("client", "line_of_business", "stakeholder", "facet_confirmation"),
    *("service", "internal_note", "service_level", "measurement", "rate", "effort"),
    *("subscription", "negotiated_price", "usage"),
    *("commitment", "requirement", "answer", "progress"),
    *("feedback", "touchpoint", "follow_up", "external_reference"),
)
MOMENT = {"feedback": "coalesce(received_at, created_at)"}


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for number, kind in enumerate(KINDS, start=1):
            restricted = kind in ("internal_note", "negotiated_price")
            _place("restricted_search_text" if restricted else "search_text", kind, number)
        for table in ("search_text", "restricted_search_text"):
            _index_anew(table)


def _place(table: str, kind: str, number: int) -> None:
    """The moment within what a position can say; what is of one second stays in the order it had."""
    moment = MOMENT.get(kind, "created_at")
    latest = (1 << SECONDS) - 1
    second = f"min(max(CAST(strftime('%s', {moment}) AS INTEGER), 0), {latest})"
    op.execute(
        sa.text(
            f"UPDATE {table} SET position = {number << SECONDS + TIES} + (fresh.second << {TIES}) + fresh.tie - 1 FROM"
            f" (SELECT record_id, second, row_number() OVER (PARTITION BY second ORDER BY position) AS tie FROM"
            f" (SELECT t.record_id, t.position, {second} AS second FROM {table} t"
            f" JOIN {kind} ON {kind}.id = t.record_id WHERE t.kind = '{kind}'))"
            f" AS fresh WHERE fresh.record_id = {table}.record_id"
        )
    )


def _index_anew(table: str) -> None:
    op.execute(f"DROP TABLE {table}_index")
    op.execute(f"DROP VIEW {table}_marked")
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_index USING fts5(text, content='{table}', content_rowid='position',"
        " tokenize='trigram', detail=none)"
    )
    op.execute(f"INSERT INTO {table}_index({table}_index) VALUES ('rebuild')")
