"""The schedule of one role: the earliest deadline first; what does not fit is dropped at its deadline.

Work comes in order of urgency, and each piece takes the first free minutes of its window. As all more urgent work has
been placed before, each minute goes to the most urgent work that may use it.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from itcrm_tui.domain.capacity.load import Booking, Urgency, Work, by_urgency, is_overdue
from itcrm_tui.domain.capacity.supply import Job, Supply
from itcrm_tui.domain.capacity.taken import Taken
from itcrm_tui.ids import RecordId


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes of a role given to a piece of work: from one number up to, not including, another."""

    work: Work
    start: int
    end: int


@dataclass(frozen=True)
class Schedule:
    """Who gets which minutes, and what is dropped. `pieces`: number of the job, first minute, the one after."""

    supply: Supply
    jobs: Sequence[Job]
    pieces: Sequence[tuple[int, int, int]]
    drops: Sequence[tuple[int, int]]
    """Number of the job, and the minutes of it that are dropped at its deadline."""

    @cached_property
    def shortage(self) -> int:
        """The minutes that are dropped."""
        return sum(minutes for _, minutes in self.drops)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Who gets which minutes."""
        return tuple(Stretch(self.jobs[number][0], start, end) for number, start, end in self.pieces)

    @cached_property
    def dropped(self) -> tuple[tuple[Work, int], ...]:
        """The work that does not fit, with the minutes that are missing."""
        return tuple((self.jobs[number][0], minutes) for number, minutes in self.drops)

    @cached_property
    def overdue(self) -> tuple[Work, ...]:
        """Overdue work; it comes first of all and is never dropped."""
        today = self.supply.grid.today
        return tuple(work for work, _, _ in self.jobs if is_overdue(work, today))

    def by_day(self) -> Iterator[tuple[Work, date, int]]:
        """Yield the minutes of each piece of work on each day."""
        for number, start, end in self.pieces:
            for day, minutes in self.supply.by_day(start, end):
                yield self.jobs[number][0], day, minutes

    @cached_property
    def _latest(self) -> Taken:
        """The minutes that are given away when all that is done is done as late as can be, counted backwards."""
        taken = Taken()
        for start, end, minutes in sorted(self._done(), reverse=True):
            taken.take(-end, -start, minutes)
        return taken

    def _done(self) -> Iterator[tuple[int, int, int]]:
        """Yield the window of each job and how much of it is done; overdue work stays where it is."""
        minutes: dict[int, int] = defaultdict(int)
        for number, start, end in self.pieces:
            if is_overdue(self.jobs[number][0], self.supply.grid.today):
                yield start, end, end - start
            else:
                minutes[number] += end - start
        for number, done in minutes.items():
            _, start, end = self.jobs[number]
            yield start, end, done

    def has_room_for(self, added: Iterable[Work]) -> bool:
        """Return whether work can be done in minutes that are free when other work is put off as far as it may.

        Where it can, nothing more is dropped. Where it cannot, other work may still make room.
        """
        taken = self._latest.copy()
        for work in added:
            start, end = self.supply.window(work)
            if sum(after - first for first, after in taken.take(-end, -start, work.minutes)) < work.minutes:
                return False
        return True

    def does_all_of(self, added: Sequence[Work]) -> bool:
        """Return whether nothing is dropped and this very work, not overdue, is booked already."""
        if self.drops or any(work.deadline < self.supply.grid.today for work in added):
            return False
        asked = {work.requirement: (work.minutes, *self.supply.window(work)) for work in added}
        booked = {
            work.requirement: (work.minutes, start, end) for work, start, end in self.jobs if work.requirement in asked
        }
        return booked == asked

    def without(self, commitment: RecordId) -> "Schedule":
        """Return the schedule without the work of a commitment."""
        others = [job for job in self.jobs if job[0].commitment != commitment]
        return self if len(others) == len(self.jobs) else _placed(self.supply, others)

    def firm(self) -> "Schedule":
        """Return the schedule of firm work alone."""
        return _placed(self.supply, [job for job in self.jobs if job[0].booking is Booking.FIRM])

    def having(self, added: Iterable[Work]) -> "Schedule":
        """Return the schedule with more work."""
        jobs = list(self.jobs)
        for work in added:
            insort(jobs, (work, *self.supply.window(work)), key=_urgency)
        return _placed(self.supply, jobs)


def schedule(supply: Supply, works: Iterable[Work]) -> Schedule:
    """Return the schedule of work that comes in order of urgency (`in_order`)."""
    return _placed(supply, supply.jobs(works))


def _urgency(job: Job) -> Urgency:
    return by_urgency(job[0])


def _placed(supply: Supply, jobs: Sequence[Job]) -> Schedule:
    today, taken = supply.grid.today, Taken()
    pieces: list[tuple[int, int, int]] = []
    drops: list[tuple[int, int]] = []
    for number, (work, start, end) in enumerate(jobs):
        left = work.minutes
        for first, after in taken.take(start, end, left):
            pieces.append((number, first, after))
            left -= after - first
        if left and not is_overdue(work, today):
            drops.append((number, left))
    return Schedule(supply, jobs, pieces, drops)
