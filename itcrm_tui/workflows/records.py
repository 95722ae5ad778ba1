"""Adding, editing and deleting one record, the same for a form and a command."""

import dataclasses
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from itcrm_tui.domain.checking import Problem, Values, problems
from itcrm_tui.domain.judging import Problems, problems_among
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import parse
from itcrm_tui.domain.promising import MissReview
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.settings import SETTINGS_ID
from itcrm_tui.domain.showing import shown
from itcrm_tui.domain.values import Json, from_json, known_fields, to_json
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.finding import NotForRoleError, NotFoundError, find
from itcrm_tui.workflows.references import words_for
from storage.errors import LostError, MistypedError, StoreError
from storage.reader import Reader
from storage.store import Store

TITLE_LENGTH = 80
_MOVING = "moves step by step, each when what it needs is there"
_KEPT = "is kept by the program"


class InvalidError(MistypedError):
    """Values that make no sound record; `problems` has a field's name and a sentence for each, "" for the whole."""

    def __init__(self, found: list[Problem]) -> None:
        self.problems = found
        super().__init__(" ".join(dict.fromkeys(sentence for _, sentence in found)))


def read_values(
    reader: Reader, kind: Kind, texts: Mapping[str, str], *, seen: Record | None = None, today: date | None = None
) -> dict[str, Json]:
    """Return typed texts by field name as values in JSON form; a blank text is None.

    Raises InvalidError with all that is wrong: with a text, or with the record that it would make of `seen`.
    """
    how = notation.typed(reader, today)
    values: dict[str, Json] = {}
    wrong: list[Problem] = []
    for name, text in texts.items():
        try:
            values[name] = _read(reader, kind, name, text, how, texts)
        except NotFoundError as unknown:
            wrong.append((name, not_found_words(reader, unknown)))
        except (ParseError, StoreError) as error:
            wrong.append((name, str(error)))
    wrong += [problem for problem in _refused(kind, seen, values) if problem[0] not in dict(wrong)]
    if wrong:
        raise InvalidError(wrong)
    return values


def not_found_words(reader: Reader, unknown: NotFoundError) -> str:
    """Return in a sentence that nothing is called so, and what is that may have been meant."""
    from itcrm_tui.workflows.candidates import nearest

    near = nearest(reader, unknown.kind, unknown.words)
    return f"There is no {unknown.kind.label} “{unknown.words}”{f'; {near}?' if near else '.'}"


def _read(reader: Reader, kind: Kind, name: str, text: str, how: Notation, texts: Mapping[str, str]) -> Json:
    if name not in kind.by_name:
        raise ParseError(f"{kind.one} has no field “{name}”.")

    def resolve(target: str, words: str) -> RecordId:
        called = target or texts.get("record_kind", "").strip()
        if called not in KINDS:
            raise ParseError(f"There is no kind “{called}”.")
        return find(reader, KINDS[called], words).id

    return parse(kind.by_name[name], text, how, resolve)


def create(store: Store, kind: Kind, values: Values) -> Record:
    """Add a record of these values, in JSON form; return it as stored. Raises InvalidError."""
    _demand(kind, None, values)
    record = record_with(kind, values)
    with store.write(cut(f"Add {kind.title(record)}")) as unit:
        unit.add(record)
    _warn(store, record)
    return _as_stored(store, record)


def edit(store: Store, seen: Record, values: Values) -> Record:
    """Give the record that was seen these values, in JSON form; return it as stored. Raises InvalidError."""
    kind = kind_of(seen)
    _demand(kind, seen, values)
    changed = changed_to(seen, values)
    with store.write(edit_title(seen, changed)) as unit:
        unit.save(seen, changed)
    _warn(store, changed)
    return _as_stored(store, changed)


def _warn(store: Store, saved: Record) -> None:
    """Tell what a rule warns of without refusing it: a text to a client that names somebody of ours."""
    if isinstance(saved, MissReview):
        from itcrm_tui.workflows.misses import told_warning

        with suppress(LostError):
            if words := told_warning(store, saved):
                store.on_remark(words)


def remove(store: Store, record: Record) -> str:
    """Delete a record with everything that it owns, in one change set; return a sentence that says so."""
    if record.id == SETTINGS_ID:
        raise InvalidError([("", "The settings cannot be deleted, only edited.")])
    with store.read() as reader:
        owned = reader.owned(record)
    title = kind_of(record).title(record)
    with store.write(cut(f"Delete {title}")) as unit:
        for child in owned:
            unit.delete(child)
        unit.delete(record)
    with_it = f" and {len(owned):,} records that belong to it" if owned else ""
    return f"Deleted {cut(title)}{with_it}."


def remove_by_id(store: Store, kind: Kind, record_id: RecordId) -> str:
    """Delete the living record of that id with everything that it owns; return a sentence that says so."""
    with store.read() as reader:
        found = reader.get(kind.record_type, record_id)
    if isinstance(found, Hidden):
        raise NotForRoleError(kind)
    if found is None:
        raise NotFoundError(kind, record_id)
    return remove(store, found)


