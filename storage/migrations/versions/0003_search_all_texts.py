"""Search looks through all texts, and knows on SQLite of which kind each is before it reads it.

No record is touched: only what is derived from them, the search texts and their index, is written anew.
"""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from itcrm_tui.text import folded

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RECOUNTED = {"search_text", "restricted_search_text"}
"""Records of which nothing was searched before get a text now."""

RESTRICTED = ("internal_note", "negotiated_price")
PAGE = 2_000
SEARCHED = {
    "settings": "notes",
    "team": "name notes",
    "role": "name notes",
    "person": "name login email notes",
    "time_off": "notes",
    "run_reserve": "notes",
    "client": "code name role_in_success_today role_in_success_agreed role_in_risk_today role_in_risk_agreed notes",
    "line_of_business": "name notes",
    "stakeholder": "name email notes",
    "facet_confirmation": "notes",
    "service": "code name outcome in_scope out_of_scope how_to_get_it prerequisites next_route_when_refused notes",
    "internal_note": "body notes",
    "service_level": "notes",
    "measurement": "notes",
    "rate": "notes",
    "effort": "notes",
    "subscription": "satisfaction_why notes",
    "negotiated_price": "notes",
    "usage": "notes",
    "commitment": "title promise_text closing_reason other_route notes",
    "requirement": "notes",
    "answer": "reason notes",
    "progress": "notes",
    "feedback": "subject text answer notes",
    "touchpoint": "purpose notes",
    "follow_up": "text notes",
    "external_reference": "key notes",
}
MARKED = "char(1) || kind || char(1) || text"


def upgrade() -> None:
    for kind, columns in SEARCHED.items():
        table = "restricted_search_text" if kind in RESTRICTED else "search_text"
        for texts in _texts(kind, columns.split()):
            _write(table, kind, texts)
    if op.get_context().dialect.name == "sqlite":
        for table in ("search_text", "restricted_search_text"):
            _index_anew(table)


def _texts(kind: str, columns: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield the ids and search texts of the living records, some at a time."""
    wanted = sa.text(
        f"SELECT id, {', '.join(columns)} FROM {kind} WHERE deleted_at IS NULL AND id > :last ORDER BY id LIMIT {PAGE}"
    )
    last = ""
    while rows := op.get_bind().execute(wanted, {"last": last}).all():
        last = rows[-1][0]
        found = [(row[0], "\n".join(folded(value) for value in row[1:] if value)) for row in rows]
        yield [(record_id, words) for record_id, words in found if words]


def _write(table: str, kind: str, texts: Sequence[tuple[str, str]]) -> None:
    """SQLite's index goes by position; PostgreSQL has none."""
    bind = op.get_bind()
    first = None
    if op.get_context().dialect.name == "sqlite":
        first = bind.execute(sa.text(f"SELECT coalesce(max(position), 0) + 1 FROM {table}")).scalar_one()
    statement = sa.text(
        f"INSERT INTO {table} (record_id, position, kind, text) VALUES (:id, :position, :kind, :text)"
        " ON CONFLICT (record_id) DO UPDATE SET text = excluded.text"
    )
    rows = [
        {"id": record_id, "position": None if first is None else first + number, "kind": kind, "text": words}
        for number, (record_id, words) in enumerate(texts)
    ]
    if rows:
        bind.execute(statement, rows)


def _index_anew(table: str) -> None:
    op.execute(f"DROP TABLE {table}_index")
    op.execute(f"CREATE VIEW {table}_marked AS SELECT position, {MARKED} AS text FROM {table}")
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_index USING fts5(text, content='{table}_marked', content_rowid='position',"
        " tokenize='trigram', detail=none)"
    )
    op.execute(f"INSERT INTO {table}_index({table}_index) VALUES ('rebuild')")
