"""The unit of work: gathers what a person changes, each with what they saw, and writes it as one change set."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from itcrm_tui.domain.kinds import Kind, kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import known_fields
from itcrm_tui.ids import RecordId
from storage.change import Action, Change, ChangeSet, Key, Known, Operation, Values, difference
from storage.errors import Clash
from storage.fitting import check_fits, check_known
from storage.fitting_together import check_all_known
from storage.source import Gathered, making

if TYPE_CHECKING:
    from storage.erasing.marker import Erased

Progress = Callable[[int, int], object]
"""Told before each portion, and after the last, how many changes are done and how many there are.

What it raises ends the write, of which nothing stays. A write that the database asks to repeat begins again at 0.
"""


def unwatched(_done: int, _total: int) -> None:
    """Nobody wants to know."""


Alongside = Callable[[Connection, ChangeSet | None], object]
"""Called once everything is written, in the same transaction; what it raises leaves nothing of it behind."""


def nothing_alongside(_connection: Connection, _written: ChangeSet | None) -> None:
    """Nothing is written beside the change set."""


def insisting(_change: Change) -> bool:
    """No change gives way."""
    return False


@dataclass
class Unit:
    """Changes to be written together. Nothing reaches the database before the unit is closed.

    `seen` is the record as the person had it before them; re-reading it to save would hide that it has changed.
    `gives_way`: for which changes a conflict is none: what has moved on is left alone, and told in `left_alone`.
    `rehearsal`: everything is done and checked, and then nothing stays.
    `remarks`: what the gate has to say of it, in sentences.
    `erased`: what was erased since that which it takes back, and can no more.
    `change_set_id`: the id that the change set has elsewhere already; `again`: so what is as wanted is no conflict.
    `gone`: deleted records that come back, as their author saw them. `even_empty`: it says something without changes.
    """

    actor: str
    title: str
    action: Action = Action.WRITE
    reverts: RecordId | None = None
    expected: dict[Key, int] = field(default_factory=dict)
    restored: dict[Key, int] = field(default_factory=dict)
    written: ChangeSet | None = None
    progress: Progress = unwatched
    gives_way: Callable[[Change], bool] = insisting
    left_alone: list[Clash] = field(default_factory=list)
    rehearsal: bool = False
    remarks: list[str] = field(default_factory=list)
    erased: Mapping[Key, "Erased"] = field(default_factory=dict)
    change_set_id: RecordId | None = None
    again: bool = False
    gone: Mapping[Key, Known] = field(default_factory=dict)
    even_empty: bool = False
    alongside: Alongside = nothing_alongside
    _gathered: dict[Key, Change | Known] = field(default_factory=dict)

    @property
    def source(self) -> Gathered:
        """What has been gathered, one change a record, in the order of the first mention."""
        return Gathered(self._gathered)

    def add(self, record: Record) -> None:
        """Create a record, or bring back a deleted one, given as it was read but for what is to be different."""
        check_fits(record)
        self._make((kind_of(record).name, record.id), known_fields(record), record.version)

    def add_known(self, kind: Kind, records: Mapping[RecordId, Known]) -> None:
        """Create records, by id, of what is known of them in canonical JSON form; nobody may change that afterwards."""
        check_all_known(kind, records)
        for record_id, known in records.items():
            self._make((kind.name, record_id), known)

    def save(self, seen: Record, changed: Record) -> None:
        """Write the fields in which `changed` differs from `seen`, where the row still holds what was seen."""
        kind = kind_of(changed)
        if kind_of(seen) is not kind or seen.id != changed.id:
            raise ValueError("`seen` and `changed` have to be the same record.")
        check_fits(changed)
        self._save(seen, known_fields(changed))

    def save_known(self, seen: Record, known: Known) -> None:
        """Save a record, or bring back one that was seen deleted; `known`: all that it is to say, as in `add_known`."""
        check_known(kind_of(seen), seen.id, known)
        if seen.deleted_at:
            self._make((kind_of(seen).name, seen.id), known, seen.version)
        else:
            self._save(seen, known)

    def delete(self, seen: Record, **left: Any) -> None:
        """Delete a record, if it still is as it was seen. Records it owns have to go in the same unit.

        `left`: what the deleted record is to say, in JSON form, such as which one it was merged into.
        """
        known = known_fields(seen)
        gone = {name: (value, None) for name, value in known.items()}
        said = {name: (known.get(name), value) for name, value in left.items()}
        self.apply([Change(kind_of(seen).name, seen.id, Operation.DELETE, gone | said)])

    def expect(self, records: Iterable[Record]) -> None:
        """Say which rows this decision relied on; if one has moved or gone, the unit conflicts."""
        self.expected |= {(kind_of(record).name, record.id): record.version for record in records}

    def apply(self, changes: Iterable[Change]) -> None:
        """Add changes as they are; a second one to the same record is joined with the first."""
        for change in changes:
            key = (change.kind, change.record_id)
            first = self._gathered.get(key)
            if first is not None and not isinstance(first, Change):
                first = making(key, first)
            joined = _joined(first, change) if first else change
            if joined:
                self._gathered[key] = joined
            else:
                del self._gathered[key]

    def _make(self, key: Key, known: Known, version: int = 0) -> None:
        if version:
            self.restored[key] = version
        if key in self._gathered:
            self.apply([making(key, known)])
        else:
            self._gathered[key] = known

    def _save(self, seen: Record, known: Known) -> None:
        kind = kind_of(seen)
        if values := difference(kind, known_fields(seen), known):
            self.apply([Change(kind.name, seen.id, Operation.UPDATE, values)])


def _joined(first: Change, second: Change) -> Change | None:
    """Return the one change that does what both do; None when together they do nothing."""
    match (first.operation, second.operation):
        case (Operation.CREATE, Operation.DELETE):
            return None
        case (Operation.DELETE, Operation.DELETE):
            return first
        case (Operation.CREATE, Operation.UPDATE):
            later = {name: (None, new) for name, (_, new) in second.fields.items()}
            return replace(first, fields=_without_nothing(first.fields | later))
        case (Operation.UPDATE, Operation.UPDATE):
            return replace(first, fields=first.fields | _seen_before(first, second))
        case (Operation.UPDATE, Operation.DELETE):
            gone = {name: (old, None) for name, (old, _) in first.fields.items()}
            return replace(second, fields=_without_nothing(second.fields | gone))
        case (Operation.DELETE, Operation.CREATE):
            names = [*first.fields, *(name for name in second.fields if name not in first.fields)]
            changed = {name: (first.old(name), second.new(name)) for name in names}
            return replace(second, operation=Operation.UPDATE, fields=changed)
    raise ValueError(f"A record cannot be {second.operation}d after it was {first.operation}d in the same unit.")


def _seen_before(first: Change, second: Change) -> Values:
    """Return the second change's values, with what was seen before the first."""
    return {name: (first.fields.get(name, values)[0], values[1]) for name, values in second.fields.items()}


def _without_nothing(values: Values) -> Values:
    return {name: pair for name, pair in values.items() if pair != (None, None)}
