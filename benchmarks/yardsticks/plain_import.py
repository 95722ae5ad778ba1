"""An import in plain SQL: the same rows, journal rows and index that `itcrm import` leaves behind, and nothing else.

It reads the file, trusts every cell, and writes into a database that the program has set up:

    python -m benchmarks.yardsticks.plain_import FILE.csv DATABASE

It prints, in seconds, how long SQL took and how long all of it did.
"""

import csv
import json
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from uuid_utils import uuid7

from itcrm_tui.text import folded
from storage.search import positions
from storage.version import SCHEMA_VERSION

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-8000")
_GIVEN = ("code", "name", "segment", "tier", "status", "cost_centre", "priorities", "notes", "perceived_health")
_HEAD = ("id", "version", "created_at", "updated_at")
_COLUMNS = (*_HEAD, *_GIVEN, "sort_name")
_FRESH = "SELECT position, text FROM search_text WHERE position > ? AND kind = 'client'"
_INDEX = f"INSERT INTO search_text_index(rowid, text) {_FRESH}"
_LAST = "SELECT coalesce(max(position), :lowest - 1) FROM search_text WHERE position BETWEEN :lowest AND :highest"
_SEARCHED = ("code", "name", "notes")
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode

Values = dict[str, Any]


@dataclass(frozen=True)
class Took:
    """Seconds of the statements alone, and of everything from the opening of the file on."""

    sql: float
    whole: float


def import_clients(file: Path, database: Path) -> Took:
    """Write the clients of a file into a database of the program's."""
    began = perf_counter()
    clients = list(_read(file))
    at, change_set = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"), str(uuid7())
    rows = [_row(client_id, client, at) for client_id, client in clients]
    changes = [(change_set, at_, one, _journal(client)) for at_, (one, client) in enumerate(clients)]
    words = [(client_id, _words(client)) for client_id, client in clients]
    ready = perf_counter()
    connection = _connected(database)
    _write(connection, at, change_set, rows, changes, words)
    connection.close()
    ended = perf_counter()
    return Took(ended - ready, ended - began)


def _connected(database: Path) -> sqlite3.Connection:
    """Return a connection with the settings that the program itself uses."""
    connection = sqlite3.connect(database, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _read(file: Path) -> Iterator[tuple[str, Values]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for cells in csv.DictReader(lines):
            known: Values = {name.replace(" ", "_"): cell for name, cell in cells.items() if cell}
            known["tier"] = int(known["tier"])
            if "priorities" in known:
                known["priorities"] = [one.strip() for one in known["priorities"].split(";")]
            yield str(uuid7()), known | {"perceived_health": "unknown"}


def _row(client_id: str, client: Values, at: str) -> tuple[Any, ...]:
    known = client | {"priorities": _encode(client["priorities"])} if "priorities" in client else client
    return client_id, 1, at, at, *map(known.get, _GIVEN), folded(client["name"])


def _words(client: Values) -> str:
    return "\n".join(folded(client[name]) for name in _SEARCHED if name in client)


def _journal(client: Values) -> str:
    return _encode({name: (None, value) for name, value in client.items()})


def _write(
    connection: sqlite3.Connection,
    at: str,
    change_set: str,
    rows: list[tuple[Any, ...]],
    changes: list[tuple[str, int, str, str]],
    words: list[tuple[str, str]],
) -> None:
    connection.execute("BEGIN IMMEDIATE")
    step = "UPDATE counter SET value = value + 1 RETURNING value"
    sequence = connection.execute(step).fetchone()[0]
    connection.execute(
        "INSERT INTO change_set (id, sequence, at, actor, device, title, action, schema_version, records)"
        " VALUES (?, ?, ?, 'plain', 'plain', 'Import clients', 'write', ?, ?)",
        (change_set, sequence, at, SCHEMA_VERSION, len(rows)),
    )
    marks = ", ".join("?" * len(_COLUMNS))
    connection.executemany(f"INSERT INTO client ({', '.join(_COLUMNS)}) VALUES ({marks})", rows)
    connection.executemany(
        "INSERT INTO change (change_set_id, position, kind, record_id, operation, fields)"
        " VALUES (?, ?, 'client', ?, 'create', ?)",
        changes,
    )
    _index(connection, at, words)
    connection.execute("COMMIT")


def _index(connection: sqlite3.Connection, at: str, words: list[tuple[str, str]]) -> None:
    """Write the texts, then all of them into the index at once."""
    lowest = positions.lowest("client", positions.seconds(at))
    last = connection.execute(_LAST, {"lowest": lowest, "highest": lowest + positions.LAST_TIE}).fetchone()[0]
    placed = [(record_id, position, text) for position, (record_id, text) in enumerate(words, last + 1)]
    connection.executemany(
        "INSERT INTO search_text (record_id, position, kind, text) VALUES (?, ?, 'client', ?)", placed
    )
    connection.execute(_INDEX, (last,))


if __name__ == "__main__":
    took = import_clients(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(f"sql {took.sql:.3f}  whole {took.whole:.3f}\n")
