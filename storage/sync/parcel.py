"""A parcel: one change set of a working copy on its way to the hub, with what its author saw."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, Connection, select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from storage import journal
from storage.batches import among, batches
from storage.change import Action, Change, ChangeSet, Key, Known, Operation
from storage.ledger import change_set, changes_of
from storage.unit import Unit


@dataclass(frozen=True)
class Parcel:
    """A change set's header and its changes; `gone`: deleted records that it brings back, as its author saw them."""

    header: ChangeSet
    changes: Sequence[Change]
    gone: Mapping[Key, Known] = field(default_factory=dict)

    @property
    def id(self) -> RecordId:
        """The id of the change set, the same everywhere."""
        return self.header.id

    @property
    def whole(self) -> bool:
        """Whether it takes effect whole or not at all: a step of a workflow, a merge, a deletion, an undo."""
        return self.header.action is not Action.WRITE or any(
            is_step(one.described, one.operation, one.fields) for one in self.changes
        )

    def only(self, changes: Sequence[Change]) -> "Parcel":
        """Return the parcel with some of its changes alone."""
        return replace(self, changes=changes)


def is_step(kind: Kind, operation: Operation, names: Iterable[str]) -> bool:
    """Whether a change to some fields is more than a person's edit of them."""
    if operation is Operation.DELETE or kind.is_kept:
        return True
    return operation is Operation.UPDATE and any(not kind.by_name[name].settable for name in names)


def unit_of(parcel: Parcel, actor: str) -> Unit:
    """Return the unit that writes a parcel under its own id; parts of a plain one give way where rows have moved on."""
    header = parcel.header
    unit = Unit(actor, header.title, header.action, header.reverts, change_set_id=header.id, again=True)
    unit.gone, unit.even_empty = parcel.gone, not parcel.changes
    if not parcel.whole:
        unit.gives_way = lambda _change: True
    unit.apply(parcel.changes)
    return unit


def parcels_after(connection: Connection, sequence: int) -> list[Parcel]:
    """Return what was written after a number, in order."""
    return parcels(connection, change_set.c.sequence > sequence)


def parcels(connection: Connection, which: ColumnElement[bool]) -> list[Parcel]:
    """Return the change sets of which a condition holds, in order."""
    query = select(change_set).where(which).order_by(change_set.c.sequence)
    headers = [journal.header_from(row) for row in connection.execute(query).mappings()]
    together = journal.changes_together(connection, (header.id for header in headers))
    changes = {one: [change for _, change in placed] for one, placed in together.items()}
    made = {one: [_key(change) for change in of_it if _makes(change)] for one, of_it in changes.items()}
    deleted = _deletions(connection, {record_id for keys in made.values() for _, record_id in keys})
    return [
        Parcel(header, changes[header.id], _left_before(header.sequence, made[header.id], deleted))
        for header in headers
    ]


def _key(change: Change) -> Key:
    return change.kind, change.record_id


def _makes(change: Change) -> bool:
    return change.operation is Operation.CREATE


def _deletions(connection: Connection, record_ids: Iterable[RecordId]) -> dict[Key, list[tuple[int, Change]]]:
    """Return every deletion of some records with its number, in order."""
    found: dict[Key, list[tuple[int, Change]]] = defaultdict(list)
    for table in (changes_of(restricted=False), changes_of(restricted=True)):
        query = select(table, change_set.c.sequence).join_from(
            table, change_set, table.c.change_set_id == change_set.c.id
        )
        query = query.where(table.c.operation == str(Operation.DELETE)).order_by(change_set.c.sequence)
        for portion in batches(sorted(record_ids)):
            for row in connection.execute(query.where(among(table.c.record_id, portion))).mappings():
                change = journal.change_from(row)
                found[_key(change)].append((row["sequence"], change))
    return found


def _left_before(
    sequence: int, keys: Sequence[Key], deleted: Mapping[Key, Sequence[tuple[int, Change]]]
) -> dict[Key, Known]:
    """Return what those of the records that had been deleted before a number were left with."""
    found: dict[Key, Known] = {}
    for key in keys:
        for number, deletion in deleted.get(key, ()):
            if number < sequence:
                found[key] = left_of(deletion)
    return found


def left_of(deletion: Change) -> Known:
    """Return what a row holds that was deleted: what it held, and what its deletion says."""
    left = {name: old if new is None else new for name, (old, new) in deletion.fields.items()}
    return {name: value for name, value in left.items() if value is not None}
