"""The unit of work: gathers what a person changes, each with what they saw, and writes it as one change set."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import known_fields
from itcrm_tui.ids import RecordId
from storage.change import Action, Change, ChangeSet, Key, Operation, Values, difference
from storage.fitting import check_fits
from storage.source import Gathered, making

Progress = Callable[[int, int], object]
"""Told before each portion, and after the last, how many changes are done and how many there are.

What it raises ends the write, of which nothing stays. A write that the database asks to repeat begins again at 0.
"""


def unwatched(_done: int, _total: int) -> None:
    """Nobody wants to know."""


@dataclass
class Unit:
    """Changes to be written together. Nothing reaches the database before the unit is closed.

    `seen` is the record as the person had it before them; re-reading it to save would hide that it has changed.
    """

    actor: str
    title: str
    action: Action = Action.WRITE
    reverts: RecordId | None = None
    expected: dict[Key, int] = field(default_factory=dict)
    restored: dict[Key, int] = field(default_factory=dict)
    written: ChangeSet | None = None
    progress: Progress = unwatched
    _gathered: dict[Key, Change | Record] = field(default_factory=dict)

    @property
    def source(self) -> Gathered:
        """What has been gathered, one change a record, in the order of the first mention."""
        return Gathered(self._gathered)

    def add(self, record: Record) -> None:
        """Create a record, or bring back a deleted one, given as it was read but for what is to be different."""
        check_fits(record)
        key = (kind_of(record).name, record.id)
        if record.version:
            self.restored[key] = record.version
        if key in self._gathered:
            self.apply([making(record)])
        else:
            self._gathered[key] = record

    def save(self, seen: Record, changed: Record) -> None:
        """Write the fields in which `changed` differs from `seen`, where the row still holds what was seen."""
        kind = kind_of(changed)
        if kind_of(seen) is not kind or seen.id != changed.id:
            raise ValueError("`seen` and `changed` have to be the same record.")
        check_fits(changed)
        values = difference(kind, known_fields(seen), known_fields(changed))
        if values:
            self.apply([Change(kind.name, changed.id, Operation.UPDATE, values)])

    def delete(self, seen: Record) -> None:
        """Delete a record, if it still is as it was seen. Records it owns have to go in the same unit."""
        gone = {name: (value, None) for name, value in known_fields(seen).items()}
        self.apply([Change(kind_of(seen).name, seen.id, Operation.DELETE, gone)])

    def expect(self, records: Iterable[Record]) -> None:
        """Say which rows this decision relied on; if one has moved or gone, the unit conflicts."""
        self.expected |= {(kind_of(record).name, record.id): record.version for record in records}

    def apply(self, changes: Iterable[Change]) -> None:
        """Add changes as they are; a second one to the same record is joined with the first."""
        for change in changes:
            key = (change.kind, change.record_id)
            first = self._gathered.get(key)
            joined = _joined(making(first) if isinstance(first, Record) else first, change) if first else change
            if joined:
                self._gathered[key] = joined
            else:
                del self._gathered[key]


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
