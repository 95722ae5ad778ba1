"""The first tables: every kind of record, the journal and what stands beside it.

Frozen: it says what version 0001 was, whatever the domain says today. A column is `name`, `name:type`
(text when no type is named) or `name>table` for a reference.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x4954_4352
LIVING = sa.text("deleted_at IS NULL")
TYPES: dict[str, Any] = {
    "": types.Words,
    "whole": types.Whole,
    "exact": types.Exact(),
    "date": types.PlainDate(),
    "instant": types.Instant(),
    "flag": types.Flag(),
    "document": types.Document(),
}

RECORDS = {
    "settings": """
        time_zone working_days:document iso_weeks:flag holiday_country holiday_subdivision currency
        currency_decimals:whole ok_load:exact health_good_from:whole health_fair_from:whole
        weight_csat:whole weight_attainment:whole weight_kept:whole weight_answered_in_time:whole
        weight_recency:whole weight_disputes:whole recent_days_strategic:whole recent_days_key:whole
        recent_days_standard:whole stale_after_months:whole predictable_within_percent:whole notes
    """,
    "team": """
        name lead>person deputy>person notes sort_name
    """,
    "role": """
        name team>team notes sort_name
    """,
    "person": """
        name login email phone reports_to>person manager:flag crm_unit:flag may_override:flag
        weekly_minutes:whole availability_factor:exact role_shares:document skills:document notes sort_name
    """,
    "time_off": """
        person>person starts_on:date ends_on:date notes
    """,
    "run_reserve": """
        role>role minutes_a_week:whole starts_on:date ends_on:date notes
    """,
    "client": """
        code name parent>client segment tier:whole status relationship_owner>person deputy>person
        cost_centre role_in_success_today role_in_success_agreed role_in_success_agreed_with
        role_in_success_agreed_on:date role_in_risk_today role_in_risk_agreed role_in_risk_agreed_with
        role_in_risk_agreed_on:date priorities:document competitors:document perceived_health tags:document
        merged_into>client notes sort_name
    """,
    "line_of_business": """
        client>client name cost_centre headcount:whole notes sort_name
    """,
    "stakeholder": """
        client>client name role title line_of_business>line_of_business influence:whole support:whole email
        phone reports_to>stakeholder left_on:date notes sort_name
    """,
    "facet_confirmation": """
        client>client facet confirmed_on:date notes
    """,
    "service": """
        code name category phase successor>service outcome in_scope out_of_scope how_to_get_it
        request_channel open_to open_to_segments:document open_to_clients:document prerequisites
        lead_time_days:whole whom_to_call next_route_when_refused support_hours owner>person team>team notes
        sort_name
    """,
    "internal_note": """
        service>service body notes
    """,
    "service_level": """
        service>service metric direction target:exact unit window notes sort_name
    """,
    "measurement": """
        service_level>service_level measured_on:date value:exact notes
    """,
    "rate": """
        service>service unit price:whole starts_on:date ends_on:date notes
    """,
    "effort": """
        service>service role>role minutes:whole basis notes
    """,
    "subscription": """
        client>client line_of_business>line_of_business service>service starts_on:date ends_on:date
        quantity:exact charging satisfaction:whole satisfaction_why notes
    """,
    "negotiated_price": """
        subscription>subscription price:whole starts_on:date ends_on:date notes
    """,
    "usage": """
        client>client line_of_business>line_of_business service>service month quantity:exact unit source
        notes
    """,
    "commitment": """
        client>client title line_of_business>line_of_business service>service promise_text
        asked_by>stakeholder asked_on:date answer_due:date owner>person due:date original_due:date state
        checked_on:date promised_on:date delivered_on:date closed_on:date accepted_by>stakeholder closed_by
        closing_reason other_route notes sort_name
    """,
    "requirement": """
        commitment>commitment kind role>role minutes:whole thing description earliest_start:date
        needed_by:date available_from:date confirmed_by>person notes
    """,
    "answer": """
        requirement>requirement answer reason answered_by>person answered_at:instant notes
    """,
    "progress": """
        requirement>requirement minutes_left:whole reported_on:date notes
    """,
    "feedback": """
        kind subject text client>client stakeholder>stakeholder service>service commitment>commitment
        channel received_at:instant csat:whole nps:whole state assignee>person reply_due:instant
        acknowledged_at:instant answered_at:instant closed_at:instant answer credited_to:document
        credit_told_on:date notes sort_name
    """,
    "touchpoint": """
        kind client>client audience nature place planned_at:instant held_at:instant minutes:whole
        held_by:document with_stakeholders:document with_people:document purpose notes sort_name
    """,
    "follow_up": """
        touchpoint>touchpoint text owner>person due:date done_on:date notes sort_name
    """,
    "external_reference": """
        record_kind record> system key url notes
    """,
}

UNIQUE = {
    "client": ["code"],
    "external_reference": ["record_kind", "system", "key"],
    "person": ["login"],
    "service": ["code"],
}


def upgrade() -> None:
    late_keys = op.get_context().dialect.name == "postgresql"
    for name, columns in RECORDS.items():
        _make_record_table(name, columns.split(), keys=not late_keys)
    if late_keys:
        for name, columns in RECORDS.items():
            _add_keys(name, columns.split())
    _make_journal()
    _make_tables_beside()
    if op.get_context().dialect.name == "postgresql":
        _finish_on_postgresql()
    else:
        _finish_on_sqlite()


def _make_record_table(name: str, columns: list[str], *, keys: bool) -> None:
    """SQLite takes a key to a table that is yet to come and cannot add one later; PostgreSQL the other way round."""
    op.create_table(
        name,
        sa.Column("id", types.Words, primary_key=True),
        sa.Column("version", types.Whole, nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("updated_at", types.Instant(), nullable=False),
        sa.Column("deleted_at", types.Instant()),
        *(_column(column, keyed=keys) for column in columns),
        sqlite_strict=True,
    )
    for column in columns:
        if ">" in column:
            op.create_index(f"by_{name}_{column.split('>')[0]}", name, [column.split(">")[0]])
    if "sort_name" in columns:
        _index(f"by_{name}_sort_name", name, ["sort_name", "id"])
    if name in UNIQUE:
        _index(f"unique_{name}_{'_'.join(UNIQUE[name])}", name, UNIQUE[name], unique=True)


def _column(column: str, *, keyed: bool) -> sa.Column[object]:
    described, _, target = column.partition(">")
    name, _, holds = described.partition(":")
    key = [sa.ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")] if target and keyed else []
    return sa.Column(name, TYPES[holds], *key)


def _add_keys(name: str, columns: list[str]) -> None:
    for column, _, target in (column.partition(">") for column in columns):
        if target:
            op.create_foreign_key(None, name, target, [column], ["id"], deferrable=True, initially="DEFERRED")


def _index(name: str, table: str, columns: list[str], *, unique: bool = False) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=LIVING, postgresql_where=LIVING)


def _make_journal() -> None:
    op.create_table(
        "change_set",
        sa.Column("id", types.Words, primary_key=True),
        sa.Column("sequence", types.Whole, nullable=False, unique=True),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("actor", types.Words, nullable=False),
        sa.Column("device", types.Words, nullable=False),
        sa.Column("title", types.Words, nullable=False),
        sa.Column("action", types.Words, nullable=False),
        sa.Column("reverts", types.Words, sa.ForeignKey("change_set.id")),
        sa.Column("schema_version", types.Words, nullable=False),
        sa.Column("records", types.Whole, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("by_change_set_device", "change_set", ["device", "sequence"])
    op.create_index("by_change_set_reverts", "change_set", ["reverts"])
    for name in ("change", "restricted_change"):
        header = sa.ForeignKey("change_set.id", deferrable=True, initially="DEFERRED")
        op.create_table(
            name,
            sa.Column("change_set_id", types.Words, header, primary_key=True),
            sa.Column("position", types.Whole, primary_key=True),
            sa.Column("kind", types.Words, nullable=False),
            sa.Column("record_id", types.Words, nullable=False),
            sa.Column("operation", types.Words, nullable=False),
            sa.Column("fields", types.Document(), nullable=False),
            sqlite_strict=True,
        )
        op.create_index(f"by_{name}_record", name, ["record_id"])


def _make_tables_beside() -> None:
    counter = op.create_table(
        "counter",
        sa.Column("id", types.Whole, primary_key=True),
        sa.Column("value", types.Whole, nullable=False),
        sqlite_strict=True,
    )
    op.bulk_insert(counter, [{"id": 1, "value": 0}])
    op.create_table(
        "link",
        sa.Column("record_id", types.Words, primary_key=True),
        sa.Column("field", types.Words, primary_key=True),
        sa.Column("target_id", types.Words, primary_key=True),
        sa.Column("kind", types.Words, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("by_link_target", "link", ["target_id"])
    op.create_table("role_lock", sa.Column("role_id", types.Words, primary_key=True), sqlite_strict=True)
    op.create_table(
        "baseline",
        sa.Column("sequence", types.Whole, primary_key=True),
        sa.Column("kind", types.Words, primary_key=True),
        sa.Column("rows", types.Whole, nullable=False),
        sa.Column("digest", types.Words, nullable=False),
        sqlite_strict=True,
    )
    for name in ("search_text", "restricted_search_text"):
        op.create_table(
            name,
            sa.Column("record_id", types.Words, primary_key=True),
            sa.Column("position", types.Whole, unique=True),
            sa.Column("kind", types.Words, nullable=False),
            sa.Column("text", types.Words, nullable=False),
            sqlite_strict=True,
        )


def _finish_on_postgresql() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for name in ("search_text", "restricted_search_text"):
        op.execute(f"CREATE INDEX {name}_index ON {name} USING gin (text gin_trgm_ops)")
    op.execute("ALTER TABLE change_set ALTER COLUMN actor SET DEFAULT current_user")


def _finish_on_sqlite() -> None:
    for name in ("search_text", "restricted_search_text"):
        op.execute(
            f"CREATE VIRTUAL TABLE {name}_index USING fts5(text, content='{name}', content_rowid='position',"
            " tokenize='trigram', detail=none)"
        )
    op.execute(f"PRAGMA application_id={APPLICATION_ID}")
