"""The verdict of a check: OK, TIGHT, SHORT, UNCHECKED or cannot be checked, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from itcrm_tui.domain.capacity.candidate import Candidate, HoursNeed, Missing, ThingNeed
from itcrm_tui.domain.capacity.check import Line, Shortfall, check
from itcrm_tui.domain.capacity.load import Booking, Uncounted
from itcrm_tui.domain.capacity.pool import Pool, Reserve
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId
from tests.unit.capacity.organization import DBA, HOUR, NETWORK, asks_for, network, on, person, promise, soft, there_is

FRIDAY, NEXT_FRIDAY = on(4), on(11)


def said(*args: object) -> Verdict:
    return check(*args).verdict  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hours", "verdict"), [(34, Verdict.OK), (35, Verdict.TIGHT), (40, Verdict.TIGHT), (41, Verdict.SHORT)]
)
def test_a_week_of_forty_hours_is_ok_up_to_85_percent_and_tight_up_to_all(hours: int, verdict: Verdict) -> None:
    assert said(there_is(), asks_for(hours, FRIDAY)) is verdict


def test_the_ok_load_is_a_setting() -> None:
    assert said(there_is(ok_load=Decimal("0.5")), asks_for(21, FRIDAY)) is Verdict.TIGHT
    assert said(there_is(ok_load=Decimal("0.5")), asks_for(20, FRIDAY)) is Verdict.OK


def test_eighty_hours_due_in_ten_weeks_leave_room_for_a_full_week_now() -> None:
    assert said(there_is(promise("old", 80, on(68))), asks_for(34, FRIDAY)) is Verdict.OK


def test_work_that_is_due_first_stands_in_the_way() -> None:
    found = check(there_is(promise("old", 30, FRIDAY)), asks_for(20, FRIDAY))
    week = on(0)
    assert found.firm == Line(
        verdict=Verdict.SHORT, shortfalls=(Shortfall(role=NETWORK, minutes=10 * HOUR, day=FRIDAY, week=week),)
    )


def test_a_promise_is_short_in_the_week_of_the_promise_that_it_would_break() -> None:
    found = check(there_is(promise("later", 70, NEXT_FRIDAY)), asks_for(20, FRIDAY))
    assert found.verdict is Verdict.SHORT
    assert found.firm.shortfalls == (Shortfall(role=NETWORK, minutes=10 * HOUR, day=NEXT_FRIDAY, week=on(7)),)


def test_an_old_impossible_promise_does_not_make_every_new_one_impossible() -> None:
    assert said(there_is(promise("impossible", 400, FRIDAY)), asks_for(20, NEXT_FRIDAY)) is Verdict.OK


def test_an_old_impossible_promise_is_not_counted_in_what_a_new_one_lacks() -> None:
    found = check(there_is(promise("impossible", 100, FRIDAY)), asks_for(41, NEXT_FRIDAY))
    assert found.firm.shortfalls == (Shortfall(role=NETWORK, minutes=HOUR, day=NEXT_FRIDAY, week=on(7)),)


def test_overdue_work_comes_first_and_is_never_dropped() -> None:
    assert said(there_is(promise("late", 6, on(-3))), asks_for(34, FRIDAY)) is Verdict.TIGHT
    assert said(there_is(promise("late", 34, on(-3))), asks_for(34, FRIDAY)) is Verdict.SHORT
    assert said(there_is(promise("late", 34, on(-3))), asks_for(34, NEXT_FRIDAY)) is Verdict.OK


def test_a_promise_cannot_be_made_for_a_day_that_has_passed() -> None:
    found = check(there_is(), asks_for(1, on(-1)))
    assert found.firm.shortfalls == (Shortfall(role=NETWORK, minutes=HOUR, day=on(-1), week=on(-7)),)


def test_a_need_is_done_between_its_start_and_the_day_it_is_needed() -> None:
    assert said(there_is(), asks_for(13, NEXT_FRIDAY, starts_on=on(1), needed_by=on(2))) is Verdict.OK
    assert said(there_is(), asks_for(17, NEXT_FRIDAY, starts_on=on(1), needed_by=on(2))) is Verdict.SHORT
    assert said(there_is(), asks_for(1, NEXT_FRIDAY, starts_on=on(2), needed_by=on(1))) is Verdict.SHORT


def test_today_counts_whole() -> None:
    assert said(there_is(today=FRIDAY), asks_for(8, FRIDAY)) is Verdict.TIGHT
    assert said(there_is(today=on(5)), asks_for(1, on(6))) is Verdict.SHORT


def test_the_second_line_counts_soft_bookings_too() -> None:
    found = check(there_is(soft("checked", 30, FRIDAY)), asks_for(20, FRIDAY))
    assert (found.firm.verdict, found.with_soft.verdict) == (Verdict.OK, Verdict.SHORT)
    assert found.with_soft.shortfalls[0].minutes == 10 * HOUR


def test_what_is_weighed_again_does_not_stand_in_its_own_way() -> None:
    mine = replace(promise("this", 34, FRIDAY), requirement=RecordId("need"))
    assert said(there_is(mine), asks_for(34, FRIDAY)) is Verdict.OK
    booked = replace(mine, booking=Booking.SOFT)
    assert check(there_is(booked), asks_for(34, FRIDAY)).with_soft.verdict is Verdict.OK


@pytest.mark.parametrize("dues", [(FRIDAY, NEXT_FRIDAY, on(60)), (on(60), NEXT_FRIDAY, FRIDAY)])
def test_what_was_weighed_before_changes_nothing(dues: tuple[date, ...]) -> None:
    weighed_together = there_is(promise("old", 20, FRIDAY))
    for due in dues:
        assert check(weighed_together, asks_for(45, due)) == check(
            there_is(promise("old", 20, FRIDAY)), asks_for(45, due)
        )


@pytest.mark.parametrize("pools", [(), (network(),)], ids=["nobody", "somebody"])
def test_what_is_booked_for_a_day_that_has_passed_is_short_when_it_is_weighed_again(pools: tuple[Pool, ...]) -> None:
    booked = replace(soft("this", 8, on(-1)), requirement=RecordId("need"))
    assert check(there_is(booked, pools=pools), asks_for(8, on(-1))).with_soft.verdict is Verdict.SHORT


def test_a_role_that_nobody_fills_is_short_by_all() -> None:
    found = check(there_is(), asks_for(3, FRIDAY, role=DBA))
    assert [(one.role, one.minutes) for one in found.firm.shortfalls] == [(DBA, 3 * HOUR)]


def test_every_role_has_to_fit() -> None:
    both = asks_for(10, FRIDAY)
    dba = HoursNeed(requirement=RecordId("dba need"), role=DBA, minutes=50 * HOUR)
    found = check(there_is(pools=(network(), replace(network(), role=DBA))), replace(both, hours=(*both.hours, dba)))
    assert [(one.role, one.minutes) for one in found.firm.shortfalls] == [(DBA, 10 * HOUR)]


def test_without_requirements_it_is_unchecked_and_never_ok() -> None:
    assert said(there_is(), Candidate(commitment=RecordId("this"), due=FRIDAY)) is Verdict.UNCHECKED


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        (asks_for(None, FRIDAY), Missing(what="hours", requirement=RecordId("need"))),
        (asks_for(1, None), Missing(what="due date")),
        (asks_for(1, FRIDAY, role=None), Missing(what="role", requirement=RecordId("need"))),
    ],
    ids=["hours", "due date", "role"],
)
def test_what_is_unknown_cannot_be_checked_and_is_not_zero(asked: Candidate, missing: Missing) -> None:
    found = check(there_is(), asked)
    assert (found.verdict, found.missing) == (Verdict.CANNOT, (missing,))


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        ({"available_from": FRIDAY}, Verdict.OK),
        ({"available_from": on(5)}, Verdict.SHORT),
        ({"available_from": on(3), "needed_by": on(2)}, Verdict.SHORT),
        ({}, Verdict.SHORT),
        ({"confirmed": True}, Verdict.OK),
        ({"confirmed": True, "available_from": on(5)}, Verdict.SHORT),
    ],
)
def test_every_thing_has_to_be_available_in_time(known: dict[str, object], verdict: Verdict) -> None:
    thing = ThingNeed(requirement=RecordId("thing"), name="Licence", **known)  # type: ignore[arg-type]
    found = check(there_is(), replace(asks_for(10, FRIDAY), things=(thing,)))
    assert found.verdict is verdict
    assert found.late_things == (() if verdict is Verdict.OK else (thing,))


def test_booked_work_of_unknown_size_is_named() -> None:
    def unknown(role: RecordId | None, commitment: str) -> Uncounted:
        return Uncounted(requirement=RecordId("?"), commitment=RecordId(commitment), role=role, missing="hours")

    theirs, anybodys = unknown(NETWORK, "theirs"), unknown(None, "anybodys")
    there = there_is(uncounted=(theirs, anybodys, unknown(DBA, "others"), unknown(NETWORK, "this")))
    assert check(there, asks_for(1, FRIDAY)).uncounted == (theirs, anybodys)


def test_people_whose_hours_nobody_has_said_are_named() -> None:
    there = there_is(pools=(network(person(), unknown=(RecordId("kim"),)), replace(network(), role=DBA)))
    assert check(there, asks_for(1, FRIDAY)).unknown_people == ("kim",)


def test_work_due_after_ten_years_has_to_be_done_within_them() -> None:
    assert said(there_is(), asks_for(10, on(366 * 30))) is Verdict.OK
    assert said(there_is(pools=(network(reserves=(Reserve(minutes_a_week=10**6),)),)), asks_for(1, on(9000))) is (
        Verdict.SHORT
    )
