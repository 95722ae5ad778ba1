"""What an unfinished copy notes in the target itself: what it is a copy of, and how far each table is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from json import dumps, loads
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, Text, delete, insert, select, text, update

from storage import journal
from storage.errors import BusyError
from storage.ledger import change_set
from storage.moving.forms import Values

notes = Table(
    "unfinished_copy",
    MetaData(),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
_SOURCE, _KEYS, _TABLE = "source", "keys", "table "


@dataclass(frozen=True)
class Whence:
    """A database at one moment: the id of its first change set, the number and id of its newest, and its URL."""

    first: str | None
    sequence: int
    newest: str | None
    shown_url: str


@dataclass(frozen=True)
class Reached:
    """How far a table is: the key of the last row that was copied, and how many were."""

    after: Values | None = None
    rows: int = 0


def whence(connection: Connection, shown_url: str) -> Whence:
    """Return what identifies a database as it is at this moment."""
    newest = journal.sequence(connection)
    return Whence(set_at(connection, 1), newest, set_at(connection, newest), shown_url)


def set_at(connection: Connection, sequence: int) -> str | None:
    """Return the id of the change set with a number."""
    found: str | None = connection.scalar(select(change_set.c.id).where(change_set.c.sequence == sequence))
    return found


def source_of(connection: Connection) -> Whence:
    """Return what the target is a copy of, as of the rows that are there."""
    return Whence(**_get(connection, _SOURCE))


def note_source(connection: Connection, source: Whence) -> None:
    """Note what the target is a copy of."""
    _set(connection, _SOURCE, asdict(source))


def resting_keys(connection: Connection) -> list[list[str]]:
    """Return the keys between tables that have been taken away until the copy is whole."""
    found: list[list[str]] = _get(connection, _KEYS)
    return found


def note_resting_keys(connection: Connection, keys: Sequence[Sequence[str]]) -> None:
    """Note which keys between tables have been taken away."""
    _set(connection, _KEYS, [list(key) for key in keys])


def reached(connection: Connection) -> dict[str, Reached]:
    """Return how far each table is that has been begun."""
    rows = connection.execute(select(notes).where(notes.c.name.startswith(_TABLE)))
    return {name.removeprefix(_TABLE): _reached(value) for name, value in rows}


def advance(connection: Connection, table: str, before: Reached | None, after: Reached) -> None:
    """Note how far a table is now; raises BusyError where it was not as far as this copy knows."""
    name, values = f"{_TABLE}{table}", {"value": dumps(asdict(after))}
    this = notes.c.name == name
    if before is not None:
        known = this & (notes.c.value == dumps(asdict(before)))
        noted = connection.execute(update(notes).where(known).values(values)).rowcount == 1
    elif noted := connection.scalar(select(notes.c.name).where(this)) is None:
        connection.execute(insert(notes).values(name=name, **values))
    if not noted:
        raise BusyError("Another program is copying into the same database. Nothing is lost; let one of them go on.")


def forget(connection: Connection, tables: Sequence[str]) -> None:
    """Note of tables that they are still to be begun."""
    connection.execute(delete(notes).where(notes.c.name.in_([f"{_TABLE}{table}" for table in tables])))


def mark(connection: Connection, version: str) -> None:
    """Let the database say which version it has."""
    connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def _get(connection: Connection, name: str) -> Any:
    return loads(connection.execute(select(notes.c.value).where(notes.c.name == name)).scalar_one())


def _set(connection: Connection, name: str, value: Any) -> None:
    connection.execute(delete(notes).where(notes.c.name == name))
    connection.execute(insert(notes).values(name=name, value=dumps(value)))


def _reached(value: str) -> Reached:
    found = loads(value)
    return Reached(tuple(found["after"]) if found["after"] else None, found["rows"])
