"""Visits, calls and strategy sessions, held and planned, and what was to follow from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from itcrm_tui.domain.client import Segment
from itcrm_tui.domain.outreach import Audience, FollowUp, Nature, Place, Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.demo import days
from itcrm_tui.workflows.demo.clients import Book, Dossier
from itcrm_tui.workflows.demo.draw import Draw, Slots
from itcrm_tui.workflows.demo.people import Staff
from itcrm_tui.workflows.demo.words import meetings
from itcrm_tui.workflows.demo.words.staff import TEAMS
from itcrm_tui.workflows.demo.words.units import LITTLE_KNOWN

NOT_SEEN_FOR = {"HR": 48}
"""Clients whom nobody has met for so many days."""

TODAY_AT = {"LEG": 12}
"""Clients whom we visit today, and at which hour (UTC)."""

PLANNED_SHARE = 0.1
STAFF_SHARE = 0.15
_OFTEN = {Segment.STRATEGIC: 4, Segment.KEY: 2, Segment.STANDARD: 1, None: 0}
_KINDS = {
    Nature.REACTIVE: (TouchpointKind.CALL, TouchpointKind.CALL, TouchpointKind.VISIT),
    Nature.PROACTIVE: (TouchpointKind.VISIT, TouchpointKind.CALL, TouchpointKind.SERVICE_REVIEW),
    Nature.STRATEGIC: (TouchpointKind.STRATEGY_SESSION, TouchpointKind.STRATEGY_SESSION, TouchpointKind.SERVICE_REVIEW),
}


@dataclass(frozen=True)
class Meeting:
    """What is settled about a touchpoint before its words are found."""

    on: date
    hour: int
    held: bool
    nature: Nature
    dossier: Dossier | None


def make(draw: Draw, today: date, staff: Staff, book: Book, months: int, count: int) -> list[Record]:
    """Return `count` touchpoints of the last months and the next three weeks, each with its follow-ups."""
    records: list[Record] = []
    for meeting in _meetings(draw, today, book, months * 30, count):
        touchpoint = _touchpoint(draw, staff, meeting)
        records.append(touchpoint)
        if meeting.held:
            records += _follow_ups(draw, today, touchpoint, meeting)
    return records


def _meetings(draw: Draw, today: date, book: Book, history: int, count: int) -> Iterator[Meeting]:
    opening = list(_opening(today, book))[:count]
    yield from opening
    met = [dossier for dossier in book.close if dossier.key not in LITTLE_KNOWN]
    often = [_OFTEN[dossier.client.segment] for dossier in met]
    for _ in range(count - len(opening)):
        dossier = None if not met or draw.chance(STAFF_SHARE) else draw.choices(met, often)[0]
        yield _meeting(draw, today, history, dossier)


def _opening(today: date, book: Book) -> Iterator[Meeting]:
    for key, age in NOT_SEEN_FOR.items():
        if key in book.by_key:
            yield Meeting(today - timedelta(days=age), 9, True, Nature.PROACTIVE, book.by_key[key])
    for key, hour in TODAY_AT.items():
        if key in book.by_key:
            yield Meeting(today, hour, False, Nature.PROACTIVE, book.by_key[key])


def _meeting(draw: Draw, today: date, history: int, dossier: Dossier | None) -> Meeting:
    """Return a meeting at some time: the later, the more strategic and the less reactive."""
    planned = draw.chance(PLANNED_SHARE)
    least = NOT_SEEN_FOR.get(dossier.key, 0) + 1 if dossier else 1
    age = draw.randint(least, max(least + 1, history))
    on = days.later(today, draw.randint(1, 15)) if planned else days.workday_until(today - timedelta(days=age))
    recent = 1 - age / max(history, age)
    natures = (Nature.REACTIVE, Nature.PROACTIVE, Nature.STRATEGIC)
    nature = draw.choices(natures, (0.5 - 0.3 * recent, 0.42, 0.08 + 0.3 * recent))[0]
    if dossier is None or (planned and nature is Nature.REACTIVE):
        nature = Nature.PROACTIVE
    return Meeting(on, draw.randint(6, 14), not planned, nature, dossier)


def _touchpoint(draw: Draw, staff: Staff, meeting: Meeting) -> Touchpoint:
    client = meeting.dossier.client if meeting.dossier else None
    team = draw.choice(TEAMS)
    slots = _slots(draw, staff, meeting, team)
    kind = draw.choice(_KINDS[meeting.nature]) if client else draw.choice((TouchpointKind.VISIT, TouchpointKind.OTHER))
    at = days.moment(meeting.on, meeting.hour, draw.choice((0, 0, 30)))
    agreed = meeting.nature is not Nature.REACTIVE or not meeting.held
    return Touchpoint(
        id=draw.new_id(at if meeting.held else meeting.on - timedelta(days=30)),
        kind=kind,
        client=client.id if client else None,
        audience=Audience.CLIENT if client else Audience.STAFF,
        nature=meeting.nature,
        place=_place(draw, kind),
        planned_at=at if agreed else None,
        held_at=at if meeting.held else None,
        minutes=draw.choice((15, 30, 30) if kind is TouchpointKind.CALL else (45, 60, 60, 90, 120)),
        held_by=tuple(sorted(person.id for person in _hosts(draw, staff, meeting))),
        with_stakeholders=tuple(sorted(person.id for person in _guests(draw, meeting))),
        with_people=() if client else tuple(sorted(person.id for person in _colleagues(draw, staff, team))),
        purpose=slots.fill(draw.choice(_purposes(meeting, kind))),
        notes=slots.fill(draw.choice(meetings.NOTES)) if meeting.held and client and draw.chance(0.7) else None,
    )


def _slots(draw: Draw, staff: Staff, meeting: Meeting, team: str) -> Slots:
    helper = draw.choice(staff.people).name
    if meeting.dossier is None:
        return Slots(draw, meeting.on, team=team, helper=helper)
    line, place = meeting.dossier.line_name(draw), meeting.dossier.place(draw)
    return Slots(draw, meeting.on, client=meeting.dossier.client.name, line=line, place=place, helper=helper)


def _purposes(meeting: Meeting, kind: TouchpointKind) -> tuple[str, ...]:
    """Return what such a meeting can be for; on a planned visit one goes round, too."""
    if meeting.dossier is None:
        return meetings.PURPOSES["staff"]
    if kind is TouchpointKind.SERVICE_REVIEW:
        return meetings.PURPOSES[kind]
    of_nature = meetings.PURPOSES[meeting.nature]
    round_trip = kind is TouchpointKind.VISIT and meeting.nature is Nature.PROACTIVE
    return of_nature + meetings.PURPOSES["visit"] if round_trip else of_nature


def _colleagues(draw: Draw, staff: Staff, team: str) -> list[Person]:
    return draw.some(staff.members[team] or staff.people, 2, 5)


def _place(draw: Draw, kind: TouchpointKind) -> Place:
    if kind is TouchpointKind.CALL:
        return Place.REMOTE
    return Place.THEIRS if kind is TouchpointKind.VISIT else draw.choice((Place.THEIRS, Place.OURS, Place.REMOTE))


def _hosts(draw: Draw, staff: Staff, meeting: Meeting) -> list[Person]:
    """Return who goes: the relationship owner, to strategic talks a manager, too; managers to our own people."""
    managers = [person for person in staff.people if person.manager] or list(staff.people)
    if meeting.dossier is None:
        return [draw.choice(managers)]
    owner = meeting.dossier.client.relationship_owner
    hosts = [person for person in staff.people if person.id == owner] or [draw.choice(staff.relations)]
    joining = [person for person in managers if person not in hosts]
    return hosts + (draw.some(joining, 1, 1) if meeting.nature is Nature.STRATEGIC or draw.chance(0.2) else [])


def _guests(draw: Draw, meeting: Meeting) -> list[Record]:
    return list(draw.some(meeting.dossier.present, 1, 3)) if meeting.dossier else []


def _follow_ups(draw: Draw, today: date, touchpoint: Touchpoint, meeting: Meeting) -> Iterator[FollowUp]:
    given = {"place": meeting.dossier.place(draw)} if meeting.dossier else {}
    slots = Slots(draw, meeting.on, **given)
    texts = draw.dealt(meetings.FOLLOW_UPS if meeting.dossier else meetings.STAFF_FOLLOW_UPS)
    for _ in range(draw.choice((0, 0, 1, 1, 2))):
        due = days.later(meeting.on, draw.randint(3, 20))
        yield FollowUp(
            id=draw.new_id(meeting.on),
            touchpoint=touchpoint.id,
            text=slots.fill(next(texts)),
            owner=draw.choice(touchpoint.held_by) if draw.chance(0.95) else None,
            due=due,
            done_on=_done_on(draw, today, meeting.on, due),
        )


def _done_on(draw: Draw, today: date, held: date, due: date) -> date | None:
    """Return when it was done: four of five in time, some late, some of the recent ones not yet."""
    done = days.later(due, draw.choice((-2, -1, -1, 0, 0, 0, 0, 1, 4)))
    recent = (today - due).days < 60
    if done >= today or (recent and draw.chance(0.25)):
        return None
    return max(done, held)
