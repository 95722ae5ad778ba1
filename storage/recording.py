"""Write a change set into the journal: its changes as they take effect, and last its header with the sequence."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from storage.bulk import Row, insert_rows
from storage.change import Change, ChangeSet
from storage.errors import shortened
from storage.ledger import change_set, changes_of, counter
from storage.tables import SCHEMA_VERSION
from storage.transaction import Transaction
from storage.types import canonical_json
from storage.unit import Unit

FOUNDER = "migration"
LONGEST_TITLE = 200
_COLUMNS = ("change_set_id", "position", "kind", "record_id", "operation", "fields")


def record_changes(connection: Connection, change_set_id: RecordId, changes: Sequence[Change], *, first: int) -> None:
    """Write changes that took effect; `first` is the position of the first of them in the change set."""
    rows: dict[bool, list[Row]] = {False: [], True: []}
    for position, change in enumerate(changes, first):
        rows[change.described.restricted].append(
            (
                change_set_id,
                position,
                change.kind,
                change.record_id,
                change.operation.value,
                canonical_json(change.fields),
            )
        )
    for restricted in (False, True):
        insert_rows(connection, changes_of(restricted=restricted), _COLUMNS, rows[restricted])


def next_sequence(connection: Connection) -> int:
    """Return the number of this change set.

    Nobody else gets one until this transaction has ended: so the sequence has no gaps and goes in the order of
    commits, and whoever has a number sees everything that was written before it.
    """
    step = update(counter).values(value=counter.c.value + 1).returning(counter.c.value)
    return int(connection.execute(step).scalar_one())


def record_header(
    transaction: Transaction, unit: Unit, change_set_id: RecordId, *, device: str, sequence: int, records: int
) -> ChangeSet:
    """Write who did it, when, where and in what words. On PostgreSQL the database itself says who."""
    header: dict[str, Any] = {
        "id": change_set_id,
        "sequence": sequence,
        "at": transaction.at,
        "device": device,
        "title": shortened(safe(unit.title), LONGEST_TITLE),
        "action": unit.action,
        "reverts": unit.reverts,
        "schema_version": SCHEMA_VERSION,
        "records": records,
    }
    if not transaction.backend.actor_from_database or unit.actor == FOUNDER:
        header["actor"] = unit.actor
    statement = insert(change_set).values(header | {"action": str(unit.action)}).returning(change_set.c.actor)
    return ChangeSet(**header | {"actor": transaction.connection.execute(statement).scalar_one()})


def complete_header(connection: Connection, header: ChangeSet, records: int) -> ChangeSet | None:
    """Write into a header that came first how many records the change set changed; take it away if it is none."""
    this = change_set.c.id == header.id
    if records or header.reverts:
        connection.execute(update(change_set).where(this).values(records=records))
        return replace(header, records=records)
    connection.execute(delete(change_set).where(this))
    connection.execute(update(counter).values(value=counter.c.value - 1))
    return None
