"""Records as they would be if what is supposed were so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from itcrm_tui.domain.answers import asked_again
from itcrm_tui.domain.capacity.from_records import Records
from itcrm_tui.domain.commitment import Answer, Commitment, Progress, Requirement
from itcrm_tui.domain.people import Person, RunReserve, TimeOff
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.what_if.suppositions import MAY_MOVE, Edit, Supposition
from itcrm_tui.ids import RecordId

PLACES: Mapping[type[Record], str] = {
    Person: "people",
    TimeOff: "time_off",
    RunReserve: "reserves",
    Commitment: "commitments",
    Requirement: "requirements",
    Progress: "progress",
}
"""Where each type of record stands among those that capacity rests on."""


def edits_of(suppositions: Iterable[Supposition]) -> tuple[Edit, ...]:
    """Return what would change, each record once: as it was first seen, and as it would be in the end."""
    found: dict[RecordId, Edit] = {}
    for supposition in suppositions:
        for seen, wanted in supposition.edits():
            known = found.get(wanted.id)
            if seen is None or known is None:
                found[wanted.id] = seen, wanted
            else:
                found[wanted.id] = known[0], replace(known[1], **_different(seen, wanted))
    return tuple(found.values())


def supposed(records: Records, suppositions: Sequence[Supposition]) -> Records:
    """Return the records as they would be; teams that would be asked again have not answered.

    A record that has gone since it was seen stays gone.
    """
    there = {name: {record.id: record for record in getattr(records, name)} for name in PLACES.values()}
    for seen, wanted in edits_of(suppositions):
        known = there[PLACES[type(wanted)]]
        if seen is None:
            known[wanted.id] = wanted
        elif wanted.id in known:
            known[wanted.id] = replace(known[wanted.id], **_different(seen, wanted))
    changed: dict[str, Any] = {name: tuple(known.values()) for name, known in there.items()}
    return _with_questions(records, replace(records, **changed))


def has_moved(records: Records, supposition: Supposition) -> bool:
    """Return whether something that it changes is not as it was seen any more, or has gone."""
    for seen, wanted in supposition.edits():
        if seen is not None:
            known = {record.id: record for record in getattr(records, PLACES[type(seen)])}.get(seen.id)
            names = _different(seen, wanted)
            if known is None or any(getattr(known, name) != getattr(seen, name) for name in names):
                return True
    return False


def _different(seen: Record, wanted: Record) -> dict[str, Any]:
    names = (field.name for field in fields(wanted))
    return {name: getattr(wanted, name) for name in names if getattr(seen, name) != getattr(wanted, name)}


def _with_questions(before: Records, after: Records) -> Records:
    """Let what asks for something else be asked again, as the gate does."""
    needs_before, needs_after = _needs(before), _needs(after)
    answers: dict[RecordId, list[Answer]] = defaultdict(list)
    for answer in before.answers:
        answers[answer.requirement].append(answer)
    asked: dict[RecordId, Answer] = {}
    was = {one.id: one for one in before.commitments}
    for one in after.commitments:
        old = (was[one.id], needs_before[one.id])
        if one.state in MAY_MOVE and old != (one, needs_after[one.id]):
            mine = [answer for need in needs_after[one.id] for answer in answers[need.id]]
            asked |= {seen.id: again for seen, again in asked_again(old, (one, needs_after[one.id]), mine)}
    return replace(after, answers=tuple(asked.get(answer.id, answer) for answer in before.answers))


def _needs(records: Records) -> dict[RecordId, list[Requirement]]:
    found: dict[RecordId, list[Requirement]] = defaultdict(list)
    for need in records.requirements:
        found[need.commitment].append(need)
    return found
