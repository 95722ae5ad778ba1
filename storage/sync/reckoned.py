"""What only the program has reckoned, such as what a check found, goes with the record that it was reckoned of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.values import known_fields
from itcrm_tui.ids import RecordId
from storage.batches import batches
from storage.change import Change, Key, Operation
from storage.reader import Reader
from storage.sync.parcel import Parcel


def is_reckoned(kind: str, operation: Operation) -> bool:
    """Whether nobody but the program has said what a change says; an edit is a person's."""
    return KINDS[kind].is_reckoned and operation is not Operation.UPDATE


def with_reckoned(connection: Connection, parcel: Parcel) -> Parcel:
    """Return a parcel on its way with the deletion of what was reckoned here of the records that it deletes."""
    gone: dict[str, list[RecordId]] = defaultdict(list)
    for change in parcel.changes:
        if change.operation is Operation.DELETE:
            gone[change.kind].append(change.record_id)
    if not gone:
        return parcel
    known = keys_of(parcel.changes)
    along = (one for kind in KINDS.values() for one in _reckoned_of(connection, kind, gone))
    return parcel.only([*parcel.changes, *(one for one in along if (one.kind, one.record_id) not in known)])


def keys_of(changes: Sequence[Change]) -> set[Key]:
    """Return the records that are changed."""
    return {(change.kind, change.record_id) for change in changes}


def _reckoned_of(connection: Connection, kind: Kind, gone: dict[str, list[RecordId]]) -> Iterator[Change]:
    owner = kind.owner
    if not kind.is_reckoned or owner is None:
        return
    for portion in batches(gone.get(owner.target or "", ())):
        equal: dict[str, Any] = {owner.name: portion}
        found = Reader(connection).find(kind.record_type, **equal)
        for record in found if isinstance(found, list) else ():
            fields = {name: (value, None) for name, value in known_fields(record).items()}
            yield Change(kind.name, record.id, Operation.DELETE, fields)
