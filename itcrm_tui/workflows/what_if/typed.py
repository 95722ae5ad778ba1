"""From what is typed in a form, or on the command line, to a supposition about the records as they are now."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from itcrm_tui.domain import parsing_dates
from itcrm_tui.domain.capacity.from_records import minutes_left
from itcrm_tui.domain.commitment import Commitment, Progress, Requirement, RequirementKind
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import parse
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import Json
from itcrm_tui.domain.what_if.forms import BY_NAME, WhatIfForm
from itcrm_tui.domain.what_if.suppositions import (
    MAY_MOVE,
    Dropped,
    DueMoved,
    HoursChanged,
    LeaveTaken,
    PersonAdded,
    ReserveChanged,
    Supposition,
    person_added,
)
from itcrm_tui.domain.wording import hours_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.finding import NotFoundError, find, words_naming
from itcrm_tui.workflows.parts import every
from itcrm_tui.workflows.records import InvalidError, not_found_words
from storage.errors import StoreError
from storage.reader import Reader
from storage.store import Store

R = TypeVar("R", bound=Record)
Resolve = Callable[[str, str], RecordId]
SHIFT = re.compile(r"\s*[-+]")


@dataclass(frozen=True)
class Said:
    """What was typed, by field, as values in JSON form; and what there is."""

    reader: Reader
    values: Mapping[str, Json]
    how: Notation
    today: date

    def text(self, name: str) -> str:
        """Return a text, "" where nothing was typed."""
        return str(self.values[name] or "")

    def day(self, name: str) -> date | None:
        """Return a day, None where none was typed."""
        return date.fromisoformat(self.text(name)) if self.values[name] else None

    def number(self, name: str) -> int:
        """Return a whole number."""
        return int(self.text(name) or 0)

    def record(self, record_type: type[R], name: str) -> R:
        """Return the record that a field names."""
        (found,) = every(self.reader, record_type, id=self.text(name))
        return found

    def commitment(self) -> Commitment:
        """Return the commitment; raises InvalidError where nothing can be supposed of it any more."""
        found = self.record(Commitment, "commitment")
        if found.state not in MAY_MOVE:
            raise wrong("commitment", f"{found.title} is {found.state}; only what is not delivered can be moved.")
        return found


def wrong(field: str, sentence: str) -> InvalidError:
    """Return what to raise for what was typed in a field."""
    return InvalidError([(field, sentence)])


def supposition(reader: Reader, name: str, texts: Mapping[str, str], today: date) -> Supposition:
    """Return what is supposed, of a sort by name, with typed texts by field. Raises InvalidError, NotForRoleError."""
    said = read(reader, BY_NAME[name], texts, today, lambda target, words: find(reader, KINDS[target], words).id)
    return _MADE[name](said)


def words_of(store: Store, about: Mapping[str, RecordId]) -> dict[str, str]:
    """Return by which words records are named that are there, by kind: what a form holds at first."""
    with store.read() as reader:
        found = {name: reader.get(KINDS[name].record_type, record_id) for name, record_id in about.items()}
        return {name: words_naming(reader, one) for name, one in found.items() if isinstance(one, Record)}


def read(reader: Reader, form: WhatIfForm, texts: Mapping[str, str], today: date, resolve: Resolve) -> Said:
    """Return what was typed in a form. Raises InvalidError with all that is wrong, by field."""
    how, values, found = notation.typed(reader, today), dict[str, Json](), list[tuple[str, str]]()
    for field in form.fields:
        try:
            values[field.name] = parse(field, texts.get(field.name, ""), how, resolve)
        except NotFoundError as unknown:
            found.append((field.name, not_found_words(reader, unknown)))
        except (ParseError, StoreError) as error:
            found.append((field.name, str(error)))
        else:
            if field.required and values[field.name] is None:
                found.append((field.name, f"{field.label} is required."))
    if found:
        raise InvalidError(found)
    return Said(reader, values, how, today)


def _due(said: Said) -> DueMoved:
    seen = said.commitment()
    name, due = ("by", _shifted(said, seen)) if said.text("by") else ("due", said.day("due"))
    if due is None or (said.values["due"] and said.values["by"]):
        raise wrong("due", "Say on which day, or by how much it is moved: one of the two.")
    if due < said.today:
        raise wrong(name, "It cannot be moved to a day that has passed.")
    if due == seen.due:
        raise wrong(name, "That is its due date already.")
    return DueMoved(seen=seen, due=due, needs=tuple(every(said.reader, Requirement, commitment=seen.id)))


def _shifted(said: Said, seen: Commitment) -> date:
    words = said.text("by")
    if seen.due is None:
        raise wrong("by", "It has no due date yet; say on which day it would be due.")
    try:
        if SHIFT.match(words):
            return parsing_dates.day(words, replace(said.how, today=seen.due))
    except ParseError as error:
        raise wrong("by", str(error)) from None
    raise wrong("by", f"“{words}” does not say by how much, like +2w or -3d.")


def _person(said: Said) -> PersonAdded:
    role, share = said.record(Role, "role"), Decimal(said.text("share") or 1)
    if not 0 < share <= 1:
        raise wrong("share", "A share is more than 0 and at most 1.")
    if said.number("weekly_minutes") <= 0:
        raise wrong("weekly_minutes", "Somebody without hours adds nothing.")
    name = said.text("name") or f"New in {role.name}"
    return person_added(name, role.id, said.number("weekly_minutes"), share, said.day("starts_on"), said.today)


def _leave(said: Said) -> LeaveTaken:
    first = said.day("starts_on")
    assert first is not None
    last = said.day("ends_on") or first
    if last < first:
        raise wrong("ends_on", "It ends before it begins.")
    if last < said.today:
        raise wrong("ends_on", "That has passed already.")
    return LeaveTaken(leave=TimeOff(person=said.record(Person, "person").id, starts_on=first, ends_on=last))


def _hours(said: Said) -> HoursChanged:
    need = _need(said, said.commitment())
    reports, minutes = every(said.reader, Progress, requirement=need.id), said.number("minutes")
    before = minutes_left(need, reports)
    if minutes < 0:
        raise wrong("minutes", "Less than no hours is not possible.")
    if minutes == before:
        raise wrong("minutes", "Those are its hours already.")
    report = Progress(requirement=need.id, minutes_left=minutes, reported_on=said.today) if reports else None
    return HoursChanged(need=need, minutes=minutes, before=before, report=report)


def _need(said: Said, seen: Commitment) -> Requirement:
    """Return the requirement that is meant: that of the role; without one, the only one there is."""
    every_need = every(said.reader, Requirement, commitment=seen.id)
    needs = [need for need in every_need if need.kind is RequirementKind.HOURS]
    meant = [need for need in needs if need.role == said.values["role"]] if said.values["role"] else needs
    if len(meant) == 1:
        return meant[0]
    if not needs:
        raise wrong("commitment", f"{seen.title} needs no hours yet.")
    names = {role.id: role.name for role in every(said.reader, Role)}
    told = ", ".join(f"{hours_words(need.minutes)} {names.get(need.role or need.id, '?')}" for need in needs)
    raise wrong("role", f"It needs {told}; say which is meant.")


def _drop(said: Said) -> Dropped:
    return Dropped(seen=said.commitment())


def _reserve(said: Said) -> ReserveChanged:
    role, minutes, today = said.record(Role, "role"), said.number("minutes"), said.today
    there = every(said.reader, RunReserve, role=role.id)
    if minutes < 0:
        raise wrong("minutes", "Less than no hours is not possible.")
    now = [
        one
        for one in there
        if (one.starts_on is None or one.starts_on <= today) and (one.ends_on is None or today <= one.ends_on)
    ]
    if len(now) > 1:
        raise wrong("role", f"{role.name} has {len(now)} run reserves at once; edit them themselves.")
    if not now:
        return ReserveChanged(seen=None, reserve=RunReserve(role=role.id, minutes_a_week=minutes))
    if now[0].minutes_a_week == minutes:
        raise wrong("minutes", "That is what is kept already.")
    return ReserveChanged(seen=now[0], reserve=replace(now[0], minutes_a_week=minutes))


_MADE: dict[str, Callable[[Said], Supposition]] = {
    "due": _due,
    "person": _person,
    "leave": _leave,
    "hours": _hours,
    "drop": _drop,
    "reserve": _reserve,
}
