"""Who changed what and when; undo, redo and revert, with words for what they do before they do it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from itcrm_tui.workflows.change_words import ChangedRecord, changed_records, changes_to
from storage import journal, stack, undoing
from storage.change import Action, ChangeSet, Key, Operation
from storage.errors import RefusedError
from storage.finality import why_final
from storage.store import Store
from storage.undoing import TakenBack, redo, revert, undo

__all__ = [
    "HistoryRow",
    "Next",
    "TakenBack",
    "came_back",
    "history",
    "latest_act",
    "lines_of",
    "newest",
    "next_words",
    "redo",
    "revert",
    "undo",
]

RECORDS_SHOWN = 200
LOOKED_AT = 50
"""Changes of what was taken back among which the records are that came back; an import brings thousands."""
_WHO = "who:"


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One change set in a list, the newest first. `state`: "undone", "final", or nothing where it stands."""

    id: RecordId
    key: int
    at: datetime
    actor: str
    title: str
    action: str = ""
    records: int = 0
    state: str = ""


@dataclass(frozen=True)
class Next:
    """What `undo` and `redo` would take back, in words; None where there is nothing."""

    undo: str | None
    redo: str | None


def history(
    store: Store,
    record_id: RecordId | None,
    *,
    start: int | None,
    backwards: bool,
    limit: int,
    words: str = "",
) -> list[HistoryRow]:
    """Return a page of change sets: of one record, or of the whole database; those that the words match.

    Each word stands in the title or in the name of who did it; `who:ana` only in the name.
    """
    edge = {"after": start or 0} if backwards else {"before": start}
    with store.connected() as connection:
        if words.strip():
            found = journal.change_sets_with(connection, _matching(words), record_id=record_id, limit=limit, **edge)
        else:
            found = journal.change_sets(connection, record_id=record_id, limit=limit, **edge)
        gone = stack.taken_back(connection, [one.id for one in found])
    return [_row(one, undone=one.id in gone) for one in found]


def change_set_row(store: Store, change_set_id: str) -> HistoryRow:
    """Return one change set, by its id or number; raises RefusedError when there is none."""
    with store.connected() as connection:
        found = journal.get(connection, change_set_id)
        gone = found is not None and not stack.in_effect(connection, found.id)
    if found is None:
        raise RefusedError(f"There is no change set “{change_set_id}”. `itcrm history` lists them.")
    return _row(found, undone=gone)


def lines_of(store: Store, change_set_id: RecordId, record_id: RecordId | None = None) -> list[str]:
    """Return what a change set did, a line a field: to one record and its parts, or to all, of which the first."""
    if record_id is not None:
        found = changes_to(store, change_set_id, record_id)
        return [line for one in found for line in (one.lines if one.id == record_id else _with_title(one))]
    shown = changed_records(store, change_set_id, start=None, backwards=False, limit=RECORDS_SHOWN)
    lines = [line for one in shown for line in _with_title(one)]
    with store.connected() as connection:
        header = journal.get(connection, change_set_id)
    more = header.records - len(shown) if header else 0
    return [*lines, f"and {more:,} more record{'s' if more > 1 else ''}"] if more > 0 else lines


def _with_title(one: ChangedRecord) -> list[str]:
    return [one.title, *(f"  {line}" for line in one.lines)]


def came_back(store: Store, taken: TakenBack) -> tuple[Key, ...]:
    """Return the records that are there again, after something was taken back that had deleted them."""
    with store.connected() as connection:
        found = journal.changes_in(connection, taken.written.id, limit=LOOKED_AT)
    return tuple((one.kind, one.record_id) for one in found if one.operation is Operation.CREATE)


def next_words(store: Store) -> Next:
    """Return what undo and redo would take back."""
    undo_it, redo_it = undoing.next_undo(store), undoing.next_redo(store)
    return Next(*(undoing.plain_title(one.title) if one else None for one in (undo_it, redo_it)))


def latest_act(store: Store) -> tuple[str, str]:
    """Return what undo and redo would take back next, as the change sets that were done first; "" where nothing is.

    They stay the same however often something is taken back and done again.
    """
    found = undoing.next_undo(store), undoing.next_redo(store)
    with store.connected() as connection:
        undo_it, redo_it = (stack.done_first(connection, one).id if one else "" for one in found)
    return undo_it, redo_it


def newest(store: Store) -> int:
    """Return the sequence of the newest change set: when it moves, somebody has written."""
    with store.connected() as connection:
        return journal.sequence(connection)


def _row(found: ChangeSet, *, undone: bool) -> HistoryRow:
    state = "undone" if undone else "final" if why_final(found) else ""
    return HistoryRow(
        id=found.id,
        key=found.sequence,
        at=found.at,
        actor=found.actor,
        title=found.title,
        action=str(Action(found.action)),
        records=found.records,
        state=state,
    )


def _matching(words: str) -> Callable[[str, str], bool]:
    wanted = folded(words).split()
    people = [word.removeprefix(_WHO) for word in wanted if word.startswith(_WHO)]
    others = [word for word in wanted if not word.startswith(_WHO)]

    def matches(actor: str, title: str) -> bool:
        who = folded(actor)
        whole = f"{who} {folded(title)}"
        return all(word in who for word in people) and all(word in whole for word in others)

    return matches
