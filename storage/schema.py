"""The schema's version: told with plain SQL at every start, moved by Alembic only when it has to."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from itcrm_tui.domain.settings import SETTINGS_ID, Settings
from itcrm_tui.domain.values import known_fields
from storage.change import Change, Operation
from storage.errors import OpenError, SchemaError
from storage.recording import FOUNDER
from storage.tables import SCHEMA_VERSION
from storage.unit import Unit

_UPGRADE_LOCK = 4_954_435_201


def installed_version(connection: Connection, shown_url: str) -> str | None:
    """Return the schema's version in the database, None when nothing is set up.

    Raises OpenError for a database that another program keeps its versions in.
    """
    tables = inspect(connection)
    if not tables.has_table("alembic_version"):
        return None
    if not tables.has_table("change_set"):
        raise OpenError(f"{shown_url} is a database of another program.")
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def check_version(installed: str | None, shown_url: str) -> None:
    """Raise SchemaError unless the database is of this program's version."""
    if installed is None:
        raise SchemaError(f"{shown_url} is not set up yet. Its owner runs: itcrm db upgrade")
    _check_not_newer(installed, shown_url)
    if installed < SCHEMA_VERSION:
        raise SchemaError(f"{shown_url} has the older schema {installed}. Its owner runs: itcrm db upgrade")


def _check_not_newer(installed: str, shown_url: str) -> None:
    if installed > SCHEMA_VERSION:
        raise SchemaError(
            f"{shown_url} was made by a newer itcrm (schema {installed}; this one knows {SCHEMA_VERSION})."
            " Upgrade itcrm to open it."
        )


def set_up(connection: Connection, shown_url: str, write_first: Callable[[Connection, Unit], object]) -> None:
    """Make or upgrade the schema, and the first records where there are none; one at a time."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    installed = installed_version(connection, shown_url)
    if installed is not None:
        _check_not_newer(installed, shown_url)
    if installed == SCHEMA_VERSION:
        return
    _upgrade(connection)
    if not connection.scalar(text("SELECT value FROM counter")):
        write_first(connection, first_unit())


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "sqlite":
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT NOT NULL PRIMARY KEY) STRICT")
        )
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def first_unit() -> Unit:
    """Return what a new database begins with: the organization's settings, with their defaults."""
    settings = Settings(id=SETTINGS_ID)
    values = {name: (None, value) for name, value in known_fields(settings).items()}
    unit = Unit(FOUNDER, "Set up the database")
    unit.apply([Change("settings", SETTINGS_ID, Operation.CREATE, values)])
    return unit
