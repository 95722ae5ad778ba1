"""A conflict as data: fields of a record with what was there, what its author made of it, and what the hub has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from itcrm_tui.ids import RecordId
from storage.change import Key, Operation
from storage.errors import Clash, named
from storage.sync.gone import Gone
from storage.transaction import Standing


@dataclass(frozen=True)
class Disputed:
    """One field: what the hub had when its author changed it, what they made of it last, and what the hub has now.

    In JSON form. `by`, `at`: who changed it there last, and when; known where it is other than it was.
    """

    base: Any
    mine: Any
    theirs: Any
    by: str | None = field(default=None, compare=False)
    at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Conflict:
    """Fields of one record that belong together, or a record as a whole, of one's own change sets.

    `change_set_id`, `title`, `made_at`: of the newest of them; of a new record, of that which made it.
    `reason`: by which rule it was refused, in a sentence; empty where something has moved on, which `clash` tells.
    `behind`: the change set in conflict that this one waits for. `there`: the row of the working copy.
    `gone`: deleted records that come back where mine is taken, as it changes or names one of them. `under`: the record
    that was deleted there and another conflict brings back, with what this one is about: it goes with that one.
    `rows`: all that was put aside of which this tells, `sets`: of which change sets, `steps`: those that take a step.
    """

    id: RecordId
    change_set_id: RecordId
    title: str
    made_at: datetime
    kind: str
    record_id: RecordId
    operation: Operation
    fields: Mapping[str, Disputed]
    reason: str
    clash: Clash | None
    behind: RecordId | None
    there: Standing | None
    place: int = 0
    gone: tuple[Gone, ...] = ()
    under: RecordId | None = None
    rows: tuple[RecordId, ...] = ()
    sets: tuple[RecordId, ...] = ()
    steps: frozenset[RecordId] = frozenset()

    @property
    def key(self) -> Key:
        """The record that it is about."""
        return self.kind, self.record_id

    @property
    def deleted(self) -> bool:
        """Whether the record is there no longer, or not yet."""
        return self.there is None or self.there.deleted_at is not None

    @property
    def brings_back(self) -> bool:
        """Whether mine is an edit of what others have deleted."""
        return self.operation is Operation.UPDATE and self.there is not None and self.there.deleted_at is not None

    @property
    def called(self) -> str:
        """What to call the record in a sentence."""
        state = {name: one.base if one.mine is None else one.mine for name, one in self.fields.items()}
        return named(self.kind, state | (self.there.state if self.there else {}))
