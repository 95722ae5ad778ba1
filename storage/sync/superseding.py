"""A later edit of mine takes the place of what waits of the same field: there is one question, about the newest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, RowMapping, update

from storage.change import Change, Key, Operation
from storage.sync.parcel import Parcel
from storage.sync.tables import sync_conflict
from storage.sync.undecided import undecided


def covers(later: Change, operation: str, names: Iterable[str]) -> bool:
    """Whether a later change to the same record says anew what an earlier one said of it as a whole, or of fields."""
    match later.operation:
        case Operation.CREATE:
            return operation != Operation.UPDATE
        case Operation.DELETE:
            return True
    return operation == Operation.UPDATE and not later.fields.keys().isdisjoint(names)


def supersede(connection: Connection, later: Iterable[tuple[int, Parcel]]) -> None:
    """Settle what waits of earlier change sets where a later one has been written, or was equal already.

    What waits of the later one itself is told together with it when it is read. Each comes with its number, in order.
    """
    waiting: dict[Key, list[RowMapping]] = defaultdict(list)
    for row in undecided(connection):
        waiting[row["kind"], row["record_id"]].append(row)
    for number, parcel in later if waiting else ():
        for change in parcel.changes:
            key = (change.kind, change.record_id)
            settled = list(_said_anew(parcel, number, change, waiting.get(key, ())))
            for row in settled:
                waiting[key].remove(row)
                this = update(sync_conflict).where(sync_conflict.c.id == row["id"])
                connection.execute(this.values(decided_by=parcel.id))


def _said_anew(parcel: Parcel, number: int, change: Change, waiting: Sequence[RowMapping]) -> Iterator[RowMapping]:
    """Yield what waits of earlier change sets and what was written of a later one, or was equal, says anew."""
    left = _without(change, [row for row in waiting if row["change_set_id"] == parcel.id])
    for row in waiting if left else ():
        if left and (row["number"] or 0) < number and covers(left, row["operation"], row["fields"]):
            yield row


def _without(change: Change, own: Sequence[RowMapping]) -> Change | None:
    """Return a change without what waits of it."""
    if not own:
        return change
    names = {name for row in own for name in row["fields"]}
    fields = {name: pair for name, pair in change.fields.items() if name not in names}
    if change.operation is not Operation.UPDATE or not fields:
        return None
    return Change(change.kind, change.record_id, change.operation, fields)
