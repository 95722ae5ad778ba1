"""The meter: each week of a role in firm, soft and this work, what is over, what is free, and the rows behind it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.check import works_by_role
from itcrm_tui.domain.capacity.load import Booking, Work
from itcrm_tui.domain.capacity.pool import Pool
from itcrm_tui.domain.capacity.schedule import Schedule
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.capacity.supply import FULL_LOAD
from itcrm_tui.ids import RecordId


@dataclass(frozen=True, kw_only=True)
class Row:
    """A requirement in one week: minutes scheduled, and minutes that are dropped at a deadline in it."""

    work: Work
    scheduled: int
    dropped: int
    overdue: bool


@dataclass(frozen=True, kw_only=True)
class Week:
    """Minutes of a role in a week, from today on. `over` is dropped at deadlines in it; `holiday` never was there."""

    starts_on: date
    available: int
    firm: int
    soft: int
    this: int
    over: int
    holiday: int

    @property
    def free(self) -> int:
        """Hours free, in minutes: below zero where more is wanted than there is."""
        return self.available - self.firm - self.soft - self.this - self.over


@dataclass(frozen=True, kw_only=True)
class RoleMeter:
    """A role week by week, in minutes; the same schedule tells what stands behind each figure."""

    role: RecordId
    schedule: Schedule
    available: Sequence[int]
    firm: Sequence[int]
    soft: Sequence[int]
    this: Sequence[int]
    over: Sequence[int]
    holiday: Sequence[int]

    @property
    def free(self) -> list[int]:
        """The minutes free of each week, as `Week.free`."""
        return [
            there - firm - soft - this - over
            for there, firm, soft, this, over in zip(self.available, self.firm, self.soft, self.this, self.over)
        ]

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks, from this one on."""
        return tuple(map(self.week, range(len(self.available))))

    def week(self, number: int) -> Week:
        """Return one week; 0 is this one."""
        return Week(
            starts_on=self.schedule.supply.grid.week_start(number),
            available=self.available[number],
            firm=self.firm[number],
            soft=self.soft[number],
            this=self.this[number],
            over=self.over[number],
            holiday=self.holiday[number],
        )

    @cached_property
    def _rows(self) -> dict[int, list[Row]]:
        scheduled: dict[int, dict[Work, int]] = defaultdict(lambda: defaultdict(int))
        dropped: dict[int, dict[Work, int]] = defaultdict(lambda: defaultdict(int))
        grid = self.schedule.supply.grid
        for work, day, minutes in self.schedule.by_day():
            scheduled[grid.week_of(day)][work] += minutes
        for work, minutes in self.schedule.dropped:
            dropped[grid.week_of(work.deadline)][work] += minutes
        late = set(self.schedule.overdue)
        return {
            week: [
                Row(work=work, scheduled=scheduled[week][work], dropped=dropped[week][work], overdue=work in late)
                for work in {**scheduled[week], **dropped[week]}
            ]
            for week in {*scheduled, *dropped}
        }

    def behind(self, number: int) -> tuple[Row, ...]:
        """Return what fills a week, the largest first."""
        rows = self._rows.get(number, [])
        return tuple(sorted(rows, key=lambda row: (-row.scheduled - row.dropped, row.work.requirement)))

    @property
    def overdue(self) -> int:
        """Minutes of overdue work; they are booked from today on."""
        return sum(work.minutes for work in self.schedule.overdue)


def meter(situation: Situation, weeks: int, candidate: Candidate | None = None) -> tuple[RoleMeter, ...]:
    """Return the meter of every role over some weeks, with the promise in hand if there is one.

    All work shares one schedule at full load, so that what a week shows is what would be done in it.
    """
    added = works_by_role(candidate) if candidate else {}
    without = candidate.commitment if candidate else None
    return tuple(_role(situation, pool, weeks, added.get(pool.role, ()), without) for pool in situation.pools)


def _role(situation: Situation, pool: Pool, weeks: int, added: Sequence[Work], without: RecordId | None) -> RoleMeter:
    """Return the meter of a role; most roles have no part in the promise in hand, and theirs is drawn once."""
    situation.supply(pool.role, situation.grid.week_start(weeks - 1))
    schedule = situation.scheduled_with(pool.role, added, FULL_LOAD, soft=True, without=without)
    drawn = situation.drawn.get((pool.role, weeks))
    if drawn is None or drawn.schedule is not schedule:
        drawn = _drawn(situation, pool, weeks, schedule)
        if not added:
            situation.drawn[pool.role, weeks] = drawn
    return drawn


def _drawn(situation: Situation, pool: Pool, weeks: int, schedule: Schedule) -> RoleMeter:
    marks = schedule.supply.marks[: weeks + 1]
    firm, soft, this = _booked(schedule, marks)
    return RoleMeter(
        role=pool.role,
        schedule=schedule,
        available=[after - before for before, after in pairwise([schedule.supply.now, *marks[1:]])],
        firm=firm,
        soft=soft,
        this=this,
        over=_over(schedule, weeks),
        holiday=situation.availability(pool.role).lost_to_holidays(schedule.supply.weeks[:weeks]),
    )


def _booked(schedule: Schedule, marks: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Return the firm, soft and this work's minutes of each week, the weeks beginning and ending at marks."""
    weeks = len(marks) - 1
    firm, soft, this = [0] * weeks, [0] * weeks, [0] * weeks
    for number, start, end in schedule.pieces:
        booking = schedule.jobs[number][0].booking
        minutes = firm if booking is Booking.FIRM else soft if booking is Booking.SOFT else this
        week = bisect_right(marks, start) - 1
        while start < end and week < weeks:
            until = min(marks[week + 1], end)
            minutes[week] += until - start
            start, week = until, week + 1
    return firm, soft, this


def _over(schedule: Schedule, weeks: int) -> list[int]:
    """Return the minutes that are dropped at deadlines of each week."""
    found = [0] * weeks
    for work, minutes in schedule.dropped:
        week = schedule.supply.grid.week_of(work.deadline)
        if week < weeks:
            found[week] += minutes
    return found
