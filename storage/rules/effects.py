"""What a change set does that others than its own rows have to bear: new targets, deletions, moves in a tree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from itcrm_tui.domain.fields import LINK_TYPES, Field, Type
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.change import Change, Key, Operation
from storage.errors import RefusedError
from storage.transaction import Transaction
from storage.writing import values_after

_POINTING = {
    kind.name: tuple(
        (one, {one.name, "record_kind"} if one.holds is Type.ANY_REFERENCE else {one.name})
        for one in kind.fields
        if one.target or one.holds is Type.ANY_REFERENCE
    )
    for kind in KINDS.values()
}
"""The fields of a kind that point at records, each with the names of the fields that say at which."""

_TELLING = {kind: frozenset().union(*(names for _, names in pointing)) for kind, pointing in _POINTING.items()}


@dataclass
class Effects:
    """Gathered portion by portion, as ids alone.

    `upward`: for each kind and field by which records stand above each other, who was put below whom.
    """

    targets: set[Key] = field(default_factory=set)
    gone: set[Key] = field(default_factory=set)
    upward: dict[tuple[str, str], dict[RecordId, RecordId]] = field(default_factory=lambda: defaultdict(dict))

    def __bool__(self) -> bool:
        return bool(self.targets or self.gone)

    def add(self, transaction: Transaction, changes: Iterable[Change]) -> None:
        """Note the effects of changes, before the next ones are read."""
        for change in changes:
            if change.operation is Operation.DELETE:
                self.gone.add((change.kind, change.record_id))
            elif not change.fields.keys().isdisjoint(_TELLING[change.kind]):
                self._note_targets(transaction, change)

    def _note_targets(self, transaction: Transaction, change: Change) -> None:
        for declared, said_by in _POINTING[change.kind]:
            if change.fields.keys().isdisjoint(said_by):
                continue
            for key in targets_of(transaction, change, declared):
                self.targets.add(key)
                if declared.holds is Type.REFERENCE and declared.target == change.kind:
                    self.upward[change.kind, declared.name][change.record_id] = key[1]


def targets_of(transaction: Transaction, change: Change, declared: Field) -> Iterator[Key]:
    """Yield which records a change makes a field, which it sets, point at; raises RefusedError for no known kind."""
    if declared.holds is Type.ANY_REFERENCE:
        kind, target = values_after(transaction, change, ("record_kind", declared.name))
        if kind not in KINDS:
            raise RefusedError(f"There is no kind “{kind}” that a reference could point at.")
        yield kind, target
    elif declared.target and (value := change.new(declared.name)):
        yield from ((declared.target, one) for one in (value if declared.holds in LINK_TYPES else [value]))
