"""The earliest date that fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from itcrm_tui.domain.capacity.calendar import WorkCalendar
from itcrm_tui.domain.capacity.candidate import Candidate, HoursNeed, ThingNeed
from itcrm_tui.domain.capacity.earliest import Earliest, NoDate, earliest
from itcrm_tui.domain.capacity.pool import Reserve
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.ids import RecordId
from tests.unit.capacity.organization import HOUR, NETWORK, TODAY, asks_for, network, on, promise, soft, there_is

FRIDAY, NEXT_FRIDAY = on(4), on(11)


def found(there: Situation, asked: Candidate) -> tuple[date | None, int]:
    offered = earliest(there, asked)
    return offered.due, offered.shift


def test_it_is_the_first_day_on_which_all_hours_are_ok() -> None:
    assert found(there_is(promise("old", 34, FRIDAY)), asks_for(20, FRIDAY)) == (on(9), 3)


def test_it_may_be_earlier_than_asked() -> None:
    assert found(there_is(), asks_for(10, NEXT_FRIDAY)) == (on(1), -8)


def test_it_is_what_was_asked_where_only_that_fits() -> None:
    assert found(there_is(), asks_for(34, FRIDAY)) == (FRIDAY, 0)


def test_it_is_never_before_today() -> None:
    assert found(there_is(), asks_for(0, FRIDAY)) == (TODAY, -4)
    assert found(there_is(), asks_for(0, on(-3))) == (TODAY, 1)


def test_it_is_never_before_the_start() -> None:
    assert found(there_is(), asks_for(1, NEXT_FRIDAY, starts_on=on(8))) == (on(8), -3)


def test_it_is_never_before_the_start_even_where_nothing_is_left_to_do() -> None:
    assert found(there_is(), asks_for(0, NEXT_FRIDAY, starts_on=on(8))) == (on(8), -3)


def test_a_thing_that_is_needed_today_keeps_all_dates_from_moving_ahead() -> None:
    thing = ThingNeed(requirement=RecordId("thing"), name="Licence", needed_by=TODAY, confirmed=True)
    assert found(there_is(), replace(asks_for(1, NEXT_FRIDAY), things=(thing,))) == (NEXT_FRIDAY, 0)


def test_it_goes_by_working_days_and_leaves_out_public_holidays() -> None:
    closed = WorkCalendar(holidays=frozenset({on(7), on(8)}))
    assert found(there_is(promise("old", 34, FRIDAY), calendar=closed), asks_for(6, FRIDAY)) == (on(9), 1)


def test_a_due_date_on_a_sunday_moves_to_monday() -> None:
    assert found(there_is(promise("old", 34, FRIDAY)), asks_for(5, on(6))) == (on(7), 1)


def test_all_dates_of_a_promise_shift_together() -> None:
    need = HoursNeed(requirement=RecordId("first"), role=NETWORK, minutes=16 * HOUR, needed_by=on(1))
    asked = replace(asks_for(10, FRIDAY), hours=(need, *asks_for(10, FRIDAY).hours))
    assert earliest(there_is(), asked) == Earliest(due=on(7), shift=1, needed_by=((RecordId("first"), on(2)),))


def test_a_part_that_is_needed_today_keeps_all_others_from_moving_ahead() -> None:
    need = HoursNeed(requirement=RecordId("first"), role=NETWORK, minutes=60, needed_by=TODAY)
    asked = replace(asks_for(1, NEXT_FRIDAY), hours=(need, *asks_for(1, NEXT_FRIDAY).hours))
    assert found(there_is(), asked) == (NEXT_FRIDAY, 0)


def test_it_waits_for_things() -> None:
    thing = ThingNeed(requirement=RecordId("thing"), name="Licence", available_from=on(16))
    asked = replace(asks_for(1, FRIDAY), things=(thing,))
    assert found(there_is(), asked) == (on(16), 8)


def test_soft_bookings_count_where_they_are_asked_for() -> None:
    there = there_is(soft("checked", 34, FRIDAY))
    assert earliest(there, asks_for(10, FRIDAY)).due == on(1)
    assert earliest(there, asks_for(10, FRIDAY), soft=True).due == on(8)


def test_without_a_due_date_it_is_looked_for_from_today_on() -> None:
    assert earliest(there_is(), asks_for(10, None)).due == on(1)
    assert earliest(there_is(), asks_for(10, None, starts_on=on(2))).due == on(3)
    assert earliest(there_is(), asks_for(10, None, needed_by=on(8))).due == on(1)


def test_a_date_is_looked_for_within_two_years() -> None:
    limit = TODAY + timedelta(weeks=104)
    nearly, never = asks_for(104 * 34, FRIDAY), asks_for(105 * 34, FRIDAY)
    assert earliest(there_is(), nearly).due == limit - timedelta(days=3)
    assert earliest(there_is(), never) == Earliest(why_none=NoDate.NONE_IN_TIME)
    assert str(earliest(there_is(), never).why_none) == "no date within two years"


def test_a_date_further_than_two_years_may_be_brought_nearer() -> None:
    assert earliest(there_is(), asks_for(10, on(3000))).due == on(1)
    assert earliest(there_is(), asks_for(1, on(3000), starts_on=on(2000))).why_none is NoDate.NONE_IN_TIME


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (asks_for(None, FRIDAY), NoDate.UNKNOWN_HOURS),
        (asks_for(1, FRIDAY, role=None), NoDate.UNKNOWN_HOURS),
        (Candidate(commitment=RecordId("this"), due=FRIDAY), NoDate.NOTHING_NEEDED),
        (
            replace(asks_for(1, FRIDAY), things=(ThingNeed(requirement=RecordId("thing"), name="Licence"),)),
            NoDate.UNKNOWN_THING,
        ),
    ],
)
def test_where_something_is_unknown_there_is_no_date_and_it_says_why(asked: Candidate, why: NoDate) -> None:
    assert earliest(there_is(), asked) == Earliest(why_none=why)


def test_an_organization_without_working_days_has_no_date_to_offer() -> None:
    assert earliest(there_is(calendar=WorkCalendar(weekdays=frozenset())), asks_for(1, FRIDAY)).due is None


def test_a_role_whose_reserve_takes_everything_has_no_date_to_offer() -> None:
    there = there_is(pools=(network(reserves=(Reserve(minutes_a_week=10_080),)),))
    assert earliest(there, asks_for(1, FRIDAY)).why_none is NoDate.NONE_IN_TIME
