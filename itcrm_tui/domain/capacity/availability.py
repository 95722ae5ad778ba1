"""How many minutes a role has on each working day, after leave, public holidays and the run reserve."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from functools import cached_property
from math import lcm

from itcrm_tui.domain.capacity.calendar import WEEK
from itcrm_tui.domain.capacity.grid import Grid
from itcrm_tui.domain.capacity.pool import Hands, Pool, Reserve
from itcrm_tui.domain.capacity.supply import Minutes

Places = tuple[int, ...]
Ratio = tuple[int, int]
"""Numerator and denominator: faster than a fraction where many are compared."""


@dataclass(frozen=True)
class Availability:
    """One role's weeks, counted in parts of a minute so small that every person's day is whole."""

    pool: Pool
    grid: Grid

    def weeks(self, count: int) -> list[Minutes]:
        """Return the minutes of the first weeks, day by day: summed exactly, floored once a day."""
        unlike = set(range(count)) if self._dated else {*self._away, *self.grid.holidays}
        found = [self._minutes(None, self.grid.usual, self._kept(0))] * count
        for week in unlike:
            if week < count:
                found[week] = self._minutes(week, self.grid.places(week), self._kept(week))
        return found

    def lost_to_holidays(self, weeks: Sequence[Minutes]) -> list[int]:
        """Return by how many minutes holidays from today on lessen each of the first weeks, given their minutes."""
        found = [0] * len(weeks)
        for week, places in self.grid.ahead.items():
            if week < len(weeks):
                whole, there = self._minutes(week, places, self._kept(week)), weeks[week]
                found[week] = sum(whole) - sum(there) if week else self._still_lost(places, whole, there)
        return found

    def _still_lost(self, places: Places, whole: Minutes, there: Minutes) -> int:
        """Return what holidays take of the days of this week that have not passed."""
        passed = (self.grid.today - self.grid.first_day).days
        without = sum(some for place, some in zip(places, whole) if place >= passed)
        return without - sum(some for place, some in zip(self.grid.places(0), there) if place >= passed)

    def _minutes(self, week: int | None, places: Places, kept: Ratio) -> Minutes:
        """Return the minutes of some days of a week, of one without leave if None; these are counted once."""
        if week is not None and (away := self._away.get(week)):
            whole = self._whole
            return _after_reserve(tuple([whole - away[place] for place in places]), kept, self._parts)
        key = (len(places), kept)
        if key not in self._known:
            self._known[key] = _after_reserve((self._whole,) * len(places), kept, self._parts)
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[int, Ratio], Minutes]:
        return {}

    @cached_property
    def _steady(self) -> int:
        """The minutes that are kept each week, always."""
        return sum(reserve.minutes_a_week for reserve in self.pool.reserves if reserve.is_steady())

    @cached_property
    def _dated(self) -> list[Reserve]:
        return [reserve for reserve in self.pool.reserves if not reserve.is_steady()]

    def _kept(self, week: int) -> Ratio:
        """Return the run reserve of a week, in minutes."""
        if not self._dated:
            return self._steady, 1
        first = self.grid.week_start(week)
        weekdays = [first + timedelta(days=place) for place in self.grid.usual]
        kept = sum((reserve.part_of(weekdays) for reserve in self._dated), Fraction(self._steady))
        return kept.numerator, kept.denominator

    @cached_property
    def _parts(self) -> int:
        """How many parts a minute has."""
        return lcm(*(hands.minutes_a_week()[1] * len(self.grid.usual) for hands in self.pool.hands))

    @cached_property
    def _by_person(self) -> list[tuple[Hands, int]]:
        """What each person gives on a working day, in parts."""
        days = len(self.grid.usual)
        if not days:
            return []
        weekly = [(hands, *hands.minutes_a_week()) for hands in self.pool.hands]
        return [(hands, minutes * (self._parts // (of * days))) for hands, minutes, of in weekly]

    @cached_property
    def _whole(self) -> int:
        """What all give on a day on which nobody is away, in parts."""
        return sum(parts for _, parts in self._by_person)

    @cached_property
    def _away(self) -> dict[int, list[int]]:
        """The parts that leave takes, by week, on each of its seven days."""
        found: dict[int, list[int]] = {}
        for hands, parts in self._by_person:
            for start, end in self._leaves(hands):
                for week in range(start // WEEK, (end - 1) // WEEK + 1):
                    days = found.setdefault(week, [0] * WEEK)
                    for place in range(max(start - WEEK * week, 0), min(end - WEEK * week, WEEK)):
                        days[place] += parts
        return found

    def _leaves(self, hands: Hands) -> Iterator[tuple[int, int]]:
        """Yield the leaves, days numbered from the first of this week, the end excluded; none overlaps another."""
        first, before = self.grid.first_day.toordinal(), 0
        for starts_on, ends_on in sorted(hands.away):
            start = max(starts_on.toordinal() - first, before)
            end = min(ends_on.toordinal() - first + 1, WEEK * self.grid.weeks)
            if start < end:
                before = end
                yield start, end


def _after_reserve(parts: Minutes, kept: Ratio, parts_a_minute: int) -> Minutes:
    """Return whole minutes a day: the reserve is taken off the week, the rest spread in proportion."""
    week, (reserve, of) = sum(parts), kept
    left = week * of - reserve * parts_a_minute
    if week == 0 or left <= 0:
        return (0,) * len(parts)
    whole = week * of * parts_a_minute
    return tuple([day * left // whole for day in parts])
