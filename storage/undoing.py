"""Undo, redo and revert: a change set's inverse, written as a change set of its own."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from itcrm_tui.ids import RecordId
from storage import journal, stack
from storage.change import Action, Change, ChangeSet, Operation
from storage.erasing.marker import erasures_since
from storage.errors import Clash, RefusedError
from storage.finality import why_final
from storage.inverse import Inverse
from storage.store import Store
from storage.unit import Progress, Unit, insisting, unwatched


@dataclass(frozen=True)
class TakenBack:
    """What was taken back, and the change set that did it; that one is empty when nothing of it was left.

    `left_alone`: what a merge had moved, and somebody has moved on since.
    """

    undone: ChangeSet
    written: ChangeSet
    left_alone: tuple[Clash, ...] = ()

    @property
    def title(self) -> str:
        """What was done that now is not, or is again."""
        return plain_title(self.undone.title)

    @property
    def words(self) -> str:
        """The same, with what stays nevertheless."""
        count = len({(clash.kind, clash.record_id) for clash in self.left_alone})
        stays = "1 record that has moved on since stays" if count == 1 else f"{count:,} that have moved on since stay"
        return f"{self.title} ({stays} there)" if count else self.title


def next_undo(store: Store) -> ChangeSet | None:
    """Return my latest change set on this device that still stands: what `undo` takes back."""
    with store.connected() as connection:
        return stack.undoable(connection, store.actor, store.device)


def next_redo(store: Store) -> ChangeSet | None:
    """Return my latest undo on this device, unless I have written something since: what `redo` takes back."""
    with store.connected() as connection:
        return stack.redoable(connection, store.actor, store.device)


def undo(store: Store, *, rest: bool = False, rehearsal: bool = False, progress: Progress = unwatched) -> TakenBack:
    """Take back my latest change set on this device that still stands.

    Raises RefusedError when there is none, ConflictError when a field has moved on since; with `rest`,
    everything else is taken back. A `rehearsal` leaves nothing behind.
    """
    found = next_undo(store)
    if found is None:
        raise RefusedError("There is nothing to undo.")
    if final := why_final(found):
        raise RefusedError(final)
    return _take_back(store, found, Action.UNDO, rest=rest, rehearsal=rehearsal, progress=progress)


def redo(store: Store, *, rest: bool = False, rehearsal: bool = False, progress: Progress = unwatched) -> TakenBack:
    """Take back my latest undo on this device, unless I have written something since."""
    found = next_redo(store)
    if found is None:
        raise RefusedError("There is nothing to redo.")
    return _take_back(store, found, Action.REDO, rest=rest, rehearsal=rehearsal, progress=progress)


def revert(
    store: Store,
    change_set_id: str,
    *,
    rest: bool = False,
    rehearsal: bool = False,
    progress: Progress = unwatched,
) -> TakenBack:
    """Take back any change set, by id or sequence; itself a change that `undo` takes back."""
    with store.connected() as connection:
        found = journal.get(connection, change_set_id)
        stands = found is not None and stack.in_effect(connection, found.id)
    if found is None:
        raise RefusedError(f"There is no change set “{change_set_id}”. `itcrm history` lists them.")
    if not stands:
        raise RefusedError(f"“{found.title}” has been taken back already.")
    if final := why_final(found):
        raise RefusedError(final)
    return _take_back(store, found, Action.REVERT, rest=rest, rehearsal=rehearsal, progress=progress)


def plain_title(title: str) -> str:
    """Return what was done, without that it was an undo or a redo."""
    return re.sub("^(Undo|Redo): ", "", title)


def _take_back(
    store: Store,
    found: ChangeSet,
    action: Action,
    *,
    rest: bool,
    rehearsal: bool = False,
    progress: Progress = unwatched,
) -> TakenBack:
    inverse = Inverse(found)
    with store.connected() as connection:
        if inverse.hidden(connection):
            raise RefusedError(f"“{found.title}” cannot be taken back: part of it is not for your role.")
        gives_way, erased = _gives_way(connection, found), erasures_since(connection, found.sequence)
    unit = Unit(
        store.actor, f"{action.capitalize()}: {plain_title(found.title)}", action, RecordId(found.id), progress=progress
    )
    unit.gives_way, unit.rehearsal, unit.erased = gives_way, rehearsal, erased
    written = store.commit(unit, rest=rest, source=inverse)
    assert written, "what takes something back is written even when nothing of it was left"
    return TakenBack(found, written, tuple(unit.left_alone))


def _gives_way(connection: Connection, found: ChangeSet) -> Callable[[Change], bool]:
    """Return which changes of an undo insist on nothing.

    Undoing a merge moves back what still stands where the merge put it. What has been moved elsewhere since, or was
    deleted, stays as it is; only the two records themselves have to be as the merge left them.
    """
    if not stack.merges(connection, found):
        return insisting
    merged = Inverse(found).returning(connection)

    def moves_back(change: Change) -> bool:
        moved = [new for old, new in change.fields.values() if old != new]
        return change.operation is Operation.UPDATE and bool(moved) and all(_names(new, merged) for new in moved)

    return moves_back


def _names(value: object, merged: frozenset[RecordId]) -> bool:
    named = value if isinstance(value, list | dict) else [value]
    return not merged.isdisjoint(named)
