"""The rows of a file on their way to records: texts by field, what is kept in notes, what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(slots=True)
class Draft:
    """One row on its way to a record. `later` are texts that name records which the file itself may bring."""

    row: Row
    texts: Mapping[str, str]
    kept: list[tuple[str, str]]
    key: str | None = None
    own_id: RecordId | None = None
    values: dict[str, Json] = field(default_factory=dict)
    later: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    id: RecordId = field(default_factory=new_id)
    seen: Record | None = None
    record: Record | None = None
    new_key: bool = False
    action: Action = Action.CREATE

    def refuse(self, name: str, reason: str) -> None:
        """Note why the row cannot be taken, and the field or column that it is about."""
        self.problems.append((name, reason))
        self.action = Action.REJECT


def drafts_from(rows: Iterable[Row], columns: Sequence[Column], given: Mapping[str, str]) -> list[Draft]:
    """Return a draft for each row; `given` are texts for the fields that a row leaves blank."""
    return [_draft(row, columns, given) for row in rows]


def _draft(row: Row, columns: Sequence[Column], given: Mapping[str, str]) -> Draft:
    if row.fault:
        return Draft(row, {}, [], problems=[("", row.fault)], action=Action.REJECT)
    said = [(column, text) for column in columns if (text := column.text(row)) and not text.isspace()]
    texts = {column.field.name: cell for column, cell in said if column.field}
    draft = Draft(row, {**given, **texts}, [(c.header, cell) for c, cell in said if c.use is Use.NOTES])
    for column, cell in said:
        if column.use is not Use.IGNORED and len(cell) > LINES_LIMIT:
            draft.refuse(column.header, f"is longer than {LINES_LIMIT:,} characters")
        elif column.use is Use.KEY:
            _take_key(draft, column, line(cell))
        elif column.use is Use.ID:
            _take_id(draft, column, cell.strip().lower())
    return draft


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
