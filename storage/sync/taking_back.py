"""An undo on its way: it takes back what its change set did here, which may be less than it did at home, or more."""

from sqlalchemy import Connection

from storage import journal
from storage.change import Change, Key, Operation, grouped
from storage.sync.parcel import Parcel
from storage.sync.reckoned import is_reckoned, keys_of, with_reckoned


def taking_back(connection: Connection, parcel: Parcel) -> Parcel:
    """Return of an undo, redo or revert what there is to take back here; anything else as it is.

    What was never written, because it was equal already or waits for a decision, needs no taking back. What was
    reckoned here besides goes too, as does what was reckoned of a record that a parcel deletes.
    """
    if parcel.header.reverts is None:
        return with_reckoned(connection, parcel)
    done = {(change.kind, change.record_id): change for change in journal.changes_in(connection, parcel.header.reverts)}
    parts = (_part(change, done) for change in parcel.changes)
    known = keys_of(parcel.changes)
    besides = (one for key, one in done.items() if key not in known and is_reckoned(one.kind, one.operation))
    left = [*(part for part in parts if part), *(one.inverse() for one in besides)]
    return with_reckoned(connection, parcel.only(left))


def _part(change: Change, done: dict[Key, Change]) -> Change | None:
    before = done.get((change.kind, change.record_id))
    if before is None or change.operation is not Operation.UPDATE:
        return change if before else None
    names = {name for group in grouped(change) if not before.fields.keys().isdisjoint(group) for name in group}
    fields = {name: pair for name, pair in change.fields.items() if name in names}
    return Change(change.kind, change.record_id, change.operation, fields) if fields else None
