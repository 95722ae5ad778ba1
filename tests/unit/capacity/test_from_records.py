"""Records become what a check looks at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from itcrm_tui.domain.capacity.calendar import WorkCalendar
from itcrm_tui.domain.capacity.candidate import Candidate, HoursNeed, ThingNeed
from itcrm_tui.domain.capacity.check import check
from itcrm_tui.domain.capacity.from_records import Records, calendar, candidate, situation
from itcrm_tui.domain.capacity.load import Booking, Uncounted, Work
from itcrm_tui.domain.capacity.pool import Hands, Pool, Reserve
from itcrm_tui.domain.commitment import (
    Answer,
    AnswerState,
    Commitment,
    CommitmentState,
    Progress,
    Requirement,
    RequirementKind,
    Thing,
)
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff
from itcrm_tui.domain.settings import Settings
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId

TODAY, DUE = date(2026, 11, 23), date(2026, 12, 11)
NETWORK, DBA = Role(name="Network"), Role(name="DBA")
LIND = Person(
    name="S. Lind",
    weekly_minutes=2_400,
    availability_factor=Decimal("0.85"),
    role_shares=((NETWORK.id, Decimal("0.6")), (DBA.id, Decimal("0.4"))),
)
LEAVE = TimeOff(person=LIND.id, starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 25))
PROMISE = Commitment(
    client=RecordId("hr"), title="VPN", due=DUE, state=CommitmentState.PROMISED, promised_on=date(2026, 11, 2)
)
NEED = Requirement(commitment=PROMISE.id, role=NETWORK.id, minutes=1_800)
EVERYTHING = Records(
    settings=Settings(),
    roles=(NETWORK, DBA),
    people=(LIND,),
    time_off=(LEAVE,),
    reserves=(RunReserve(role=DBA.id, minutes_a_week=300, starts_on=DUE),),
    commitments=(PROMISE,),
    requirements=(NEED,),
)


def booked(**changed: Any) -> tuple[Work, ...]:
    return situation(replace(EVERYTHING, **changed), TODAY).works


def test_people_fill_their_roles_with_their_leave_and_roles_keep_their_reserves() -> None:
    away = ((LEAVE.starts_on, LEAVE.ends_on),)
    part = Hands(weekly_minutes=2_400, share=Decimal("0.6"), factor=Decimal("0.85"), away=away)
    assert situation(EVERYTHING, TODAY).pools == (
        Pool(role=NETWORK.id, hands=(part,)),
        Pool(
            role=DBA.id,
            hands=(replace(part, share=Decimal("0.4")),),
            reserves=(Reserve(minutes_a_week=300, starts_on=DUE),),
        ),
    )


def test_without_a_factor_nothing_is_taken_off_and_without_weekly_hours_a_person_is_named() -> None:
    there = situation(replace(EVERYTHING, people=(replace(LIND, availability_factor=None),)), TODAY)
    assert there.pools[0].hands[0].factor == 1
    there = situation(replace(EVERYTHING, people=(replace(LIND, weekly_minutes=None),)), TODAY)
    assert [(pool.hands, pool.unknown) for pool in there.pools] == [((), (LIND.id,))] * 2


@pytest.mark.parametrize("state", CommitmentState)
def test_promises_are_firm_checked_commitments_soft_and_others_take_no_hours(state: CommitmentState) -> None:
    kinds = {"promised": Booking.FIRM, "in delivery": Booking.FIRM, "checked": Booking.SOFT}
    found = booked(commitments=(replace(PROMISE, state=state),))
    assert [work.booking for work in found] == ([kinds[state]] if state in kinds else [])


def test_a_checked_commitment_that_a_team_declined_takes_no_hours() -> None:
    declined = Answer(requirement=NEED.id, answer=AnswerState.DECLINED)
    checked = replace(PROMISE, state=CommitmentState.CHECKED)
    assert booked(commitments=(checked,), answers=(declined,)) == ()
    assert len(booked(answers=(declined,))) == 1


def test_work_is_what_is_left_by_the_day_it_is_needed_else_by_the_due_date() -> None:
    dated = replace(NEED, earliest_start=TODAY, needed_by=date(2026, 12, 1))
    assert booked(requirements=(dated,)) == (
        Work(
            requirement=NEED.id,
            commitment=PROMISE.id,
            role=NETWORK.id,
            minutes=1_800,
            starts_on=TODAY,
            deadline=date(2026, 12, 1),
            promised_on=PROMISE.promised_on,
        ),
    )
    assert booked()[0].deadline == DUE


def test_hours_left_are_those_of_the_latest_report_of_the_same_day_the_last_made() -> None:
    def left(minutes: int, day: int) -> Progress:
        return Progress(requirement=NEED.id, minutes_left=minutes, reported_on=date(2026, 11, day))

    others = Progress(requirement=RecordId("another"), minutes_left=1, reported_on=DUE)
    reports = (left(900, 20), left(600, 21), left(540, 21), left(1_200, 5), others)
    assert [work.minutes for work in booked(progress=reports)] == [540]
    assert booked(progress=(left(0, 21),)) == ()


@pytest.mark.parametrize(
    ("need", "due", "missing"),
    [
        (replace(NEED, minutes=None), DUE, "hours"),
        (replace(NEED, role=None), DUE, "role"),
        (NEED, None, "due date"),
    ],
)
def test_booked_work_of_which_something_is_unknown_is_named(need: Requirement, due: date | None, missing: str) -> None:
    there = situation(replace(EVERYTHING, commitments=(replace(PROMISE, due=due),), requirements=(need,)), TODAY)
    unknown = Uncounted(requirement=NEED.id, commitment=PROMISE.id, role=need.role, missing=missing)
    assert (there.works, there.uncounted) == ((), (unknown,))


def test_things_take_no_hours() -> None:
    assert booked(requirements=(replace(NEED, kind=RequirementKind.THING),)) == ()


def test_a_commitment_in_hand_is_weighed_with_its_own_requirements_and_what_is_left_of_them() -> None:
    thing = Requirement(
        commitment=PROMISE.id, kind=RequirementKind.THING, thing=Thing.LICENCE, confirmed_by=LIND.id, available_from=DUE
    )
    report = Progress(requirement=NEED.id, minutes_left=60, reported_on=TODAY)
    other = replace(NEED, commitment=RecordId("another"))
    assert candidate(PROMISE, (NEED, thing, other), (report,)) == Candidate(
        commitment=PROMISE.id,
        due=DUE,
        hours=(HoursNeed(requirement=NEED.id, role=NETWORK.id, minutes=60),),
        things=(ThingNeed(requirement=thing.id, name="licence", available_from=DUE, confirmed=True),),
        promised_on=PROMISE.promised_on,
    )


def test_a_promise_is_weighed_without_its_own_booking() -> None:
    there = situation(EVERYTHING, TODAY)
    assert check(there, candidate(PROMISE, (NEED,))).verdict is Verdict.OK
    longer = replace(NEED, minutes=60 * 48)
    assert check(there, candidate(PROMISE, (longer,))).verdict is Verdict.TIGHT


def test_the_calendar_is_that_of_the_settings() -> None:
    settled = Settings(working_days=("Sun", "mon", "tuesday"), iso_weeks=False, ok_load=Decimal("0.9"))
    closed = frozenset({DUE})
    assert calendar(settled, closed) == WorkCalendar(weekdays=frozenset({6, 0, 1}), holidays=closed, week_begins_on=6)
    assert situation(replace(EVERYTHING, settings=settled), TODAY).ok == (9, 10)
