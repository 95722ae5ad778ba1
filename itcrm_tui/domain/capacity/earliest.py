"""The earliest date that fits: all dates of a promise shifted together by whole working days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from itcrm_tui.domain.capacity.calendar import WEEK
from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.check import shortfalls, works_by_role
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.ids import RecordId

TWO_YEARS = 104
"""Weeks from today in which a date is looked for."""


class NoDate(StrEnum):
    """Why there is no date to offer."""

    NONE_IN_TIME = "no date within two years"
    NOTHING_NEEDED = "nobody has said what it needs"
    UNKNOWN_HOURS = "hours or a role are missing"
    UNKNOWN_THING = "nobody has said from when everything is available"


@dataclass(frozen=True, kw_only=True)
class Earliest:
    """The earliest due date that is OK, by how many working days it is shifted, and every needed by with it."""

    due: date | None = None
    shift: int = 0
    needed_by: tuple[tuple[RecordId, date], ...] = ()
    why_none: NoDate | None = None


def earliest(situation: Situation, candidate: Candidate, *, soft: bool = False) -> Earliest:
    """Return the earliest date at which every role is OK and every thing available, within two years from today.

    Without a due date it is looked for from today on. As a later deadline only gives work more room, and a later date
    only gives things more time, what fits at a shift fits at every larger one: the smallest is found by halving.
    """
    if why := _hopeless(candidate):
        return Earliest(why_none=why)
    dates = _Dates(situation, candidate)
    shifts = dates.possible()
    if not shifts:
        return Earliest(why_none=NoDate.NONE_IN_TIME)
    _fits(situation, dates.candidate(shifts[-1]), soft=soft)  # the furthest first, so that minutes are counted once
    found = bisect_left(shifts, True, key=lambda shift: _fits(situation, dates.candidate(shift), soft=soft))
    if found == len(shifts):
        return Earliest(why_none=NoDate.NONE_IN_TIME)
    due, needed_by = dates.shifted(shifts[found])
    return Earliest(due=due, shift=shifts[found], needed_by=tuple(sorted(needed_by.items())))


def _hopeless(candidate: Candidate) -> NoDate | None:
    if candidate.is_empty:
        return NoDate.NOTHING_NEEDED
    if any(missing.requirement is not None for missing in candidate.missing()):
        return NoDate.UNKNOWN_HOURS
    if any(thing.available_from is None and not thing.confirmed for thing in candidate.things):
        return NoDate.UNKNOWN_THING
    return None


def _fits(situation: Situation, candidate: Candidate, *, soft: bool) -> bool:
    if candidate.late_things():
        return False
    works = works_by_role(candidate)
    return not shortfalls(situation, candidate.commitment, works, situation.ok, soft=soft)


@dataclass(frozen=True)
class _Dates:
    """The dates of a promise, and where each shift takes them."""

    situation: Situation
    asked: Candidate

    def possible(self) -> range:
        """Return the shifts at which no date lies before its start or today, and the due date within two years."""
        every = range(-len(self._days), len(self._days) + 1)
        first = bisect_left(every, True, key=self._is_late_enough)
        after = bisect_left(every, True, key=self._is_too_late)
        return every[first:after]

    def candidate(self, shift: int) -> Candidate:
        """Return the promise with its dates shifted."""
        return self.asked.dated(*self.shifted(shift))

    def shifted(self, shift: int) -> tuple[date, dict[RecordId, date]]:
        """Return due date and needed by of each requirement that has one, shifted by so many working days."""
        return self._moved(self._due, shift), {need: self._moved(day, shift) for need, day in self._needed_by.items()}

    @cached_property
    def _needed_by(self) -> Mapping[RecordId, date]:
        return {need.requirement: need.needed_by for need in self.asked.needs if need.needed_by}

    @cached_property
    def _due(self) -> date:
        starts = [need.starts_on for need in self.asked.needs if need.starts_on]
        return self.asked.due or max([self.situation.today, *starts, *self._needed_by.values()])

    @cached_property
    def _floors(self) -> list[tuple[date, date]]:
        """Each date with the day before which it must not lie."""
        return list(self._each_floor())

    def _each_floor(self) -> Iterator[tuple[date, date]]:
        today = self.situation.today
        yield self._due, today
        for need in self.asked.needs:
            yield need.needed_by or self._due, max(today, need.starts_on or today)

    @cached_property
    def _days(self) -> tuple[date, ...]:
        """The working days from the earliest of the dates on."""
        grid = self.situation.grid
        first = min(day for day, _ in self._floors)
        return (*grid.calendar.days_from(first, grid.first_day - timedelta(days=1)), *grid.days)

    def _moved(self, day: date, shift: int) -> date:
        if shift == 0:
            return day
        place = bisect_right(self._days, day) + shift - 1 if shift > 0 else bisect_left(self._days, day) + shift
        return date.min if place < 0 else date.max if place >= len(self._days) else self._days[place]

    def _is_late_enough(self, shift: int) -> bool:
        return all(self._moved(day, shift) >= floor for day, floor in self._floors)

    def _is_too_late(self, shift: int) -> bool:
        latest = self.situation.today + timedelta(days=WEEK * TWO_YEARS)
        moved = self._moved(self._due, shift)
        return moved > latest or any(self._moved(day, shift) == date.max for day, _ in self._floors)
