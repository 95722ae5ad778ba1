"""The journal: every change set in order, what each changed, and taking one back."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId, new_id
from storage.apply import Transaction
from storage.change import Action, Change, ChangeSet, Operation
from storage.ledger import change_set, changes_of, counter
from storage.tables import SCHEMA_VERSION
from storage.unit import Unit

FOUNDER = "migration"


def write(transaction: Transaction, unit: Unit, changes: Sequence[Change], device: str) -> ChangeSet:
    """Write what took effect: the changes first, then the header with the next sequence.

    The counter row is touched last and so held only until the commit that follows; hence the sequence has no
    gaps and goes in the order of commits.
    """
    change_set_id = new_id()
    for restricted in (False, True):
        rows = [
            {
                "change_set_id": change_set_id,
                "position": position,
                "kind": change.kind,
                "record_id": change.record_id,
                "operation": str(change.operation),
                "fields": {name: list(values) for name, values in change.fields.items()},
            }
            for position, change in enumerate(changes)
            if change.described.restricted is restricted
        ]
        if rows:
            transaction.connection.execute(insert(changes_of(restricted=restricted)), rows)
    return _write_header(transaction, unit, change_set_id, device)


def _write_header(transaction: Transaction, unit: Unit, change_set_id: RecordId, device: str) -> ChangeSet:
    header: dict[str, Any] = {
        "id": change_set_id,
        "at": transaction.at,
        "device": device,
        "title": unit.title,
        "action": str(unit.action),
        "reverts": unit.reverts,
        "schema_version": SCHEMA_VERSION,
    }
    if not transaction.backend.actor_from_database or unit.actor == FOUNDER:
        header["actor"] = unit.actor
    step = update(counter).values(value=counter.c.value + 1).returning(counter.c.value)
    header["sequence"] = transaction.connection.scalar(step)
    row = transaction.connection.execute(insert(change_set).values(header).returning(change_set.c.actor)).scalar_one()
    return _header(header | {"actor": row})


def _header(row: Any) -> ChangeSet:
    return ChangeSet(**{**row, "action": Action(row["action"])})


def sequence(connection: Connection) -> int:
    """Return the number of the newest change set; 0 when there is none."""
    return connection.scalar(select(counter.c.value)) or 0


def change_sets(
    connection: Connection,
    *,
    record_id: RecordId | None = None,
    before: int | None = None,
    after: int | None = None,
    limit: int = 50,
) -> list[ChangeSet]:
    """Return headers, newest first, of the whole database or of the sets that touched one record.

    Those just before the sequence `before`, or those just after the sequence `after`.
    """
    sequence = change_set.c.sequence
    query = select(change_set).order_by(sequence.asc() if after is not None else sequence.desc()).limit(limit)
    if before is not None:
        query = query.where(sequence < before)
    if after is not None:
        query = query.where(sequence > after)
    if record_id is not None:
        touching = [select(t.c.change_set_id).where(t.c.record_id == record_id) for t in _readable(connection)]
        query = query.where(change_set.c.id.in_(touching[0].union(*touching[1:])))
    headers = [_header(row) for row in connection.execute(query).mappings()]
    return headers[::-1] if after is not None else headers


def changes_in(connection: Connection, change_set_id: RecordId, *, record_id: RecordId | None = None) -> list[Change]:
    """Return what a change set did, in order, as far as the role may see it."""
    found: list[tuple[int, Change]] = []
    for table in _readable(connection):
        query = select(table).where(table.c.change_set_id == change_set_id)
        if record_id is not None:
            query = query.where(table.c.record_id == record_id)
        found += [(row["position"], change_from(row)) for row in connection.execute(query).mappings()]
    return [change for _, change in sorted(found, key=lambda pair: pair[0])]


def change_from(row: Any) -> Change:
    """Return the change that a row of a change table holds."""
    values = {name: (old, new) for name, (old, new) in row["fields"].items()}
    return Change(row["kind"], row["record_id"], Operation(row["operation"]), values)


def _readable(connection: Connection) -> list[Any]:
    unreadable = connection.get_execution_options().get("itcrm_unreadable", frozenset())
    tables = (changes_of(restricted=False), changes_of(restricted=True))
    return [table for table in tables if table.name not in unreadable]


def get(connection: Connection, change_set_id: str) -> ChangeSet | None:
    """Return one header by its id or its sequence."""
    key = change_set.c.sequence == int(change_set_id) if change_set_id.isdigit() else change_set.c.id == change_set_id
    row = connection.execute(select(change_set).where(key)).mappings().first()
    return _header(row) if row else None


def in_effect(connection: Connection, change_set_id: RecordId) -> bool:
    """Whether a change set stands: nothing that itself stands has taken it back."""
    reverting = connection.scalars(select(change_set.c.id).where(change_set.c.reverts == change_set_id)).all()
    return not any(in_effect(connection, other) for other in reverting)


def undoable(connection: Connection, actor: str, device: str) -> ChangeSet | None:
    """Return the latest change set of this person on this device that still stands."""
    for found in _mine(connection, actor, device):
        if found.action is not Action.UNDO and in_effect(connection, found.id):
            return found
    return None


def redoable(connection: Connection, actor: str, device: str) -> ChangeSet | None:
    """Return the undo that a redo would take back; there is none once something new has been written."""
    for found in _mine(connection, actor, device):
        if found.action is Action.UNDO and in_effect(connection, found.id):
            return found
        if found.action in (Action.WRITE, Action.REVERT):
            return None
    return None


def _mine(connection: Connection, actor: str, device: str) -> Iterator[ChangeSet]:
    before: int | None = None
    while True:
        query = select(change_set).where(change_set.c.device == device, change_set.c.actor == actor)
        if before is not None:
            query = query.where(change_set.c.sequence < before)
        rows = connection.execute(query.order_by(change_set.c.sequence.desc()).limit(20)).mappings().all()
        yield from map(_header, rows)
        if len(rows) < 20:
            return
        before = rows[-1]["sequence"]


def last_touch(
    connection: Connection, kind: str, record_id: RecordId, field: str | None
) -> tuple[str, datetime] | None:
    """Return who changed a field of a record last, and when; without a field, who changed the record."""
    table = changes_of(restricted=KINDS[kind].restricted)
    query = select(change_set.c.actor, change_set.c.at, table.c.fields).join_from(
        table, change_set, table.c.change_set_id == change_set.c.id
    )
    query = query.where(table.c.record_id == record_id).order_by(change_set.c.sequence.desc())
    for actor, at, values in connection.execute(query):
        if field is None or field in values:
            return actor, at
    return None
