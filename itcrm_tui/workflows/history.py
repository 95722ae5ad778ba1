"""Who changed what and when, in words; undo, redo and revert."""

from dataclasses import dataclass
from datetime import datetime

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage import journal, undoing
from storage.change import Change, ChangeSet, Operation
from storage.errors import shown
from storage.store import Store

LINES_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One change set in a list, the newest first."""

    id: RecordId
    key: int
    at: datetime
    actor: str
    title: str


def history(
    store: Store, record_id: RecordId | None, *, start: int | None, backwards: bool, limit: int
) -> list[HistoryRow]:
    """Return a page of change sets: of one record, or of the whole database."""
    edge = {"after": start or 0} if backwards else {"before": start}
    with store.connected() as connection:
        sets = journal.change_sets(connection, record_id=record_id, limit=limit, **edge)
    return [HistoryRow(id=one.id, key=one.sequence, at=one.at, actor=one.actor, title=one.title) for one in sets]


def lines_of(store: Store, change_set_id: RecordId, record_id: RecordId | None = None) -> list[str]:
    """Return what a change set did, a line a field, as far as the role may see it."""
    with store.connected() as connection:
        changes = journal.changes_in(connection, change_set_id, record_id=record_id)
    lines = [line for change in changes[:LINES_SHOWN] for line in _change_lines(change, one=record_id is not None)]
    if len(changes) > LINES_SHOWN:
        lines.append(f"and {len(changes) - LINES_SHOWN:,} more records")
    return lines


def _change_lines(change: Change, *, one: bool) -> list[str]:
    kind = KINDS[change.kind]
    named = kind.name_field
    name = next((value for value in change.fields.get(named.name, ()) if value), "") if named else ""
    head = [] if one else [f"{change.operation} {kind.label} {name}".rstrip()]
    if change.operation is Operation.UPDATE or one:
        head += [
            f"  {kind.by_name[field].label}: {shown(old)} -> {shown(new)}"
            for field, (old, new) in change.fields.items()
            if field in kind.by_name and old != new
        ]
    return head


def undo(store: Store, *, rest: bool = False) -> ChangeSet:
    """Take back my latest change on this device; return what was taken back."""
    return undoing.undo(store, rest=rest).undone


def redo(store: Store) -> ChangeSet:
    """Take back my latest undo on this device; return what was taken back."""
    return undoing.redo(store).undone


def revert(store: Store, change_set_id: str, *, rest: bool = False) -> ChangeSet:
    """Take back any change set by id or sequence; return what was taken back."""
    return undoing.revert(store, change_set_id, rest=rest).undone


def newest(store: Store) -> int:
    """Return the sequence of the newest change set: when it moves, somebody has written."""
    with store.connected() as connection:
        return journal.sequence(connection)
