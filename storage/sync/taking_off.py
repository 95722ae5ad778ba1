"""Take a change set off a working copy as if it had never been: rows, links, texts and journal.

Unlike an undo this leaves no trace, as the same change set comes again: from the hub, or put back on top of it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from itcrm_tui.domain.canonical import instant_text
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.bulk import update_rows
from storage.change import Change, Key, Operation
from storage.columns import columns_of
from storage.ledger import change_set, changes_of, role_lock
from storage.rules.unique import make_room
from storage.sync.parcel import Parcel
from storage.tables import TABLES
from storage.transaction import Standing, Transaction, by_kind
from storage.writing import write_changes


def take_off(transaction: Transaction, parcel: Parcel) -> None:
    """Take the newest change set off; the rows are as it left them."""
    inverse = [change.inverse() for change in reversed(parcel.changes)]
    transaction.standing.clear()
    transaction.read({(change.kind, change.record_id) for change in inverse})
    before = dict(transaction.standing)
    vacating = make_room(transaction, inverse, lambda _key: None)
    write_changes(transaction, inverse, vacating)
    transaction.standing.clear()
    _forget(transaction.connection, parcel.id)
    _remove_made(transaction.connection, [one for one in parcel.changes if _made(one, before)])
    stayed = [one for one in parcel.changes if not _made(one, before)]
    _set_heads(transaction, stayed, before)
    _leave_gone(transaction, parcel)


def _made(change: Change, before: dict[Key, Standing]) -> bool:
    """Whether the record was made by this change, and not brought back."""
    return change.operation is Operation.CREATE and before[change.kind, change.record_id].version == 1


def _forget(connection: Connection, change_set_id: RecordId) -> None:
    for table in (changes_of(restricted=False), changes_of(restricted=True)):
        connection.execute(delete(table).where(table.c.change_set_id == change_set_id))
    connection.execute(delete(change_set).where(change_set.c.id == change_set_id))


def _remove_made(connection: Connection, changes: Sequence[Change]) -> None:
    for kind, ids in by_kind((change.kind, change.record_id) for change in changes):
        for portion in batches(ids):
            connection.execute(delete(TABLES[kind.name]).where(among(TABLES[kind.name].c.id, portion)))
            if kind.name == "role":
                connection.execute(delete(role_lock).where(among(role_lock.c.role_id, portion)))


def _set_heads(transaction: Transaction, changes: Sequence[Change], before: dict[Key, Standing]) -> None:
    """Give each row the version and the moments that it had."""
    connection = transaction.connection
    touched = dict(_last_touched(connection, [(one.kind, one.record_id) for one in changes]))
    for change in changes:
        key = (change.kind, change.record_id)
        made_at = select(TABLES[change.kind].c.created_at).where(TABLES[change.kind].c.id == change.record_id)
        at = instant_text(touched.get(key) or connection.execute(made_at).scalar_one())
        head = [("version", before[key].version - 1), ("updated_at", at)]
        if change.operation is Operation.CREATE:
            head.append(("deleted_at", at))
        names, values = zip(*head, strict=True)
        update_rows(connection, TABLES[change.kind], names, [(*values, change.record_id)])


def _leave_gone(transaction: Transaction, parcel: Parcel) -> None:
    """A deleted row keeps what it held: what had been brought back holds again what its deletion left."""
    for (kind, record_id), left in parcel.gone.items():
        known = {name: (None, left.get(name)) for name in KINDS[kind].by_name}
        names, values = columns_of(transaction.backend.name, kind, tuple(known))
        update_rows(transaction.connection, TABLES[kind], names, [(*values(known), record_id)])


def _last_touched(connection: Connection, keys: Sequence[Key]) -> Iterator[tuple[Key, datetime]]:
    """Yield when the journal says that each record was last changed."""
    for table in (changes_of(restricted=False), changes_of(restricted=True)):
        for portion in batches(sorted({record_id for _, record_id in keys})):
            last = (
                select(table.c.kind, table.c.record_id, func.max(change_set.c.sequence).label("sequence"))
                .join_from(table, change_set, table.c.change_set_id == change_set.c.id)
                .where(among(table.c.record_id, portion))
                .group_by(table.c.kind, table.c.record_id)
                .subquery()
            )
            query = select(last.c.kind, last.c.record_id, change_set.c.at)
            for row in connection.execute(query.join(change_set, change_set.c.sequence == last.c.sequence)):
                yield (row.kind, row.record_id), row.at
