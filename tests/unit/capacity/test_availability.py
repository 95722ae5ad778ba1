"""How many minutes a role has: people, shares, leave, public holidays, and the run reserve of the week."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from itcrm_tui.domain.capacity.availability import Availability
from itcrm_tui.domain.capacity.calendar import WorkCalendar
from itcrm_tui.domain.capacity.grid import Grid
from itcrm_tui.domain.capacity.pool import Hands, Pool, Reserve
from tests.unit.capacity.organization import FULL_WEEK, HOUR, TODAY, network, on, person

CALENDAR = WorkCalendar()


def week(pool: Pool, calendar: WorkCalendar = CALENDAR, today: date = TODAY) -> list[int]:
    return list(Availability(pool, Grid(calendar, today, 1)).weeks(1)[0])


def test_a_week_is_spread_over_the_working_days() -> None:
    assert week(network()) == [8 * HOUR] * 5
    assert week(network(), WorkCalendar(weekdays=frozenset({0, 2}))) == [20 * HOUR] * 2


def test_share_and_factor_are_taken_of_each_person() -> None:
    people = network(person(share=Decimal("0.6")), person(factor=Decimal("0.85"), share=Decimal("0.5")))
    assert week(people) == [int(480 * 0.6 + 480 * 0.85 * 0.5)] * 5


def test_people_are_summed_exactly_and_floored_once_a_day() -> None:
    assert week(network(Hands(weekly_minutes=7), Hands(weekly_minutes=9))) == [3] * 5
    assert week(network(*[Hands(weekly_minutes=1)] * 5)) == [1] * 5


def test_nobody_works_on_leave_which_counts_once_where_it_is_entered_twice() -> None:
    away = person(away=((on(1), on(2)), (on(2), on(2)), (on(-30), on(-10))))
    assert week(network(away, person())) == [960, 480, 480, 960, 960]


def test_nobody_works_on_a_public_holiday() -> None:
    assert week(network(), WorkCalendar(holidays=frozenset({on(3), on(5)}))) == [480] * 4


def test_the_reserve_is_taken_off_the_week_and_not_off_each_day() -> None:
    away_but_monday = person(away=((on(1), on(4)),))
    kept = network(person(), away_but_monday, reserves=(Reserve(minutes_a_week=30 * HOUR),))
    assert sum(week(kept)) == (40 + 8 - 30) * HOUR
    assert week(kept)[0] == 2 * week(kept)[1]


def test_a_reserve_larger_than_the_week_leaves_nothing() -> None:
    assert week(network(reserves=(Reserve(minutes_a_week=FULL_WEEK + 1),))) == [0] * 5


def test_reserves_add_up_and_count_by_days_where_they_begin_or_end_within_a_week() -> None:
    always, until_tuesday = Reserve(minutes_a_week=5 * HOUR), Reserve(minutes_a_week=10 * HOUR, ends_on=on(1))
    assert sum(week(network(reserves=(always, until_tuesday)))) == (40 - 5 - 4) * HOUR
    assert sum(week(network(reserves=(until_tuesday,)), today=on(7))) == FULL_WEEK


def test_the_reserve_of_this_week_is_spread_over_the_days_that_have_passed_too() -> None:
    kept = network(reserves=(Reserve(minutes_a_week=10 * HOUR),))
    assert week(kept, today=on(4)) == [6 * HOUR] * 5


def test_a_role_that_nobody_fills_has_no_minutes() -> None:
    assert week(Pool(role=network().role)) == [0] * 5


def test_without_working_days_there_are_no_minutes() -> None:
    assert week(network(), WorkCalendar(weekdays=frozenset())) == []


def test_holidays_are_told_in_the_minutes_that_they_take() -> None:
    grid = Grid(WorkCalendar(holidays=frozenset({on(3), on(7), on(8)})), TODAY, 3)
    kept = network(reserves=(Reserve(minutes_a_week=10 * HOUR),))
    counting = Availability(kept, grid)
    assert counting.lost_to_holidays(counting.weeks(3)) == [8 * HOUR, 16 * HOUR, 0]


def test_a_week_begins_on_sunday_where_the_organization_says_so() -> None:
    sundays = WorkCalendar(week_begins_on=6)
    assert Grid(sundays, TODAY, 2).week_start(1) == on(6)
    assert Grid(CALENDAR, on(-1), 2).week_start(1) == TODAY
