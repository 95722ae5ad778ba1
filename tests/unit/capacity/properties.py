"""What holds for every case, however it was drawn; each function raises AssertionError where it does not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

from itcrm_tui.domain.capacity.at_risk import at_risk, overdue
from itcrm_tui.domain.capacity.availability import Availability
from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.check import check, shortfalls
from itcrm_tui.domain.capacity.earliest import Earliest, NoDate, earliest
from itcrm_tui.domain.capacity.grid import Grid
from itcrm_tui.domain.capacity.in_the_way import FullDays, in_the_way
from itcrm_tui.domain.capacity.load import Booking, Work, in_order
from itcrm_tui.domain.capacity.meter import RoleMeter, meter
from itcrm_tui.domain.capacity.schedule import Schedule, schedule
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.capacity.supply import FULL_LOAD, Supply
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId
from tests.unit.capacity import brute_force
from tests.unit.capacity.small_cases import Draw, calendar, candidate, pool, situation, work

FIGURED = (Verdict.OK, Verdict.TIGHT, Verdict.SHORT)
"""The verdicts from the best to the worst."""
WEEKS = 4
DAYS = 35


def availability_is_as_defined(draw: Draw) -> None:
    """Minutes of a role on each working day are those of the definition; there are none on other days."""
    grid = Grid(calendar(draw), draw.day(0, 6), WEEKS)
    filled = pool(draw, 0)
    counted = dict(zip(grid.days, chain(*Availability(filled, grid).weeks(WEEKS))))
    for number in range(7 * WEEKS):
        day = grid.first_day + timedelta(days=number)
        assert counted.get(day, 0) == brute_force.availability(filled, grid.calendar, day)


def small_schedule(draw: Draw) -> tuple[Schedule, list[Work]]:
    """Return the schedule of a few pieces of work, of one in hand among them."""
    grid = Grid(calendar(draw), draw.day(0, 6), WEEKS)
    supply = Supply(grid, [tuple(draw.whole(0, 4) for _ in grid.places(week)) for week in range(WEEKS)])
    kinds = (Booking.FIRM, Booking.SOFT, Booking.THIS)
    works = [work(draw, number, kinds[draw.whole(0, 2)]) for number in range(draw.whole(0, 6))]
    return schedule(supply, in_order(works)), works


def as_little_is_dropped_as_can_be(draw: Draw) -> None:
    """The shortage is what a maximum flow leaves."""
    found, works = small_schedule(draw)
    grid = found.supply.grid
    there = [0] * (7 * WEEKS)
    for day, minutes in zip(grid.days, chain(*found.supply.weeks)):
        there[(day - grid.first_day).days] = minutes if day >= grid.today else 0
    late = [one for one in works if one.deadline < grid.today and one.booking is not Booking.THIS]
    brute_force.take_first(there, sum(one.minutes for one in late))
    jobs = [
        (((one.starts_on or grid.today) - grid.first_day).days, (one.deadline - grid.first_day).days, one.minutes)
        for one in works
        if one not in late
    ]
    assert found.shortage == sum(minutes for _, _, minutes in jobs) - brute_force.most_done(there, jobs)


def the_schedule_keeps_every_window_and_every_day(draw: Draw) -> None:
    """No day is given away twice, no work leaves its window, and each minute is scheduled or dropped."""
    found, works = small_schedule(draw)
    grid, on_day, of_work = found.supply.grid, defaultdict(int), defaultdict(int)
    dropped = {one.requirement: minutes for one, minutes in found.dropped}
    late = {one.requirement for one in found.overdue}
    for one, day, minutes in found.by_day():
        on_day[day] += minutes
        of_work[one.requirement] += minutes
        assert minutes > 0
        assert day >= max(grid.today, one.starts_on or grid.today) or one.requirement in late
        assert grid.today <= day
        assert day <= one.deadline or one.requirement in late
    assert all(on_day[day] <= minutes for day, minutes in zip(grid.days, chain(*found.supply.weeks)))
    for one in works:
        if one.requirement in late:
            assert one.requirement not in dropped
        else:
            assert of_work[one.requirement] + dropped.get(one.requirement, 0) == one.minutes


def the_verdict_is_that_of_brute_force(draw: Draw) -> None:
    """Both lines of a check say what a maximum flow over the defined availability says."""
    there = situation(draw)
    asked = candidate(draw, there.today)
    if draw.whole(0, 2) == 2:
        booking = (Booking.SOFT, Booking.FIRM)[draw.whole(0, 1)]
        there = replace(there, works=(*there.works, *(replace(one, booking=booking) for one in asked.works())))
    found = check(there, asked)
    assert found.firm.verdict is brute_force.verdict(there, asked, DAYS)
    assert found.with_soft.verdict is brute_force.verdict(there, asked, DAYS, soft=True)


def the_earliest_date_is_the_first_that_is_ok(draw: Draw) -> None:
    """Going through the shifts one by one finds the same date, and none is OK before it."""
    there = situation(draw)
    asked = candidate(draw, there.today)
    found = earliest(there, asked)
    if found.due is None:
        return _nothing_fits_soon(there, asked, found)
    assert found.due >= there.today
    assert found.shift == _first_ok(there, asked, found.shift)
    at_that = asked.dated(found.due, dict(found.needed_by))
    assert check(there, at_that).firm.verdict.value == "OK"
    return None


def _first_ok(there: Situation, asked: Candidate, until: int) -> int | None:
    for shift in range(min(-30, until), until + 1):
        moved = brute_force.shifted(there, asked, shift)
        if moved and brute_force.verdict(there, moved, 7 * WEEKS + 14 + max(until, 0) * 3) == "OK":
            return shift
    return None


def _nothing_fits_soon(there: Situation, asked: Candidate, found: Earliest) -> None:
    if found.why_none is not NoDate.NONE_IN_TIME:
        return
    for shift in range(-30, 12):
        moved = brute_force.shifted(there, asked, shift)
        assert moved is None or brute_force.verdict(there, moved, DAYS + 30) != "OK"


def more_work_never_makes_an_earlier_date_fit(draw: Draw) -> None:
    """What fits beside more work, overdue work among it, fits without it, no later."""
    there = situation(draw)
    kinds = (Booking.FIRM, Booking.SOFT)
    more = tuple(
        work(draw, 90 + number, kinds[draw.whole(0, 1)], roles=2, most=60) for number in range(draw.whole(1, 2))
    )
    _no_later(there, replace(there, works=(*there.works, *more)), candidate(draw, there.today))


def less_work_never_makes_the_earliest_date_later(draw: Draw) -> None:
    """What fits fits as soon, or sooner, when some of the booked work is gone."""
    there = situation(draw)
    left = tuple(one for one in there.works if draw.whole(0, 1))
    _no_later(replace(there, works=left), there, candidate(draw, there.today))


def _no_later(less: Situation, more: Situation, asked: Candidate) -> None:
    for soft in (False, True):
        before, after = earliest(less, asked, soft=soft), earliest(more, asked, soft=soft)
        if after.due is not None:
            assert before.due is not None
            assert before.due <= after.due
        assert _how_bad(less, asked, soft=soft) <= _how_bad(more, asked, soft=soft)


def _how_bad(there: Situation, asked: Candidate, *, soft: bool) -> int:
    """Return how bad the verdict is, 0 being OK; what cannot be checked is alike with any work."""
    found = check(there, asked)
    verdict = (found.with_soft if soft else found.firm).verdict
    return FIGURED.index(verdict) if verdict in FIGURED else 0


def what_fits_at_a_lower_load_fits_at_a_higher(draw: Draw) -> None:
    """A promise that is OK would not be SHORT at full load."""
    there = situation(draw)
    asked = candidate(draw, there.today)
    if check(replace(there, ok_load=there.ok_load / 2), asked).verdict == "OK":
        assert check(there, asked).verdict == "OK"


def the_meter_adds_up_to_the_rows_behind_it(draw: Draw) -> None:
    """Each figure of a week is the sum of its rows; every minute booked stands in a week, is over, or comes later."""
    there = situation(draw)
    asked = candidate(draw, there.today)
    weeks = draw.whole(1, 6)
    for shown in meter(there, weeks, asked):
        for number, week in enumerate(shown.weeks):
            rows = shown.behind(number)
            assert week.over == sum(row.dropped for row in rows)
            for booking, minutes in ((Booking.FIRM, week.firm), (Booking.SOFT, week.soft), (Booking.THIS, week.this)):
                assert minutes == sum(row.scheduled for row in rows if row.work.booking is booking)
            assert week.free == week.available - sum(row.scheduled + row.dropped for row in rows)
            assert week.available == _available(there, shown.role, week.starts_on)
            assert week.available + week.holiday == _available(_without_holidays(there), shown.role, week.starts_on)
            assert week.firm + week.soft + week.this <= week.available
        if weeks == 6:
            later = sum(minutes for _, day, minutes in shown.schedule.by_day() if there.grid.week_of(day) >= weeks)
            told = sum(week.firm + week.soft + week.this + week.over for week in shown.weeks)
            assert told + later + _never_done(shown) == sum(work.minutes for work in _works(there, asked, shown.role))


def what_was_drawn_before_changes_nothing(draw: Draw) -> None:
    """The meter is the same however often, over how many weeks and for which promise it was drawn before."""
    there = situation(draw)
    asked = candidate(draw, there.today)
    if draw.whole(0, 1):
        there = replace(there, works=(*there.works, *(replace(one, booking=Booking.SOFT) for one in asked.works())))
    for _ in range(draw.whole(2, 4)):
        weeks, wish = draw.whole(1, 3), (None, asked, candidate(draw, there.today))[draw.whole(0, 2)]
        again, anew = meter(there, weeks, wish), meter(replace(there), weeks, wish)
        assert [(one.role, one.weeks, one.free) for one in again] == [(one.role, one.weeks, one.free) for one in anew]
        assert [one.free for one in anew] == [[week.free for week in one.weeks] for one in anew]
        assert [one.behind(0) for one in again] == [one.behind(0) for one in anew]


def _available(there: Situation, role: RecordId, week: date) -> int:
    filled = there.roles[role]
    days = (week + timedelta(days=number) for number in range(7))
    return sum(brute_force.availability(filled, there.calendar, day) for day in days if day >= there.today)


def _without_holidays(there: Situation) -> Situation:
    """Leave out the holidays from today on; those before have passed for the reserve of this week too."""
    holidays = frozenset(day for day in there.calendar.holidays if day < there.today)
    return replace(there, calendar=replace(there.calendar, holidays=holidays))


def _never_done(shown: RoleMeter) -> int:
    """Return the overdue minutes of a role that nobody fills."""
    done = defaultdict(int)
    for one, _, minutes in shown.schedule.by_day():
        done[one] += minutes
    return sum(one.minutes - done[one] for one in shown.schedule.overdue)


def _works(there: Situation, asked: Candidate, role: RecordId) -> list[Work]:
    return [work for work in (*there.works, *asked.works()) if work.role == role]


def what_is_in_the_way_fills_the_days(draw: Draw) -> None:
    """The rows and this promise together are all minutes of the days that are full; without a row, less is missing."""
    there = situation(draw)
    asked = candidate(draw, there.today)
    told = check(there, asked)
    short = {one.role: one for one in told.firm.shortfalls} if told.verdict is Verdict.SHORT else {}
    found = in_the_way(there, asked)
    assert {full.role for full in found} == set(short)
    for full in found:
        assert full.this + sum(row.minutes for row in full.rows) == full.available
        assert full.ends_on == short[full.role].day
        assert all(row.minutes or row.dropped for row in full.rows)
        assert {row.commitment for row in full.rows} <= {
            work.commitment for work in there.works if work.role == full.role and work.booking is Booking.FIRM
        }
        _less_in_the_way_is_less_short(there, asked, full, short[full.role].minutes)


def _less_in_the_way_is_less_short(there: Situation, asked: Candidate, full: FullDays, short: int) -> None:
    """Where the promises alone can all be done: without any one of what is in the way, less is missing.

    Not so where overdue work fills even more than these days: what is left of it moves up.
    """
    late = sum(one.minutes for one in overdue(there) if one.role == full.role)
    if late > full.available or any(one.role == full.role for one in at_risk(there)):
        return
    for row in full.rows:
        alone = replace(there, works=tuple(work for work in there.works if work.commitment != row.commitment))
        still = shortfalls(alone, asked.commitment, {full.role: _mine(asked, full.role)}, FULL_LOAD)
        assert not still or still[0].minutes < short


def _mine(asked: Candidate, role: RecordId) -> list[Work]:
    return [work for work in asked.works() if work.role == role]


def at_risk_is_what_cannot_be_done(draw: Draw) -> None:
    """The minutes at risk are the shortage of firm promises; overdue ones are told apart."""
    there = situation(draw)
    firm = [one for one in there.works if one.booking is Booking.FIRM]
    found = at_risk(there)
    for role in {one.role for one in firm}:
        works = [one for one in firm if one.role == role]
        short = sum(one.minutes for one in found if one.role == role)
        assert short == brute_force.dropped(there, works, Decimal(1), DAYS)
    late = in_order(one for one in firm if one.deadline < there.today)
    assert [one.requirement for one in overdue(there)] == [one.requirement for one in late]
    assert [one.day for one in found] == sorted(one.day for one in found)
