"""The minutes of a role, numbered through: those of its first working day, then those of the next."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from itcrm_tui.domain.capacity.grid import Grid
from itcrm_tui.domain.capacity.load import Work, is_overdue

Load = tuple[int, int]
"""A part of the whole, exactly: numerator and denominator."""
FULL_LOAD: Load = (1, 1)
Minutes = tuple[int, ...]
"""The minutes of each working day of a week."""


Job = tuple[Work, int, int]
"""A piece of work, the first minute that it may use, and the one after its last."""


@dataclass(frozen=True)
class Supply:
    """The minutes of one role, week by week, on the working days of the first weeks of a grid."""

    grid: Grid
    weeks: Sequence[Minutes]

    def at(self, load: Load) -> "Supply":
        """Return what may be booked at a load between 0 and 1, floored day by day."""
        if load == FULL_LOAD:
            return self
        part, whole = load
        known: dict[Minutes, Minutes] = {}
        for week in self.weeks:
            if week not in known:
                known[week] = tuple(day * part // whole for day in week)
        return Supply(self.grid, [known[week] for week in self.weeks])

    @cached_property
    def marks(self) -> list[int]:
        """The number of the first minute of each week, and at the end of all."""
        return [*accumulate(map(sum, self.weeks), initial=0)]

    @cached_property
    def now(self) -> int:
        """The number of the first minute of today."""
        return self.start_of(self.grid.today)

    def start_of(self, day: date) -> int:
        """Return the number of the first minute of a day."""
        return self._minute(*self.grid.before(day))

    def end_of(self, day: date) -> int:
        """Return the number after the last minute of a day."""
        return self._minute(*self.grid.until(day))

    def window(self, work: Work) -> tuple[int, int]:
        """Return the first minute that work may use, and the one after its last; overdue work may use all from now."""
        ((_, start, end),) = self.jobs((work,))
        return start, end

    def jobs(self, works: Iterable[Work]) -> list[Job]:
        """Return pieces of work with their windows."""
        today, now, end_of = self.grid.today, self.now, self.end_of
        found: list[Job] = []
        for work in works:
            starts_on, deadline = work.starts_on, work.deadline
            start = now if starts_on is None or starts_on <= today else self.start_of(starts_on)
            if deadline < today and is_overdue(work, today):
                found.append((work, now, self.marks[-1]))
            else:
                found.append((work, start, end_of(deadline)))
        return found

    def day_of(self, minute: int) -> date:
        """Return the day that a minute is of."""
        return self.grid.day(*self._place_of(minute))

    def by_day(self, start: int, end: int) -> list[tuple[date, int]]:
        """Return the days from one minute up to another, with the minutes of each."""
        found = []
        while start < end:
            week, number = self._place_of(start)
            after = min(end, self.marks[week] + sum(self.weeks[week][: number + 1]))
            found.append((self.grid.day(week, number), after - start))
            start = after
        return found

    def _place_of(self, minute: int) -> tuple[int, int]:
        week = bisect_right(self.marks, minute) - 1
        ends = [*accumulate(self.weeks[week])]
        return week, bisect_right(ends, minute - self.marks[week])

    def _minute(self, week: int, days: int) -> int:
        if week < 0:
            return 0
        if week >= len(self.weeks):
            return self.marks[-1]
        minutes = self.weeks[week]
        return self.marks[week + 1] if days == len(minutes) else self.marks[week] + sum(minutes[:days])
