"""Put aside what could not be written, for a person to decide: base, mine and theirs, field by field."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from itcrm_tui.ids import RecordId, new_id
from storage.batches import among
from storage.change import Change, Key, Known, Operation, grouped
from storage.engines.backend import Backend
from storage.sync.hub import Outcome, Part, Receipt
from storage.sync.naming import named_by
from storage.sync.parcel import Parcel
from storage.sync.sifting import parts
from storage.sync.state import note_outcome
from storage.sync.tables import sync_conflict
from storage.sync.taking_back import taking_back
from storage.sync.undecided import undecided
from storage.transaction import Standing, Transaction

Fields = dict[str, list[Any]]
"""Field name to base, mine and theirs, in JSON form."""


def put_aside(connection: Connection, backend: Backend, parcel: Parcel, receipt: Receipt, *, unsent: bool) -> int:
    """Put aside what was not written, and note what became of the parcel; return how many parts that is.

    `unsent`: it stands in the working copy, and what becomes of it is still to be seen.
    """
    parked = _park(connection, backend, parcel, receipt)
    if not unsent:
        nothing = receipt.outcome is Outcome.CONFLICT and not parked
        note_outcome(connection, parcel.id, Outcome.EQUAL if nothing else receipt.outcome)
    return parked


def _park(connection: Connection, backend: Backend, parcel: Parcel, receipt: Receipt) -> int:
    changes = {(change.kind, change.record_id): change for change in parcel.changes}
    said = receipt.parked if receipt.parked is not None else _all_parts(taking_back(connection, parcel))
    parts = list(_still_there(said, changes))
    transaction = Transaction(connection, backend, parcel.header.at)
    transaction.read((kind, record_id) for kind, record_id, _ in parts)
    gone = _gone_from_the_hub(connection, parcel)
    parked = 0
    for kind, record_id, names in sorted(parts):
        key = (kind, record_id)
        row = transaction.standing.get(key)
        for change, group in _besides(changes[key], names, gone.get(key), row):
            fields = _compared(change, group, row)
            if fields is not None:
                _insert(connection, parcel, change, fields, receipt.reasons.get(key, receipt.reason))
                parked += 1
    return parked


def _gone_from_the_hub(connection: Connection, parcel: Parcel) -> Mapping[Key, Known]:
    """Return what a parcel brings back, without what was deleted here alone: that deletion still waits, and ends so."""
    here = sync_conflict.c.operation == str(Operation.DELETE)
    these = among(sync_conflict.c.record_id, {record_id for _, record_id in parcel.gone})
    waiting = {(row["kind"], row["record_id"]) for row in undecided(connection, here & these)} if parcel.gone else ()
    return {key: known for key, known in parcel.gone.items() if key not in waiting}


def _besides(
    change: Change, names: tuple[str, ...], gone: Known | None, row: Standing | None
) -> Iterator[tuple[Change, tuple[str, ...]]]:
    """Yield a part as it is; where it brings back what others have brought back meanwhile, what it changes besides.

    `gone`: what the record was left with when it was deleted, as far as it was.
    """
    if change.operation is not Operation.CREATE or gone is None or row is None or row.deleted_at is not None:
        yield change, names
        return
    both = {name: (gone.get(name), change.new(name)) for name in {**gone, **change.fields}}
    besides = {name: (old, new) for name, (old, new) in both.items() if old != new}
    left = Change(change.kind, change.record_id, Operation.UPDATE, besides)
    yield from ((left, tuple(group)) for group in grouped(left))


def _still_there(parts: Iterable[Part], changes: Mapping[Key, Change]) -> Iterator[Part]:
    """Yield the parts without what the parcel holds no longer: a receipt may be older than an erasure."""
    for kind, record_id, names in parts:
        change = changes.get((kind, record_id))
        left = tuple(name for name in names if change and name in change.fields)
        if change and (left or not names):
            yield kind, record_id, left


def _all_parts(parcel: Parcel) -> frozenset[Part]:
    return frozenset(part for change in parcel.changes for part in parts(change))


def _compared(change: Change, names: tuple[str, ...], row: Standing | None) -> Fields | None:
    """Return base, mine and theirs; None where theirs is what was wanted."""
    living = row is not None and row.deleted_at is None
    theirs = row.state if row is not None and living else {}
    fields = {name: [*change.fields[name], theirs.get(name)] for name in names or change.fields}
    if change.operation is Operation.DELETE:
        return fields if living else None
    same = all(mine == there for _, mine, there in fields.values())
    return None if living and same else fields


def _insert(connection: Connection, parcel: Parcel, change: Change, fields: Fields, reason: str) -> None:
    values = {
        "id": new_id(),
        "change_set_id": parcel.id,
        "title": parcel.header.title,
        "made_at": parcel.header.at,
        "kind": change.kind,
        "record_id": change.record_id,
        "operation": str(change.operation),
        "fields": fields,
        "reason": reason,
        "behind": _waits_for(connection, parcel.id, change),
    }
    connection.execute(insert(sync_conflict).values(values))


def _waits_for(connection: Connection, change_set_id: RecordId, change: Change) -> RecordId | None:
    """Return the earlier change set in conflict that was to make what this change names."""
    wanted = {change.record_id, *named_by(change.described, {name: new for name, (_, new) in change.fields.items()})}
    made = sync_conflict.c.operation == str(Operation.CREATE)
    earlier = sync_conflict.c.change_set_id != change_set_id
    query = select(sync_conflict.c.change_set_id).where(made, earlier, sync_conflict.c.record_id.in_(sorted(wanted)))
    found: RecordId | None = connection.scalar(query.order_by(sync_conflict.c.id).limit(1))
    return found
