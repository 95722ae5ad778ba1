"""Revisions made up by the tests, and tables filled whatever the schema's version."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, insert, inspect
from sqlalchemy.types import Boolean, Date, DateTime, Integer, Numeric

from itcrm_tui.domain.canonical import instant_text
from storage import schema
from storage.store import utc_now
from storage.tables import SCHEMA_VERSION, whole_schema
from storage.types import Document

LATER = "9001"
NOT_OURS = "alembic_version"

_REVISION = '''"""{about}"""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None

{declared}


def upgrade() -> None:
{body}
'''

Later = Callable[..., None]


def plan_revision(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *statements: str, declared: str = "", python: str = ""
) -> None:
    """Let the program know one revision more, which runs these statements."""
    folder.mkdir(exist_ok=True)
    body = "\n".join(f"    op.execute({statement!r})" for statement in statements) + python
    text = _REVISION.format(
        about="Made up", revision=LATER, before=SCHEMA_VERSION, declared=declared, body=body or "    pass"
    )
    (folder / f"{LATER}_made_up.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(schema, "VERSIONS", [*schema.VERSIONS, folder])
    monkeypatch.setattr(schema, "SCHEMA_VERSION", LATER)


def fill_every_table(connection: Connection) -> None:
    """Put two rows into every table there is; references of each row point at the rows of its own letter."""
    found = MetaData()
    names = [name for name in inspect(connection).get_table_names() if _holds_rows(name)]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Skipped unsupported reflection of expression-based index")
        found.reflect(connection, only=names)
    for name in names:
        for number, letter in enumerate("ab"):
            values = {
                column.name: _value(name, column, number, letter)
                for column in found.tables[name].columns
                if not (column.nullable and column.foreign_keys and _immediate(column))
            }
            connection.execute(insert(found.tables[name]).values(values))


def _holds_rows(name: str) -> bool:
    return name != NOT_OURS and "_index" not in name


def _immediate(column: Any) -> bool:
    return any(not key.deferrable for key in column.foreign_keys)


def _value(table: str, column: Any, number: int, letter: str) -> Any:
    known = whole_schema().tables.get(table)
    today = known.c[column.name].type if known is not None and column.name in known.c else None
    if isinstance(today, Document):
        return "{}" if column.type._type_affinity.__name__ != "JSON" else {}
    match column.type:
        case Boolean():
            return True
        case Integer() | Numeric():
            return 100 + number
        case Date():
            return utc_now().date()
        case DateTime():
            return utc_now()
    return instant_text(utc_now()) if column.name.endswith("_at") else letter
