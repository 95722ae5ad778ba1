"""The rules of capacity a second time: slow, plain, and by other means, for small cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor

from itcrm_tui.domain.capacity.calendar import WorkCalendar
from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.load import Booking, Work
from itcrm_tui.domain.capacity.pool import Pool
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.verdict import Verdict

DAY = timedelta(days=1)
Job = tuple[int, int, int]
"""First day, last day, minutes."""


def most_done(capacity: Sequence[int], jobs: Sequence[Job]) -> int:
    """Return how many minutes can be done at most: a maximum flow from jobs to days, found path by path."""
    given = [[0] * len(capacity) for _ in jobs]

    def give(job: int, wanted: int, tried: set[int]) -> int:
        """Find a place for some of the minutes wanted, moving other work if need be; return how many."""
        for day in range(max(jobs[job][0], 0), min(jobs[job][1], len(capacity) - 1) + 1):
            if day in tried:
                continue
            tried.add(day)
            if free := capacity[day] - sum(row[day] for row in given):
                given[job][day] += (some := min(free, wanted))
                return some
            for other, row in enumerate(given):
                if row[day] and (some := give(other, min(wanted, row[day]), tried)):
                    row[day] -= some
                    given[job][day] += some
                    return some
        return 0

    done = 0
    for job, (_, _, left) in enumerate(jobs):
        while left and (some := give(job, left, set())):
            done, left = done + some, left - some
    return done


def availability(pool: Pool, calendar: WorkCalendar, day: date) -> int:
    """Return the minutes of a role on one day, straight from the definition."""
    week = [calendar.week_of(day) + number * DAY for number in range(7)]
    mine = _gross(pool, calendar, day)
    if not mine:
        return 0
    total = sum(_gross(pool, calendar, one) for one in week)
    kept = sum(
        Fraction(reserve.minutes_a_week) * _share_in_force(reserve.starts_on, reserve.ends_on, week, calendar)
        for reserve in pool.reserves
    )
    return floor(mine * max(Fraction(0), total - kept) / total)


def _gross(pool: Pool, calendar: WorkCalendar, day: date) -> Fraction:
    if not calendar.is_working(day):
        return Fraction(0)
    return sum(
        (
            Fraction(hands.weekly_minutes) * Fraction(hands.share) * Fraction(hands.factor) / len(calendar.weekdays)
            for hands in pool.hands
            if not any(first <= day <= last for first, last in hands.away)
        ),
        Fraction(0),
    )


def _share_in_force(first: date | None, last: date | None, week: list[date], calendar: WorkCalendar) -> Fraction:
    days = [day for day in week if day.weekday() in calendar.weekdays]
    inside = [day for day in days if (first or date.min) <= day <= (last or date.max)]
    return Fraction(len(inside), len(days)) if days else Fraction(0)


def dropped(situation: Situation, works: Sequence[Work], load: Decimal, days: int) -> int:
    """Return the minutes of one role that cannot be done, looking at so many days from today."""
    role = works[0].role if works else None
    pool = next((pool for pool in situation.pools if pool.role == role), None)
    whole = day_by_day(pool, situation.calendar, situation.today, days) if pool else [0] * days
    there = [floor(minutes * Fraction(load)) for minutes in whole]
    late = [one for one in works if one.deadline < situation.today and one.booking is not Booking.THIS]
    take_first(there, sum(one.minutes for one in late))
    jobs = [
        (
            ((one.starts_on or situation.today) - situation.today).days,
            (one.deadline - situation.today).days,
            one.minutes,
        )
        for one in works
        if one not in late
    ]
    return sum(minutes for _, _, minutes in jobs) - most_done(there, jobs)


@lru_cache(maxsize=16)
def day_by_day(pool: Pool, calendar: WorkCalendar, today: date, days: int) -> list[int]:
    """Return the minutes of so many days from today on."""
    return [availability(pool, calendar, today + number * DAY) for number in range(days)]


def take_first(there: list[int], minutes: int) -> None:
    """Take so many minutes away from the first days."""
    for day, some in enumerate(there):
        taken = min(some, minutes)
        there[day] -= taken
        minutes -= taken


def verdict(situation: Situation, candidate: Candidate, days: int, *, soft: bool = False) -> Verdict:
    """Return what a check has to say."""
    if not candidate.hours and not candidate.things:
        return Verdict.UNCHECKED
    if candidate.missing():
        return Verdict.CANNOT
    there = all(
        thing.confirmed if thing.available_from is None else thing.available_from <= (thing.needed_by or candidate.due)
        for thing in candidate.things
    )
    if there and _fits(situation, candidate, situation.ok_load, days, soft=soft):
        return Verdict.OK
    return Verdict.TIGHT if there and _fits(situation, candidate, Decimal(1), days, soft=soft) else Verdict.SHORT


def _fits(situation: Situation, candidate: Candidate, load: Decimal, days: int, *, soft: bool) -> bool:
    added = list(candidate.works())
    for role in {work.role for work in added}:
        booked = [
            work
            for work in situation.works
            if work.role == role and work.commitment != candidate.commitment and (soft or work.booking is Booking.FIRM)
        ]
        mine = [work for work in added if work.role == role]
        if dropped(situation, [*booked, *mine], load, days) != dropped(situation, booked, load, days):
            return False
    return True


def moved(calendar: WorkCalendar, day: date, shift: int) -> date:
    """Return the day so many working days later, or earlier, one step after the other."""
    step = DAY if shift > 0 else -DAY
    while shift:
        day += step
        shift -= (1 if shift > 0 else -1) if calendar.is_working(day) else 0
    return day


def shifted(situation: Situation, candidate: Candidate, shift: int) -> Candidate | None:
    """Return the candidate with all its dates moved, or None where one would lie before its start or today."""
    calendar, today = situation.calendar, situation.today
    due = moved(calendar, candidate.due, shift)
    if due < today:
        return None
    changed = {}
    for name in ("hours", "things"):
        needs = []
        for need in getattr(candidate, name):
            by = moved(calendar, need.needed_by, shift) if need.needed_by else None
            if (by or due) < max(need.starts_on or today, today):
                return None
            needs.append(replace(need, needed_by=by))
        changed[name] = tuple(needs)
    return replace(candidate, due=due, **changed)
