"""The schema's version: told with plain SQL at every start, moved by Alembic only when it has to."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from itcrm_tui.domain.settings import SETTINGS_ID, Settings
from itcrm_tui.domain.values import known_fields
from itcrm_tui.log import failed, milliseconds_since, note
from storage.change import Change, Operation
from storage.engines.backend import Backend
from storage.errors import OpenError, SchemaError, StoreError
from storage.recording import FOUNDER
from storage.tables import SCHEMA_VERSION as SCHEMA_VERSION
from storage.unfinished import told_unfinished
from storage.unit import Unit
from storage.version import UNFINISHED

_UPGRADE_LOCK = 4_954_435_201
_MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = [_MIGRATIONS / "versions"]
"""Where the revisions are."""


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
    check_not_newer(installed, shown_url)
    if installed < SCHEMA_VERSION:
        raise SchemaError(f"{shown_url} has the older schema {installed}. Its owner runs: itcrm db upgrade")


def is_behind(installed: str | None) -> bool:
    """Whether the schema has to move before this program can use it."""
    return installed is None or installed < SCHEMA_VERSION


def check_not_newer(installed: str, shown_url: str) -> None:
    """Raise SchemaError for a schema that a later version of the program has made, or a copy has yet to fill."""
    if installed.startswith(UNFINISHED):
        raise SchemaError(told_unfinished(shown_url))
    if installed > SCHEMA_VERSION:
        raise SchemaError(
            f"{shown_url} was made by a newer itcrm (schema {installed}; this one knows {SCHEMA_VERSION})."
            " Upgrade itcrm to open it."
        )


def set_up(connection: Connection, backend: Backend, write_first: Callable[[Connection, Unit], object]) -> None:
    """Make or upgrade the schema, and the first records where there are none; one at a time.

    Raises SchemaError where a revision or the checks after it fail; then everything is as it was.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    installed = installed_version(connection, backend.shown_url)
    if installed is not None:
        check_not_newer(installed, backend.shown_url)
    if not is_behind(installed):
        return
    begun = time.monotonic()
    with _told(backend, installed, backend.before_upgrade(installed)):
        move(connection, SCHEMA_VERSION)
        if not connection.scalar(text("SELECT value FROM counter")):
            write_first(connection, first_unit())
        backend.after_upgrade(connection)
    note("schema moved", engine=backend.name, before=installed, now=SCHEMA_VERSION, ms=milliseconds_since(begun))


@contextmanager
def _told(backend: Backend, installed: str | None, saved: Path | None) -> Iterator[None]:
    """Say of an upgrade that fails what it leaves behind: the database as it was, and the backup made before."""
    try:
        yield
    except Exception as error:
        failed("schema not moved", error, engine=backend.name, before=installed)
        if installed is None:
            raise
        reason = str(error) if isinstance(error, StoreError) else str(backend.explain(error))
        beside = f" A backup of it is {saved}." if saved else ""
        raise SchemaError(
            f"{backend.shown_url} could not be upgraded from schema {installed} and is as it was. {reason}{beside}"
        ) from error


def move(connection: Connection, version: str) -> None:
    """Run the revisions from where the schema is up to a version; raises RowsMovedError where one loses rows."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "sqlite":
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT NOT NULL PRIMARY KEY) STRICT")
        )
    config = Config()
    config.set_main_option("script_location", _escaped(_MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(_escaped, VERSIONS)))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


def first_unit() -> Unit:
    """Return what a new database begins with: the organization's settings, with their defaults."""
    settings = Settings(id=SETTINGS_ID)
    values = {name: (None, value) for name, value in known_fields(settings).items()}
    unit = Unit(FOUNDER, "Set up the database")
    unit.apply([Change("settings", SETTINGS_ID, Operation.CREATE, values)])
    return unit
