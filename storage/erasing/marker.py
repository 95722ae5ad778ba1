"""The change set that is left of an erasure: that it was, when, and by whom; of which fields of which records."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from itcrm_tui.domain.erasing import blank
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId, new_id
from storage.batches import among, batches
from storage.change import Action, Change, ChangeSet, Key, Known, Operation
from storage.errors import Clash, named
from storage.journal import readable
from storage.ledger import change_set
from storage.recording import next_sequence, record_changes, record_header
from storage.transaction import Transaction
from storage.unit import Unit

_ERASES = change_set.c.action == str(Action.ERASE)


@dataclass(frozen=True)
class Erased:
    """What was erased of a record: when and by whom, and the names of the fields."""

    at: datetime
    by: str
    names: frozenset[str]


def write_marker(
    transaction: Transaction, erased: Mapping[Key, frozenset[str]], title: str, *, actor: str, device: str
) -> ChangeSet:
    """Write which fields of which records were erased, and nothing of what was in them."""
    unit = Unit(actor, title, Action.ERASE)
    changes = [_marking(key, names) for key, names in erased.items()]
    change_set_id = new_id()
    record_changes(transaction.connection, change_set_id, changes, first=0)
    sequence = next_sequence(transaction.connection)
    return record_header(transaction, unit, change_set_id, device=device, sequence=sequence, records=len(changes))


def erased_by(connection: Connection, change_set_id: RecordId) -> dict[Key, frozenset[str]]:
    """Return which fields of which records an erasure blanked, for whoever has to do the same in another store.

    Whom it is about comes first.
    """
    found: dict[Key, frozenset[str]] = {}
    for table in readable(connection):
        query = select(table.c.kind, table.c.record_id, table.c.fields).where(table.c.change_set_id == change_set_id)
        rows = connection.execute(query.order_by(table.c.position))
        found |= {(kind, record_id): frozenset(fields) for kind, record_id, fields in rows}
    return found


def erasures_since(connection: Connection, sequence: int) -> dict[Key, Erased]:
    """Return what was erased after a change set, by record; of a record erased twice, the last time."""
    later = (change_set.c.sequence > sequence) & _ERASES
    found: dict[Key, Erased] = {}
    headers = connection.execute(select(change_set).where(later).order_by(change_set.c.sequence)).all()
    for header in headers:
        for key, names in erased_by(connection, header.id).items():
            found[key] = _with(found.get(key), Erased(header.at, header.actor, names))
    return found


def erased_since(connection: Connection, sequence: int) -> list[dict[Key, frozenset[str]]]:
    """Return which fields of which records each erasure after a change set blanked, in order."""
    later = select(change_set.c.id).where(_ERASES, change_set.c.sequence > sequence).order_by(change_set.c.sequence)
    return [erased_by(connection, one) for one in connection.scalars(later).all()]


def erasures_besides(connection: Connection, known: Collection[RecordId]) -> list[dict[Key, frozenset[str]]]:
    """Return which fields of which records each erasure blanked, but for the known change sets."""
    return [erased_by(connection, one) for one in sorted(erasing_sets(connection) - set(known))]


def erasing_sets(connection: Connection) -> set[RecordId]:
    """Return the ids of all change sets that erased."""
    return {RecordId(one) for one in connection.scalars(select(change_set.c.id).where(_ERASES))}


def erasures_of(connection: Connection, ids: Collection[RecordId]) -> dict[Key, Erased]:
    """Return what was ever erased of some records; of one erased twice, the last time."""
    found: dict[Key, Erased] = {}
    for table in readable(connection):
        joined = select(change_set.c.at, change_set.c.actor, table.c.kind, table.c.record_id, table.c.fields)
        joined = joined.join_from(table, change_set, table.c.change_set_id == change_set.c.id)
        for portion in batches(sorted(set(ids))):
            query = joined.where(among(table.c.record_id, portion), _ERASES)
            for at, by, kind, record_id, fields in connection.execute(query.order_by(change_set.c.sequence)):
                key = (kind, record_id)
                found[key] = _with(found.get(key), Erased(at, by, frozenset(fields)))
    return found


def is_blanked(change: Change, name: str, erased: Erased) -> bool:
    """Whether what a change said of a field is gone: it was erased, and nothing but neutral words is there now."""
    described = KINDS.get(change.kind)
    neutral = blank(described, name, change.record_id) if described else None
    return name in erased.names and all(value in (None, neutral) for value in change.fields[name])


def without_erased(change: Change, erased: Erased | None, state: Known) -> tuple[Change, Clash | None]:
    """Return what of a change can still be taken back, and why the rest cannot: what stood there is gone.

    `state`: what the record holds now.
    """
    lost = erased.names & change.fields.keys() if erased and change.operation is Operation.UPDATE else frozenset()
    if not erased or not lost:
        return change, None
    left = {name: pair for name, pair in change.fields.items() if name not in lost}
    clash = Clash(
        kind=change.kind,
        record_id=change.record_id,
        title=named(change.kind, state),
        field=None,
        seen=None,
        mine=None,
        theirs="erased",
        by=erased.by,
        at=erased.at,
    )
    return replace(change, fields=left), clash


def _marking(key: Key, names: frozenset[str]) -> Change:
    kind, record_id = key
    blanks = {name: blank(KINDS[kind], name, record_id) for name in sorted(names)}
    return Change(kind, record_id, Operation.UPDATE, {name: (one, one) for name, one in blanks.items()})


def _with(before: Erased | None, erased: Erased) -> Erased:
    return Erased(erased.at, erased.by, erased.names | before.names) if before else erased
