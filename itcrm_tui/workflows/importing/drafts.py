"""The rows of a file on their way to records: what is read of them, what is kept in notes, what is wrong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from itcrm_tui.domain.checking import Problem, problems
from itcrm_tui.domain.fields import LINES_LIMIT
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.parsing import line
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import Json
from itcrm_tui.ids import RecordId, new_id
from itcrm_tui.workflows.finding import is_id
from itcrm_tui.workflows.importing.columns import Column, Use
from itcrm_tui.workflows.importing.reading import Row


class Action(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    UPDATE = "update"
    RESTORE = "restore"
    UNCHANGED = "unchanged"
    SKIP = "skip"
    REJECT = "reject"


WRITTEN = (Action.CREATE, Action.UPDATE, Action.RESTORE)


@dataclass(slots=True)
class Draft:
    """One row on its way to a record.

    `values`: what the row says; `known`: all that its record will hold, unknown fields left out. Both in JSON form,
    and what is equal in many rows is one object, so that nobody may change it.
    """

    row: Row
    id: RecordId = field(default_factory=new_id)
    own_id: RecordId | None = None
    key: str | None = None
    values: dict[str, Json] = field(default_factory=dict)
    kept: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    seen: Record | None = None
    known: dict[str, Json] | None = None
    new_key: bool = False
    action: Action = Action.CREATE

    def keep(self, header: str, text: str) -> None:
        """Keep what a column says for the notes."""
        self.kept = (*self.kept, (header, text))

    def refuse(self, name: str, reason: str) -> None:
        """Note why the row cannot be taken, and the field or column that it is about."""
        self.problems = (*self.problems, (name, reason))
        self.action = Action.REJECT


def drafts_from(rows: Iterable[Row], columns: Iterable[Column]) -> list[Draft]:
    """Return a draft for each row, with its id, its key and what is kept of it; its fields are still to be read."""
    drafts = list(map(Draft, rows))
    for draft in drafts:
        if draft.row.fault:
            draft.refuse("", draft.row.fault)
    readable = sound(drafts)
    for column in columns:
        if column.use is not Use.IGNORED:
            _take(column, readable)
    return drafts


def sound(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts of rows that have as many cells as the header."""
    return [draft for draft in drafts if not draft.row.fault]


def standing(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts that are not rejected so far."""
    return (draft for draft in drafts if draft.action is not Action.REJECT)


def written(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts that an import would write."""
    return [draft for draft in drafts if draft.action in WRITTEN]


def _take(column: Column, drafts: Sequence[Draft]) -> None:
    """Take from a column what is no field's; what is too long is refused in any."""
    cells = column.texts([draft.row for draft in drafts])
    if column.use in (Use.FIELD, Use.PART) and max(map(len, cells), default=0) <= LINES_LIMIT:
        return
    for draft, cell in zip(drafts, cells, strict=True):
        if not cell or cell.isspace():
            continue
        if column.use is Use.NOTES:
            draft.keep(column.header, cell)
        if len(cell) > LINES_LIMIT:
            draft.refuse(column.header, f"is longer than {LINES_LIMIT:,} characters")
        elif column.use is Use.KEY:
            _take_key(draft, column, line(cell))
        elif column.use is Use.ID:
            _take_id(draft, column, cell.strip().lower())


def _take_key(draft: Draft, column: Column, key: str) -> None:
    wanted: dict[str, Json] = {"record_kind": "client", "record": draft.id, "system": "x", "key": key}
    for _, sentence in problems(KINDS["external_reference"], wanted):
        draft.refuse(column.header, sentence)
    draft.key = key


def _take_id(draft: Draft, column: Column, words: str) -> None:
    if is_id(words):
        draft.id = draft.own_id = RecordId(words)
    else:
        draft.refuse(column.header, f"“{words[:40]}” is not an id of ours.")
