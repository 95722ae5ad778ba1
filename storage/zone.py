"""The organization's time zone, as its settings name it: what a moment is told in, wherever it is kept in UTC."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from storage.tables import TABLES


def zone_called(name: str) -> tzinfo:
    """Return the time zone of a name; UTC when this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def zone(connection: Connection) -> tzinfo:
    """Return the organization's time zone; UTC where nothing is settled."""
    settings = TABLES["settings"]
    name = connection.scalar(select(settings.c.time_zone).where(settings.c.deleted_at.is_(None)))
    return zone_called(name) if name else UTC