def save_texts(
    store: Store, kind: Kind, seen: Record | None, texts: Mapping[str, str], *, today: date | None = None
) -> Record:
    """Add a record of typed texts, or edit the one that was seen; return it as stored. Raises InvalidError."""
    with store.read() as reader:
        values = read_values(reader, kind, texts, seen=seen, today=today)
    return edit(store, seen, values) if seen else create(store, kind, values)


def texts_of(store: Store, kind: Kind, record_id: RecordId) -> tuple[Record, dict[str, str]] | None:
    """Return a living record and its known fields as texts that can be typed; None when there is none."""
    with store.read() as reader:
        found = reader.get(kind.record_type, record_id)
        if isinstance(found, Hidden):
            raise NotForRoleError(kind)
        if found is None:
            return None
        how, name = notation.typed(reader), words_for(reader, [found])
        known = known_fields(found).items()
        return found, {key: shown(kind.by_name[key], value, how, name) for key, value in known}


def record_with(kind: Kind, values: Values, record_id: RecordId | None = None) -> Record:
    """Return a new record of a kind, with the id if one is given; what is unknown has its default."""
    known: dict[str, Any] = {
        name: from_json(kind.by_name[name], value) for name, value in values.items() if value is not None
    }
    return kind.record_type(**known, id=record_id) if record_id else kind.record_type(**known)


def changed_to(seen: Record, values: Values) -> Record:
    """Return a record with other values; one that is None falls back to its default."""
    kind = kind_of(seen)
    filled = {name: defaults(kind).get(name) if value is None else value for name, value in values.items()}
    return replace(seen, **{name: from_json(kind.by_name[name], value) for name, value in filled.items()})


@cache
def defaults(kind: Kind) -> dict[str, Json]:
    """Return what a new record of a kind begins with, in JSON form."""
    declared = {found.name: found.default for found in dataclasses.fields(kind.record_type)}
    given = [field for field in kind.fields if declared[field.name] is not dataclasses.MISSING]
    return {field.name: to_json(field, declared[field.name]) for field in given}


def edit_title(seen: Record, changed: Record) -> str:
    """Return what an edit is called in the history; of a restricted kind, its kind alone."""
    kind = kind_of(seen)
    labels = [field.label.lower() for field in kind.fields if getattr(seen, field.name) != getattr(changed, field.name)]
    return f"Edit {kind.title(seen)}" if kind.restricted else f"{cut(f'Edit {kind.title(seen)}')}: {', '.join(labels)}"


def cut(text: str) -> str:
    """Return a text in at most 80 characters."""
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 3] + "..."


def _demand(kind: Kind, seen: Record | None, values: Values) -> None:
    if wrong := _refused(kind, seen, values):
        raise InvalidError(wrong)


def _refused(kind: Kind, seen: Record | None, values: Values) -> list[Problem]:
    """Return why these values may not be set, or make no sound record."""
    if seen is None and kind.name == "settings":
        return [("", "There are settings already; edit them.")]
    if seen is None and kind.is_kept:
        return [("", f"{kind.one} is not added by itself: the step that it belongs to writes it.")]
    before = known_fields(seen) if seen else {}
    settable = {field.name for field in kind.fields if field.settable}
    found = [(name, _fixed(kind, name)) for name in values if name not in settable and values[name] != before.get(name)]
    return found or unsound(kind, before | dict(values))


def unsound(kind: Kind, values: Values) -> list[Problem]:
    """Return what is wrong with a record of these values; what is None has its default."""
    whole = defaults(kind) | {name: value for name, value in values.items() if value is not None}
    return problems(kind, whole) + _unknown_zone(kind, whole)


def unsound_among(kind: Kind, records: Sequence[Values]) -> Problems:
    """Return what is wrong with records of these values, by their place; defaults have to be among the values."""
    found = problems_among(kind, records)
    for at, values in enumerate(records) if kind.name == "settings" else ():
        if wrong := _unknown_zone(kind, values):
            found[at] = [*found.get(at, ()), *wrong]
    return found


def _fixed(kind: Kind, name: str) -> str:
    field = kind.by_name.get(name)
    if field is None:
        return f"{kind.one} has no field “{name}”."
    return f"{field.label} cannot be set: it {_MOVING if field.group == 'state' else _KEPT}."


def _unknown_zone(kind: Kind, values: Values) -> list[Problem]:
    if kind.name != "settings":
        return []
    try:
        ZoneInfo(str(values.get("time_zone")))
    except (KeyError, ValueError, OSError):
        return [("time_zone", "Time zone has to be a name like Europe/Berlin.")]
    return []


def _as_stored(store: Store, record: Record) -> Record:
    found = None
    with suppress(LostError), store.read() as reader:  # what was saved is saved, whether or not it can be read again
        found = reader.get(type(record), record.id)
    return found if isinstance(found, Record) else record
