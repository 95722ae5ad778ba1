"""A promise as it is typed: what each of its lines asks for, and what is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.from_records import candidate
from itcrm_tui.domain.checking import problems, what_is_wrong
from itcrm_tui.domain.commitment import Commitment, Requirement, RequirementKind, Thing
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import line, parse
from itcrm_tui.domain.renegotiation import moved_needs
from itcrm_tui.domain.showing import shown
from itcrm_tui.domain.values import from_json, known_fields
from itcrm_tui.ids import RecordId, new_id
from itcrm_tui.text import folded, safe

COMMITMENT, REQUIREMENT = KINDS["commitment"], KINDS["requirement"]
QUANTITY = Field(holds=Type.DECIMAL, name="quantity", label="Units", minimum=0)
"""Of how many units of its service a promise is; it multiplies what a unit takes, and is not kept."""
WHAT, HOURS, START = "what", "hours", "start"
"""The parts of a line."""
Roles = Mapping[RecordId, str]


@dataclass(frozen=True, kw_only=True)
class TypedNeed:
    """A line as it is typed. `seen`: the requirement it was before, if any; `id`: the one it becomes otherwise.

    `what`: a role, or a licence, equipment, budget or supplier with a few words on it. `start`: from when work may
    begin, or a thing is available. `needed_by`: a date of its own, which moves only together with the due date.
    """

    what: str = ""
    hours: str = ""
    start: str = ""
    seen: Requirement | None = None
    needed_by: date | None = None
    id: RecordId = field(default_factory=new_id)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not (self.what.strip() or self.hours.strip() or self.start.strip())


@dataclass(frozen=True, kw_only=True)
class ReadNeed:
    """A line as it is understood; what is not stays unknown. `wrong`: a sentence for each part that is wrong.

    `is_dated`: its own date was chosen together with the due date.
    """

    requirement: Requirement
    wrong: Mapping[str, str]
    is_dated: bool = False


def typed_need(seen: Requirement, roles: Roles, how: Notation) -> TypedNeed:
    """Return a requirement as a line that can be typed."""
    known, is_thing = known_fields(seen), seen.kind is RequirementKind.THING
    role = roles.get(seen.role, seen.role) if seen.role else ""
    thing = " ".join(filter(None, (str(seen.thing or ""), seen.description)))
    start = "available_from" if is_thing else "earliest_start"
    return TypedNeed(
        what=thing if is_thing else role,
        hours=shown(REQUIREMENT.by_name["minutes"], known.get("minutes"), how),
        start=shown(REQUIREMENT.by_name[start], known.get(start), how),
        seen=seen,
        needed_by=seen.needed_by,
        id=seen.id,
    )


def read_need(typed: TypedNeed, commitment: RecordId, roles: Roles, how: Notation) -> ReadNeed:
    """Return what a line that is not blank asks for."""
    before = typed.seen or Requirement(id=typed.id, commitment=commitment)
    before, wrong = replace(before, needed_by=typed.needed_by), dict[str, str]()
    thing, description = _thing_in(typed.what, roles)
    start = "earliest_start" if thing is None else "available_from"
    values: dict[str, Any] = {start: _value(REQUIREMENT, start, typed.start, how, partial(wrong.__setitem__, START))}
    if thing is None:
        minutes = _value(REQUIREMENT, "minutes", typed.hours, how, partial(wrong.__setitem__, HOURS))
        values |= {"kind": RequirementKind.HOURS, "thing": None, "minutes": minutes}
        values["role"] = _role(typed.what, roles, partial(wrong.__setitem__, WHAT))
    else:
        values |= {"kind": RequirementKind.THING, "thing": thing, "minutes": None}
        values |= {"role": None, "description": description}
        if typed.hours.strip():
            wrong[HOURS] = "A thing takes no hours; those of people have a line of their own."
    is_dated = typed.seen is not None and typed.needed_by != typed.seen.needed_by
    return _sound(ReadNeed(requirement=replace(before, **values), wrong=wrong, is_dated=is_dated))


def _sound(read: ReadNeed) -> ReadNeed:
    """Return a line with what is wrong with the requirement as a whole, where its parts are right."""
    if read.wrong:
        return read
    parts = {"minutes": HOURS, "earliest_start": START, "available_from": START, "needed_by": START}
    found = problems(REQUIREMENT, known_fields(read.requirement))
    return replace(read, wrong={parts.get(name, WHAT): sentence for name, sentence in found})


def read_day(name: str, text: str, how: Notation) -> date | None:
    """Return the day that is typed for a field of the promise; None where it is none, or none yet."""
    found: date | None = _value(COMMITMENT, name, text, how, lambda _: None)
    return found


def wish_of_draft(seen: Commitment, due: date | None, read: Sequence[ReadNeed]) -> tuple[Candidate, list[Requirement]]:
    """Return a promise as it is typed as what is weighed, and its requirements as they stand with that due date.

    A requirement that was needed by the due date moves with it, as when a promise is renegotiated.
    """
    moved = {}
    if due is not None and due != seen.due:
        free = [one.requirement for one in read if not one.is_dated]
        moved = {before.id: after for before, after in moved_needs(free, seen.due, due)}
    known = [moved.get(one.requirement.id, one.requirement) for one in read]
    return candidate(replace(seen, due=due), known), known


def names_of_needs(needs: Sequence[Requirement], roles: Roles) -> dict[RecordId, str]:
    """Return what requirements are called, by identifier."""
    return {need.id: need.description or str(need.thing or "") or roles.get(need.role or need.id, "") for need in needs}


def _thing_in(words: str, roles: Roles) -> tuple[Thing | None, str | None]:
    """Return the thing that words begin with, and the rest of them; none where they name a role."""
    first, _, rest = line(words).partition(" ")
    thing = next((one for one in Thing if str(one) == folded(first)), None)
    if thing is None or folded(words).strip() in {folded(name) for name in roles.values()}:
        return None, None
    return thing, rest.strip() or None


def _role(words: str, roles: Roles, wrong: Callable[[str], object]) -> RecordId | None:
    """Return the one role of that name, or whose name begins so; None where there is none, and `wrong` hears why."""
    wanted = folded(line(words))
    if not wanted:
        wrong("Hours of whom? Name a role, or clear the line.")
        return None
    names = {role: folded(safe(name)) for role, name in roles.items()}
    found = [role for role, name in names.items() if name == wanted]
    found = found or [role for role, name in names.items() if name.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        wrong(f"That can be {' or '.join(sorted(roles[role] for role in found)[:4])}.")
    else:
        wrong(f"There is no role “{words.strip()[:40]}”; a thing is a {', '.join(Thing)}.")
    return None


def _value(kind: Kind, name: str, text: str, how: Notation, wrong: Callable[[str], object]) -> Any:
    """Return the value of a field that a text says; None where it says none, and then `wrong` hears why."""
    known = kind.by_name[name]
    try:
        value = parse(known, text, how)
    except ParseError as error:
        wrong(str(error))
        return None
    if value is not None and (words := what_is_wrong(kind, known, value)):
        wrong(f"{known.label} {words}.")
        return None
    return from_json(known, value)
