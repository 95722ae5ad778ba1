"""Deleted records, for whoever must not bring one back unasked."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from storage.batches import batches
from storage.change import Action, Operation
from storage.ledger import change_set, changes_of
from storage.reader import Reader
from storage.rows import record_from
from storage.tables import TABLES


def deleted_records(reader: Reader, kind: Kind) -> Iterator[Record]:
    """Yield the deleted records of a kind, the latest deletion last; none of a kind that the role may not see."""
    if kind.name in reader.hidden:
        return
    table = TABLES[kind.name]
    query = select(table).where(table.c.deleted_at.is_not(None)).order_by(table.c.deleted_at, table.c.id)
    for row in reader.connection.execute(query).mappings():
        yield record_from(kind, row)


def taken_back(reader: Reader, kind: Kind, ids: Iterable[RecordId]) -> set[RecordId]:
    """Return those of the deleted records that nobody deleted: whose creation was undone."""
    found: set[RecordId] = set()
    for portion in batches(sorted(ids)):
        found |= _last_deleted_by_undo(reader, kind, portion)
    return found


def _last_deleted_by_undo(reader: Reader, kind: Kind, ids: Sequence[RecordId]) -> set[RecordId]:
    table = changes_of(restricted=kind.restricted)
    deleting = table.c.record_id.in_(ids) & (table.c.operation == str(Operation.DELETE))
    joined = table.join(change_set, table.c.change_set_id == change_set.c.id)
    last = (
        select(table.c.record_id, func.max(change_set.c.sequence).label("sequence"))
        .select_from(joined)
        .where(deleting)
        .group_by(table.c.record_id)
        .subquery()
    )
    query = select(last.c.record_id).join(change_set, change_set.c.sequence == last.c.sequence)
    undoing = change_set.c.action.in_([str(Action.UNDO), str(Action.REVERT)])
    return set(reader.connection.scalars(query.where(undoing)))
