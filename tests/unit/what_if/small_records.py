"""Small random organizations as records, and what may be supposed of them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from itcrm_tui.domain.capacity.from_records import Records
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, Progress, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff
from itcrm_tui.domain.settings import Settings
from itcrm_tui.domain.what_if.suppositions import (
    Dropped,
    DueMoved,
    HoursChanged,
    LeaveTaken,
    PersonAdded,
    ReserveChanged,
    Supposition,
    person_added,
)
from itcrm_tui.ids import RecordId
from tests.unit.capacity.small_cases import MONDAY, Draw

ROLES = (Role(id=RecordId("role 0"), name="Network"), Role(id=RecordId("role 1"), name="DBA"))
STATES = (State.PROMISED, State.PROMISED, State.IN_DELIVERY, State.CHECKED, State.DRAFT)
TODAY = MONDAY


def records(draw: Draw) -> Records:
    """A few people in two roles, and a few commitments that ask for their hours."""
    people = tuple(person(draw, number) for number in range(draw.whole(0, 3)))
    commitments = tuple(commitment(draw, number) for number in range(draw.whole(0, 5)))
    needs = tuple(need for one in commitments for need in requirements(draw, one))
    return Records(
        settings=Settings(ok_load=(Decimal("0.85"), Decimal("0.7"), Decimal(1))[draw.whole(0, 2)]),
        roles=ROLES,
        people=people,
        time_off=tuple(leave(draw, one, number) for number, one in enumerate(people) if draw.whole(0, 1)),
        reserves=tuple(reserve(draw, number) for number in range(draw.whole(0, 2))),
        commitments=commitments,
        requirements=needs,
        answers=tuple(answer(draw, need) for need in needs if draw.whole(0, 1)),
        progress=tuple(report(draw, need) for need in needs if draw.whole(0, 3) == 3),
    )


def person(draw: Draw, number: int) -> Person:
    part = Decimal(draw.whole(1, 10)) / 10
    shares = ((ROLES[0].id, part), *(((ROLES[1].id, 1 - part),) if part < 1 else ()))
    return Person(
        id=RecordId(f"person {number}"),
        name=f"Person {number}",
        weekly_minutes=draw.whole(10, 120),
        role_shares=shares,
    )


def leave(draw: Draw, one: Person, number: int) -> TimeOff:
    first = draw.day(-4, 18)
    last = first + timedelta(days=draw.whole(0, 9))
    return TimeOff(id=RecordId(f"leave {number}"), person=one.id, starts_on=first, ends_on=last)


def reserve(draw: Draw, number: int) -> RunReserve:
    role = ROLES[draw.whole(0, 1)]
    return RunReserve(
        id=RecordId(f"reserve {number}"),
        role=role.id,
        minutes_a_week=draw.whole(0, 40),
        starts_on=draw.maybe_day(-9, 12),
    )


def commitment(draw: Draw, number: int) -> Commitment:
    return Commitment(
        id=RecordId(f"commitment {number}"),
        client=RecordId("client"),
        title=f"Commitment {number}",
        due=draw.day(-2, 20),
        state=STATES[draw.whole(0, 4)],
        promised_on=draw.maybe_day(-30, -1),
    )


def requirements(draw: Draw, one: Commitment) -> list[Requirement]:
    return [
        Requirement(
            id=RecordId(f"{one.id}, need {number}"),
            commitment=one.id,
            role=ROLES[draw.whole(0, 1)].id,
            minutes=draw.whole(0, 60),
            earliest_start=draw.maybe_day(-5, 16) if draw.whole(0, 2) == 2 else None,
            needed_by=draw.maybe_day(0, 20) if draw.whole(0, 2) == 2 else None,
        )
        for number in range(draw.whole(1, 2))
    ]


def answer(draw: Draw, need: Requirement) -> Answer:
    said = (AnswerState.ACCEPTED, AnswerState.ASKED, AnswerState.DECLINED)[draw.whole(0, 2)]
    return Answer(id=RecordId(f"{need.id}, answer"), requirement=need.id, answer=said)


def report(draw: Draw, need: Requirement) -> Progress:
    left = draw.whole(0, 60)
    return Progress(
        id=RecordId(f"{need.id}, report"), requirement=need.id, minutes_left=left, reported_on=draw.day(-5, 0)
    )


def joining(draw: Draw) -> PersonAdded:
    """Somebody comes, today or some days later."""
    share = Decimal(draw.whole(1, 10)) / 10
    return person_added("N. N.", ROLES[draw.whole(0, 1)].id, draw.whole(10, 120), share, draw.maybe_day(-2, 15), TODAY)


def going(draw: Draw, there: Records) -> LeaveTaken | None:
    """Somebody of those who are there goes for a while."""
    if not there.people:
        return None
    one = there.people[draw.whole(0, len(there.people) - 1)]
    return LeaveTaken(leave=leave(draw, one, 90))


def anything(draw: Draw, there: Records) -> Supposition:
    """Something that may be supposed."""
    kinds = 5 if there.commitments else 2
    match draw.whole(0, kinds):
        case 0:
            return joining(draw)
        case 1:
            return going(draw, there) or joining(draw)
        case 2:
            role = ROLES[draw.whole(0, 1)].id
            return ReserveChanged(seen=None, reserve=RunReserve(role=role, minutes_a_week=draw.whole(0, 60)))
    one = there.commitments[draw.whole(0, len(there.commitments) - 1)]
    needs = tuple(need for need in there.requirements if need.commitment == one.id)
    match draw.whole(0, 2):
        case 0:
            return DueMoved(seen=one, due=draw.day(0, 25), needs=needs)
        case 1:
            return Dropped(seen=one)
    need = needs[draw.whole(0, len(needs) - 1)]
    return HoursChanged(need=need, minutes=draw.whole(0, 60), before=need.minutes)
