"""The first page of the roster, from a SQLite file, before SQLAlchemy is loaded: that takes longer than the rest.

The statement is the one that `views/roster.py` makes, kept as text; a test compares the two.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from itcrm_tui.domain.canonical import instant_from
from itcrm_tui.domain.overview import RosterRow
from storage.engines.sqlite_file import check_owner, uri
from storage.errors import StoreError
from storage.roster_statement import ROSTER
from storage.version import SCHEMA_VERSION

BUSY_SECONDS = 0.2


@dataclass(frozen=True)
class FirstPage:
    """The first clients by name, the organization's time zone, and the day it is there."""

    rows: Sequence[RosterRow]
    zone: tzinfo
    today: date


def first_page(path: Path, today: date | None, rows: int) -> FirstPage | None:
    """Return so many of the first rows of the roster as they are now, for the day it is unless `today` says another.

    None when they cannot be read this way: no file, another schema, another program's, damaged. Opening the store,
    which follows, says what is wrong.
    """
    try:
        if not path.stat().st_size:
            return None
        with closing(_connect(path)) as connection:
            return _read(connection, path, today, rows)
    except (OSError, sqlite3.Error, StoreError):
        return None


def _connect(path: Path) -> sqlite3.Connection:
    """Only for reading: a connection that may write would, as the last one to go, first write back the whole log."""
    name = uri(path)
    reading = name if "?" in name else f"{name}?mode=ro"
    return sqlite3.connect(reading, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _read(connection: sqlite3.Connection, path: Path, today: date | None, rows: int) -> FirstPage | None:
    check_owner(connection, path)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("BEGIN")
    if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (SCHEMA_VERSION,):
        return None
    zone = _zone(connection.execute("SELECT time_zone FROM settings").fetchone())
    day = today or datetime.now(zone).date()
    found = connection.execute(ROSTER, {"today": day.isoformat(), "limit": rows})
    return FirstPage([_row(*values) for values in found], zone, day)


def _zone(settings: tuple[Any, ...] | None) -> tzinfo:
    try:
        return ZoneInfo(settings[0]) if settings else UTC
    except (KeyError, ValueError, OSError, TypeError):
        return UTC


def _row(record_id: Any, sort_name: str, *values: Any) -> RosterRow:
    """Return a row of the statement; the words of choices stay plain text, which is equal to theirs."""
    code, name, segment, tier, health, owner, services, promises, late, next_due, said, met = values
    return RosterRow(
        id=record_id,
        key=(sort_name, record_id),
        code=code,
        name=name,
        segment=segment,
        tier=tier,
        owner=owner,
        perceived_health=health,
        services=services,
        promises=promises,
        late=late,
        next_due=date.fromisoformat(next_due) if next_due else None,
        open_feedback=said,
        last_touchpoint_at=instant_from(met) if met else None,
    )
