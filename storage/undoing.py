"""Undo, redo and revert: a change set's inverse, written as a change set of its own."""

import re
from dataclasses import dataclass

from itcrm_tui.ids import RecordId
from storage import journal, stack
from storage.change import Action, ChangeSet
from storage.errors import RefusedError
from storage.inverse import Inverse
from storage.recording import FOUNDER
from storage.store import Store
from storage.unit import Progress, Unit, unwatched


@dataclass(frozen=True)
class TakenBack:
    """What was taken back, and the change set that did it; that one is empty when nothing of it was left."""

    undone: ChangeSet
    written: ChangeSet


def undo(store: Store, *, rest: bool = False, progress: Progress = unwatched) -> TakenBack:
    """Take back my latest change set on this device that still stands.

    Raises RefusedError when there is none, ConflictError when a field has moved on since; with `rest`,
    everything else is taken back. `progress` may raise to cancel: see `unit.Progress`.
    """
    with store.connected() as connection:
        found = stack.undoable(connection, store.actor, store.device)
    if found is None:
        raise RefusedError("There is nothing to undo.")
    return _take_back(store, found, Action.UNDO, rest=rest, progress=progress)


def redo(store: Store, *, rest: bool = False, progress: Progress = unwatched) -> TakenBack:
    """Take back my latest undo on this device, unless I have written something since."""
    with store.connected() as connection:
        found = stack.redoable(connection, store.actor, store.device)
    if found is None:
        raise RefusedError("There is nothing to redo.")
    return _take_back(store, found, Action.REDO, rest=rest, progress=progress)


def revert(store: Store, change_set_id: str, *, rest: bool = False, progress: Progress = unwatched) -> TakenBack:
    """Take back any change set, by id or sequence; itself a change that `undo` takes back."""
    with store.connected() as connection:
        found = journal.get(connection, change_set_id)
        stands = found is not None and stack.in_effect(connection, found.id)
    if found is None:
        raise RefusedError(f"There is no change set “{change_set_id}”. `itcrm history` lists them.")
    if not stands:
        raise RefusedError(f"“{found.title}” has been taken back already.")
    if found.actor == FOUNDER:
        raise RefusedError("The set-up of the database cannot be taken back.")
    return _take_back(store, found, Action.REVERT, rest=rest, progress=progress)


def _take_back(
    store: Store, found: ChangeSet, action: Action, *, rest: bool, progress: Progress = unwatched
) -> TakenBack:
    inverse = Inverse(found)
    with store.connected() as connection:
        if inverse.hidden(connection):
            raise RefusedError(f"“{found.title}” cannot be taken back: part of it is not for your role.")
    title = re.sub("^(Undo|Redo): ", "", found.title)
    unit = Unit(store.actor, f"{action.capitalize()}: {title}", action, RecordId(found.id), progress=progress)
    written = store.commit(unit, rest=rest, source=inverse)
    assert written, "what takes something back is written even when nothing of it was left"
    return TakenBack(found, written)
