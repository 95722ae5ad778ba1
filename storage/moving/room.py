"""Whether a database may be copied into: an empty one, or an unfinished copy of the same source."""

from sqlalchemy import Connection, inspect, literal, select

from storage import schema
from storage.errors import OpenError, ReadOnlyError, RefusedError, SchemaError
from storage.granting.owning import owns
from storage.ledger import change_set
from storage.moving import notes
from storage.moving.notes import Whence
from storage.recording import FOUNDER
from storage.tables import TABLES
from storage.version import SCHEMA_VERSION, UNFINISHED


def demand_room(connection: Connection, shown: str, source: Whence) -> str | None:
    """Return the version of a database that may be copied into, None where it is not set up yet.

    Raises RefusedError where it holds anything but an unfinished copy of the source, SchemaError where it is of
    another version.
    """
    installed = _installed(connection, shown)
    if installed is not None and installed.startswith(UNFINISHED):
        _check_same(connection, installed, shown, source)
    elif installed is not None:
        _check_free(connection, installed, shown, source)
    return installed


def _installed(connection: Connection, shown: str) -> str | None:
    installed = schema.installed_version(connection, shown)
    if installed is None and (strange := inspect(connection).get_table_names()):
        raise OpenError(f"{shown} is a database of another program: it has a table {strange[0]}.")
    if installed is not None and not owns(connection):
        raise ReadOnlyError(f"Only the owner of {shown} can copy into it: the journal says who wrote what.")
    return installed


def _check_same(connection: Connection, installed: str, shown: str, source: Whence) -> None:
    if installed != UNFINISHED + SCHEMA_VERSION:
        raise SchemaError(f"{shown} is a copy that another version of itcrm began. Delete it and begin anew.")
    known = notes.source_of(connection)
    if known.first != source.first:
        raise RefusedError(
            f"{shown} is an unfinished copy of {known.shown_url}, not of {source.shown_url}."
            " Delete it, or name another."
        )


def _check_free(connection: Connection, installed: str, shown: str, source: Whence) -> None:
    schema.check_version(installed, shown)
    if notes.whence(connection, source.shown_url) == source:
        raise RefusedError(f"{shown} is the same database, or a whole copy of it already.")
    foreign = [change_set.c.actor != FOUNDER, *(TABLES[name].c.id.is_not(None) for name in _made_later())]
    for condition in foreign:
        if connection.scalar(select(literal(1)).where(condition).limit(1)):
            raise RefusedError(f"{shown} holds records already. Name a database in which there is nothing.")


def _made_later() -> list[str]:
    """Return the kinds of which a database that was only set up has no records."""
    return [name for name in TABLES if name != "settings"]
