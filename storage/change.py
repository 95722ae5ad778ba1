"""A change as data: what a write does to one record. Saving, undoing and importing are all lists of these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId

Key = tuple[str, RecordId]
"""A record, by the name of its kind and its id."""

Values = dict[str, tuple[Any, Any]]
"""Field name to (old, new), both in JSON form; None is unknown."""

Known = Mapping[str, Any]
"""What is known of a record: field name to value in JSON form."""


class Operation(StrEnum):
    """What a change does to the record as a whole."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


class Action(StrEnum):
    """What a change set was made by."""

    WRITE = "write"
    UNDO = "undo"
    REDO = "redo"
    REVERT = "revert"
    MERGE = "merge"
    ERASE = "erase"


INVERSE = {
    Operation.CREATE: Operation.DELETE,
    Operation.UPDATE: Operation.UPDATE,
    Operation.DELETE: Operation.CREATE,
}
"""What takes an operation back."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record's part of a change set.

    A create has only new values, a delete only old ones and what the deleted record is to say, such as `merged_into`.
    """

    kind: str
    record_id: RecordId
    operation: Operation
    fields: Values = field(default_factory=dict)

    @property
    def described(self) -> Kind:
        """The kind of the record."""
        return KINDS[self.kind]

    def inverse(self) -> "Change":
        """Return the change that takes this one back."""
        swapped = {name: (new, old) for name, (old, new) in self.fields.items()}
        return Change(self.kind, self.record_id, INVERSE[self.operation], swapped)

    def old(self, name: str) -> Any:
        """Return the value that a field had before this change, in JSON form."""
        return self.fields.get(name, (None, None))[0]

    def new(self, name: str) -> Any:
        """Return the value that this change gives a field, in JSON form."""
        return self.fields.get(name, (None, None))[1]


@dataclass(frozen=True)
class ChangeSet:
    """The header of what was done in one go: who, when, on which device, and in what words."""

    id: RecordId
    sequence: int
    at: datetime
    actor: str
    device: str
    title: str
    action: Action
    reverts: RecordId | None
    schema_version: str
    records: int = 0
    """How many records it changed; fewer are to be seen where some are not for the role."""


def difference(kind: Kind, seen: Known, wanted: Known) -> Values:
    """Return what differs between two states in JSON form; a group with a difference comes whole."""
    known = seen.keys() | wanted.keys()
    names = {name for name in known if seen.get(name) != wanted.get(name)}
    groups = {group for name in names if (group := kind.by_name[name].group)}
    return {
        name: (seen.get(name), wanted.get(name))
        for name, field in kind.by_name.items()
        if name in names or (groups and field.group in groups)
    }


def grouped(change: Change) -> Iterable[list[str]]:
    """Return the changed field names, those of one group together."""
    groups: dict[str, list[str]] = {}
    for name in change.fields:
        groups.setdefault(change.described.by_name[name].group or f"={name}", []).append(name)
    return groups.values()
