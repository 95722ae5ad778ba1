"""The rows of a file as values of a kind's fields, with what cannot be read noted beside them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from itcrm_tui.domain.checking import Problem, problems
from itcrm_tui.domain.fields import LINES_LIMIT, Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import items, line, parse
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import Json
from itcrm_tui.ids import RecordId, new_id
from itcrm_tui.workflows.finding import is_id
from itcrm_tui.workflows.importing.reading.sheet import Row
from itcrm_tui.workflows.importing.mapping import Column, Use
from itcrm_tui.workflows.references import References

_REFERENCES = frozenset({Type.REFERENCE, Type.ANY_REFERENCE, Type.REFERENCES, Type.SHARES})


class Action(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    UPDATE = "update"
    RESTORE = "restore"
    UNCHANGED = "unchanged"
    SKIP = "skip"
    REJECT = "reject"


@dataclass
class Draft:
    """One row on its way to a record. `later` are texts that name records of the same kind, perhaps of this file."""

    row: Row
    texts: Mapping[str, str]
    kept: Sequence[tuple[str, str]]
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


def drafts_from(kind: Kind, rows: Iterable[Row], columns: Sequence[Column], given: Mapping[str, str]) -> list[Draft]:
    """Return a draft for each row; `given` are texts for the fields that a row leaves blank."""
    return [_draft(kind, row, columns, given) for row in rows]


def read_drafts(kind: Kind, drafts: Sequence[Draft], notation: Notation, references: References) -> None:
    """Read the texts of all drafts into values, but for those that name records of the same kind."""
    for target, words in _named(kind, drafts).items():
        if target in KINDS:
            references.look_up(KINDS[target], words)
    for draft in drafts:
        for name, text in draft.texts.items():
            if kind.by_name[name].target == kind.name:
                draft.later[name] = text
            else:
                _read(kind.by_name[name], text, draft, notation, references)


def read_later(kind: Kind, draft: Draft, notation: Notation, references: References) -> None:
    """Read the texts that name records of the same kind; the file's own have been added to `references`."""
    for name, text in draft.later.items():
        _read(kind.by_name[name], text, draft, notation, references)


def _draft(kind: Kind, row: Row, columns: Sequence[Column], given: Mapping[str, str]) -> Draft:
    if row.fault:
        return Draft(row, {}, (), problems=[("", row.fault)], action=Action.REJECT)
    said = [(column, row.cells[column.at]) for column in columns if row.cells[column.at].strip()]
    texts = {column.field.name: cell for column, cell in said if column.field}
    draft = Draft(row, {**given, **texts}, [(c.header, cell) for c, cell in said if c.use is Use.NOTES])
    for column, cell in said:
        if column.use is not Use.IGNORED and len(cell) > LINES_LIMIT:
            draft.refuse(column.header, f"is longer than {LINES_LIMIT:,} characters")
        elif column.use is Use.KEY:
            _take_key(kind, draft, column, line(cell))
        elif column.use is Use.ID:
            _take_id(draft, column, cell.strip().lower())
    return draft


def _take_key(kind: Kind, draft: Draft, column: Column, key: str) -> None:
    values: dict[str, Json] = {"record_kind": kind.name, "record": draft.id, "system": "x", "key": key}
    for _, sentence in problems(KINDS["external_reference"], values):
        draft.refuse(column.header, sentence)
    draft.key = key


def _take_id(draft: Draft, column: Column, words: str) -> None:
    if is_id(words):
        draft.id = draft.own_id = RecordId(words)
    else:
        draft.refuse(column.header, f"“{words[:40]}” is not an id of ours.")


def _named(kind: Kind, drafts: Sequence[Draft]) -> dict[str, set[str]]:
    """Return the words that name records, by the kind they name."""
    words: dict[str, set[str]] = defaultdict(set)
    for field_ in kind.fields:
        if field_.holds in _REFERENCES:
            for draft in drafts:
                if text := draft.texts.get(field_.name):
                    words[_target(field_, draft)].update(_words_in(field_, text))
    return words


def _words_in(field_: Field, text: str) -> Iterable[str]:
    match field_.holds:
        case Type.REFERENCES:
            return items(text)
        case Type.SHARES:
            return [part.rpartition(":")[0].strip() for part in items(text)]
    return [text]


def _target(field_: Field, draft: Draft) -> str:
    return field_.target or draft.texts.get("record_kind", "").strip()


def _read(field_: Field, text: str, draft: Draft, notation: Notation, references: References) -> None:
    if len(text) > LINES_LIMIT:
        return
    try:
        draft.values[field_.name] = parse(field_, text, notation, _resolver(field_, draft, references))
    except ParseError as error:
        draft.refuse(field_.name, str(error))


def _resolver(field_: Field, draft: Draft, references: References) -> Callable[[str, str], RecordId]:
    def resolve(_kind: str, words: str) -> RecordId:
        target = _target(field_, draft)
        if target not in KINDS:
            raise ParseError(f"There is no kind “{target[:40]}”.")
        return references.resolve(KINDS[target], words)

    return resolve
