"""What a change set changed, in words: field by field, old -> new, names instead of ids, days as people say them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from itcrm_tui.domain.canonical import instant_from
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record_words import Manner, instant_words, value_words
from itcrm_tui.domain.values import Json, from_json
from itcrm_tui.domain.wording import day_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.calling_records import Called, called
from itcrm_tui.workflows.manner import manner
from storage import journal
from storage.change import Action, Change, Operation, Values
from storage.erasing.marker import Erased, erasures_of, is_blanked
from storage.reader import Reader
from storage.store import Store

DID = {Operation.CREATE: "added", Operation.UPDATE: "changed", Operation.DELETE: "deleted"}
ERASED = "erased"
NOTHING = "nothing"
_SHORT = 60


@dataclass(frozen=True, kw_only=True)
class ChangedRecord:
    """One record's part of a change set; `lines` say all that changed, a field a line or, where long, several."""

    id: RecordId
    key: int
    kind: str
    did: str
    name: str
    fields: str
    lines: tuple[str, ...]

    @property
    def title(self) -> str:
        """What was done to which record."""
        label = KINDS[self.kind].label if self.kind in KINDS else self.kind
        return f"{self.did} {self.name if self.name.startswith(label) else f'{label} {self.name}'}"


def changed_records(
    store: Store, change_set_id: RecordId, *, start: int | None, backwards: bool, limit: int
) -> list[ChangedRecord]:
    """Return a page of what a change set did, as far as the role may see it."""
    with store.read() as reader:
        page = journal.changes_page(reader.connection, change_set_id, start=start, backwards=backwards, limit=limit)
        return in_words(reader, page, erasing=_erases(reader, change_set_id))


def changes_to(store: Store, change_set_id: RecordId, record_id: RecordId) -> list[ChangedRecord]:
    """Return what a change set did to one record and its parts, as far as the role may see it."""
    with store.read() as reader:
        found = journal.changes_in(reader.connection, change_set_id, record_id=record_id)
        return in_words(reader, list(enumerate(found)), erasing=_erases(reader, change_set_id))


def in_words(reader: Reader, changes: Sequence[tuple[int, Change]], *, erasing: bool = False) -> list[ChangedRecord]:
    """Return changes, each with its place, in words; `erasing` where they are what is left of an erasure."""
    erased = erasures_of(reader.connection, [change.record_id for _, change in changes])
    names = called(reader, {key for _, change in changes for key in _mentioned(change)})
    how = manner(reader)
    return [
        ChangedRecord(
            id=change.record_id,
            key=place,
            kind=change.kind,
            did=ERASED if erasing else DID[change.operation],
            name=_name(change, names),
            fields=_field_labels(change, all_told=erasing),
            lines=tuple(field_lines(change, names, how, erased.get((change.kind, change.record_id)))),
        )
        for place, change in changes
    ]


def field_lines(change: Change, names: Called, how: Manner, erased: Erased | None = None) -> Iterator[str]:
    """Yield what changed of a record: `Tier: 1 -> 2`; of what was made or deleted, what it said.

    Of what was erased since, it yields when.
    """
    kind = KINDS.get(change.kind)
    for name, (old, new) in change.fields.items():
        if erased and is_blanked(change, name, erased):
            yield f"{kind.by_name[name].label if kind and name in kind.by_name else name}: {_when_erased(erased, how)}"
            continue
        if old == new:
            continue
        if kind is None or name not in kind.by_name:
            yield f"{name}: {old} -> {new}"
            continue
        field = kind.by_name[name]
        before, after = words_of(field, old, names, how), words_of(field, new, names, how)
        yield from _field_line(field.label, before, after, change.operation)


def words_of(field: Field, value: Json, names: Called, how: Manner) -> str:
    """Return a field's value, in JSON form, as people say it; the unknown is `nothing`."""
    if value is None:
        return NOTHING
    if field.holds is Type.DATE:
        return day_words(date.fromisoformat(str(value)), how.today)
    if field.holds is Type.INSTANT:
        return instant_words(instant_from(str(value)), how)
    try:
        return value_words(field, from_json(field, value), _named_in(field, value, names), how)
    except ValueError:
        return str(value)


def _named_in(field: Field, value: Json, names: Called) -> dict[RecordId, str]:
    """Return the names of the records that a value points at."""
    if field.target:
        return {one: names[field.target, one] for one in _ids(value) if (field.target, one) in names}
    if field.holds is Type.ANY_REFERENCE:
        return {record_id: name for (_, record_id), name in names.items() if record_id == value}
    return {}


def when_words(at: datetime, how: Manner) -> str:
    """Return when something was done, by the organization's clock."""
    return instant_words(at, how)


def _erases(reader: Reader, change_set_id: RecordId) -> bool:
    found = journal.get(reader.connection, change_set_id)
    return found is not None and found.action is Action.ERASE


def _when_erased(erased: Erased, how: Manner) -> str:
    return f"erased on {instant_words(erased.at, how)}"


def _told(change: Change) -> Values:
    return {name: pair for name, pair in change.fields.items() if pair[0] != pair[1]}


def _field_line(label: str, before: str, after: str, operation: Operation) -> Iterator[str]:
    if operation is Operation.CREATE and before == NOTHING:
        yield from _said(label, after)
    elif operation is Operation.DELETE and after == NOTHING:
        yield from _said(label, before)
    elif len(before) + len(after) <= _SHORT and "\n" not in before + after:
        yield f"{label}: {before} -> {after}"
    else:
        yield f"{label}:"
        yield from _long("was", before)
        yield from _long("now", after)


def _said(label: str, words: str) -> Iterator[str]:
    if "\n" not in words:
        yield f"{label}: {words}"
    else:
        yield f"{label}:"
        yield from (f"  {line}" for line in words.splitlines())


def _long(word: str, text: str) -> Iterator[str]:
    first, *others = text.splitlines() or [""]
    yield f"  {word}  {first}"
    yield from (f"       {line}" for line in others)


def _name(change: Change, names: Called) -> str:
    """Return what the record is called: in its own kind's words, else as the change itself knows it."""
    kind = KINDS.get(change.kind)
    if kind is None:
        return change.kind
    named = kind.name_field
    if named is not None and not kind.restricted and (value := change.new(named.name) or change.old(named.name)):
        return str(value)
    return names.get((change.kind, change.record_id), kind.label)


def _field_labels(change: Change, *, all_told: bool) -> str:
    kind = KINDS.get(change.kind)
    by_name = kind.by_name if kind else {}
    told = change.fields if all_told else _told(change)
    labels = [by_name[name].label.lower() if name in by_name else name for name in told]
    return ", ".join(labels) if change.operation is Operation.UPDATE else ""


def _mentioned(change: Change) -> Iterator[tuple[str, RecordId]]:
    """Yield the record itself and all that its values name, before and after."""
    yield change.kind, change.record_id
    kind = KINDS.get(change.kind)
    for name, values in change.fields.items():
        field = kind.by_name.get(name) if kind else None
        if field is not None and field.holds is Type.ANY_REFERENCE:
            record_kind = change.new("record_kind") or change.old("record_kind") or ""
            yield from ((str(record_kind), value) for value in values if value)
        elif field is not None and field.target:
            yield from ((field.target, one) for value in values for one in _ids(value))


def _ids(value: Json) -> Iterable[RecordId]:
    match value:
        case str():
            yield RecordId(value)
        case list() | dict():
            yield from map(RecordId, value)
