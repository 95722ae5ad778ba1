"""Backups in which erased data still stands: looked into, never changed."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from json import loads
from pathlib import Path
from typing import Any

from itcrm_tui.domain.erasing import blank
from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS
from storage.backup_contents import connected
from storage.change import Key
from storage.engines.sqlite_driver import PLAIN, Plain
from storage.erasing.blanking import Fields
from storage.ledger import changes_of

_LISTS = (Type.TEXTS, Type.REFERENCES, Type.SHARES)


def still_hold(paths: Iterable[Path], fields: Fields, driver: Plain = PLAIN) -> list[Path]:
    """Return the database files that hold any of the fields, and those of which nobody can say as they are broken."""
    return [path for path in paths if _holds(path, fields, driver)]


def _holds(path: Path, fields: Fields, driver: Plain) -> bool:
    try:
        with closing(connected(path, driver)) as connection:
            connection.row_factory = driver.module.Row
            return any(_says(key, name, value) for key in fields for name, value in _values(connection, key, fields))
    except (driver.module.Error, OSError, ValueError):
        return True


def _values(connection: sqlite3.Connection, key: Key, fields: Fields) -> Iterator[tuple[str, Any]]:
    kind, record_id = key
    tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if kind in tables:
        for row in connection.execute(f'SELECT * FROM "{kind}" WHERE id = ?', (record_id,)):
            names = fields[key].intersection(row.keys())
            yield from ((name, _as_json(kind, name, row[name])) for name in names)
    journal = changes_of(restricted=KINDS[kind].restricted).name
    if journal in tables:
        for row in connection.execute(f"SELECT fields FROM {journal} WHERE record_id = ?", (record_id,)):
            pairs = loads(row["fields"])
            yield from ((name, value) for name in fields[key] & pairs.keys() for value in pairs[name])


def _as_json(kind: str, name: str, value: Any) -> Any:
    field = KINDS[kind].by_name.get(name)
    return loads(value) if value is not None and field is not None and field.holds in _LISTS else value


def _says(key: Key, name: str, value: Any) -> bool:
    return bool(value) and value != blank(KINDS[key[0]], name, key[1])
