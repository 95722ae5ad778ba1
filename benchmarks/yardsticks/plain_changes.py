"""A day's change sets in plain SQL: the statements that write the same rows and journal rows, and nothing else."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

from itcrm_tui.domain.canonical import instant_text
from itcrm_tui.domain.kinds import KINDS
from storage.change import Change, ChangeSet, Operation
from storage.rows import sort_name, stored
from storage.types import canonical_json

Statement = tuple[str, tuple[Any, ...]]
Made = Sequence[tuple[ChangeSet, Sequence[Change]]]
"""Change sets with what each of them changes."""

_COUNTED = "UPDATE counter SET value = value + 1"
_CHANGE = "INSERT INTO change (change_set_id, position, kind, record_id, operation, fields) VALUES (?, ?, ?, ?, ?, ?)"
_HEADER = (
    "INSERT INTO change_set (id, at, actor, device, title, action, schema_version, records, sequence)"
    " SELECT ?, ?, ?, ?, ?, ?, ?, ?, value FROM counter"
)


def write(url: str, made: Made) -> None:
    """Write them over one connection, a transaction for each change set."""
    engine = url.partition(":")[0]
    sets = [list(_of_set(engine, header, changes)) for header, changes in made]
    if engine == "sqlite":
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            file.execute("PRAGMA synchronous=FULL")
            for of_one in sets:
                for statement, values in of_one:
                    file.execute(statement, values)
                file.commit()
        return
    import psycopg

    with psycopg.connect(url) as connection:
        for of_one in sets:
            for statement, values in of_one:
                connection.execute(statement.replace("?", "%s"), values)  # type: ignore[call-overload]
            connection.commit()


def _of_set(engine: str, header: ChangeSet, changes: Sequence[Change]) -> Iterable[Statement]:
    at = instant_text(header.at)
    for position, one in enumerate(changes):
        yield _of_change(engine, one, at)
        fields = canonical_json(one.fields)
        yield _CHANGE, (header.id, position, one.kind, one.record_id, one.operation.value, fields)
    said = (header.device, header.title, str(header.action), header.schema_version, len(changes))
    yield _COUNTED, ()
    yield _HEADER, (header.id, at, header.actor, *said)


def _of_change(engine: str, change: Change, at: str) -> Statement:
    kind = KINDS[change.kind]
    new = {name: value for name, (_, value) in change.fields.items()}
    values = [None if value is None else stored(engine, kind.by_name[name])(value) for name, value in new.items()]
    if kind.name_field and kind.name_field.name in new:
        new["sort_name"] = None
        values.append(sort_name(new[kind.name_field.name]))
    names = [f'"{name}"' for name in new]
    if change.operation is Operation.CREATE:
        marks = ", ".join("?" * (4 + len(names)))
        columns = ", ".join(("id", "version", "created_at", "updated_at", *names))
        return f"INSERT INTO {kind.name} ({columns}) VALUES ({marks})", (change.record_id, 1, at, at, *values)
    setting = ", ".join(("version = version + 1", "updated_at = ?", *(f"{name} = ?" for name in names)))
    return f"UPDATE {kind.name} SET {setting} WHERE id = ?", (at, *values, change.record_id)
