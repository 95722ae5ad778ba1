"""The meter: the weeks of a role and what stands behind them, what is in the way, and what is at risk."""

from __future__ import annotations

from dataclasses import replace

from itcrm_tui.domain.capacity.at_risk import Threatened, at_risk, overdue
from itcrm_tui.domain.capacity.calendar import WorkCalendar
from itcrm_tui.domain.capacity.in_the_way import FullDays, InTheWay, in_the_way
from itcrm_tui.domain.capacity.meter import Week, meter
from itcrm_tui.ids import RecordId
from tests.unit.capacity.organization import (
    DBA,
    HOUR,
    NETWORK,
    TODAY,
    asks_for,
    network,
    on,
    promise,
    soft,
    there_is,
)

FRIDAY, NEXT_FRIDAY = on(4), on(11)


def test_a_week_shows_firm_soft_and_this_work_and_what_is_free() -> None:
    there = there_is(promise("old", 10, FRIDAY), soft("checked", 8, FRIDAY))
    (shown,) = meter(there, 2, asks_for(7, FRIDAY))
    assert shown.weeks[0] == Week(
        starts_on=TODAY, available=40 * HOUR, firm=10 * HOUR, soft=8 * HOUR, this=7 * HOUR, over=0, holiday=0
    )
    assert [week.free for week in shown.weeks] == [15 * HOUR, 40 * HOUR]


def test_what_is_dropped_at_its_deadline_is_over_and_free_falls_below_zero() -> None:
    (shown,) = meter(there_is(promise("old", 54, FRIDAY)), 1)
    assert (shown.week(0).firm, shown.week(0).over, shown.week(0).free) == (40 * HOUR, 14 * HOUR, -14 * HOUR)
    assert [(row.scheduled, row.dropped) for row in shown.behind(0)] == [(40 * HOUR, 14 * HOUR)]


def test_overdue_work_is_shown_and_booked_from_today_on() -> None:
    (shown,) = meter(there_is(promise("late", 50, on(-3))), 2)
    assert shown.overdue == 50 * HOUR
    assert [(week.firm, week.over) for week in shown.weeks] == [(40 * HOUR, 0), (10 * HOUR, 0)]
    assert shown.behind(1)[0].overdue


def test_a_week_with_a_holiday_tells_what_it_takes() -> None:
    (shown,) = meter(there_is(calendar=WorkCalendar(holidays=frozenset({on(3)}))), 1)
    assert (shown.week(0).available, shown.week(0).holiday) == (32 * HOUR, 8 * HOUR)


def test_this_week_counts_from_today_on() -> None:
    assert meter(there_is(today=on(3)), 2)[0].available == [16 * HOUR, 40 * HOUR]


def test_what_is_weighed_again_is_shown_once_as_this_work() -> None:
    mine = replace(soft("this", 8, FRIDAY), requirement=RecordId("need"))
    (shown,) = meter(there_is(mine), 1, asks_for(12, FRIDAY))
    assert (shown.week(0).soft, shown.week(0).this) == (0, 12 * HOUR)


def test_every_role_is_on_the_meter_in_the_order_given() -> None:
    there = there_is(pools=(replace(network(), role=DBA), network()))
    assert [shown.role for shown in meter(there, 1)] == [DBA, NETWORK]


def test_the_work_that_fills_the_week_is_in_the_way_and_the_largest_comes_first() -> None:
    there = there_is(promise("small", 12, FRIDAY), promise("large", 22, FRIDAY), promise("later", 60, on(60)))
    assert in_the_way(there, asks_for(20, FRIDAY)) == (
        FullDays(
            role=NETWORK,
            starts_on=TODAY,
            ends_on=FRIDAY,
            available=40 * HOUR,
            this=6 * HOUR,
            rows=(
                InTheWay(commitment=RecordId("large"), minutes=22 * HOUR, dropped=0),
                InTheWay(commitment=RecordId("small"), minutes=12 * HOUR, dropped=0),
            ),
        ),
    )


def test_a_promise_that_would_be_broken_is_in_the_way() -> None:
    (full,) = in_the_way(there_is(promise("later", 70, NEXT_FRIDAY)), asks_for(20, FRIDAY))
    assert full.rows == (InTheWay(commitment=RecordId("later"), minutes=60 * HOUR, dropped=10 * HOUR),)


def test_work_of_days_before_a_late_start_is_not_in_the_way() -> None:
    there = there_is(promise("early", 16, on(1)), promise("late", 20, FRIDAY, starts_on=on(2)))
    (full,) = in_the_way(there, asks_for(8, FRIDAY, starts_on=on(2)))
    assert (full.starts_on, [row.commitment for row in full.rows]) == (on(2), ["late"])


def test_nothing_is_in_the_way_where_it_fits_or_where_there_is_no_day_at_all() -> None:
    assert in_the_way(there_is(promise("old", 30, FRIDAY)), asks_for(10, FRIDAY)) == ()
    (full,) = in_the_way(there_is(promise("old", 30, FRIDAY)), asks_for(1, FRIDAY, starts_on=on(5)))
    assert (full.available, full.rows) == (0, ())


def test_a_promise_of_which_minutes_are_dropped_is_at_risk_with_role_and_day() -> None:
    there = there_is(promise("first", 30, on(3)), promise("second", 30, FRIDAY), soft("checked", 90, FRIDAY))
    assert at_risk(there) == (
        Threatened(
            commitment=RecordId("second"),
            requirement=RecordId("second, network"),
            role=NETWORK,
            minutes=20 * HOUR,
            day=FRIDAY,
        ),
    )


def test_of_two_promises_for_the_same_day_the_younger_is_at_risk() -> None:
    there = there_is(
        promise("a younger", 30, FRIDAY, promised_on=on(-1)), promise("older", 30, FRIDAY, promised_on=on(-9))
    )
    assert [one.commitment for one in at_risk(there)] == ["a younger"]
    there = there_is(promise("b", 30, FRIDAY), promise("a", 30, FRIDAY))
    assert [one.commitment for one in at_risk(there)] == ["b"]


def test_overdue_promises_are_told_apart_from_those_at_risk() -> None:
    there = there_is(promise("late", 5, on(-1)), promise("later", 5, on(-8)))
    assert at_risk(there) == ()
    assert [(one.commitment, one.minutes) for one in overdue(there)] == [("later", 300), ("late", 300)]
