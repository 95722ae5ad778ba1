"""The weeks that are looked at, from that of today on, and the working days in them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from itcrm_tui.domain.capacity.calendar import WEEK, WorkCalendar


@dataclass(frozen=True)
class Grid:
    """Weeks by their number, 0 being this one. `weeks`: how many there are."""

    calendar: WorkCalendar
    today: date
    weeks: int

    @cached_property
    def first_day(self) -> date:
        """The first day of this week."""
        return self.calendar.week_of(self.today)

    @cached_property
    def _first(self) -> int:
        return self.first_day.toordinal()

    @cached_property
    def days(self) -> tuple[date, ...]:
        """All working days, those of this week that have passed included."""
        numbers = (self._first + WEEK * week + place for week in range(self.weeks) for place in self.places(week))
        return tuple(map(date.fromordinal, numbers))

    @cached_property
    def holidays(self) -> dict[int, list[int]]:
        """The public holidays that take a working day: by week, the number of each in its week."""
        found: dict[int, list[int]] = defaultdict(list)
        for day in sorted(self.calendar.holidays):
            week, place = divmod(day.toordinal() - self._first, WEEK)
            if 0 <= week < self.weeks and day.weekday() in self.calendar.weekdays:
                found[week].append(place)
        return dict(found)

    @cached_property
    def usual(self) -> tuple[int, ...]:
        """The places of the working days in a week without holidays; 0 is its first day."""
        begins = self.calendar.week_begins_on
        return tuple(place for place in range(WEEK) if (begins + place) % WEEK in self.calendar.weekdays)

    @cached_property
    def _usual_counts(self) -> tuple[int, ...]:
        return _counts(self.usual)

    @cached_property
    def _open(self) -> dict[int, tuple[int, ...]]:
        return {
            week: tuple(place for place in self.usual if place not in closed) for week, closed in self.holidays.items()
        }

    @cached_property
    def _counts(self) -> dict[int, tuple[int, ...]]:
        return {week: _counts(places) for week, places in self._open.items()}

    def places(self, week: int) -> tuple[int, ...]:
        """Return the places of the working days in a week."""
        return self._open.get(week, self.usual)

    @cached_property
    def ahead(self) -> dict[int, tuple[int, ...]]:
        """For each week with a holiday from today on, its working days if those holidays were none."""
        passed = (self.today - self.first_day).days
        every = {
            week: {*self._open[week], *(day for day in closed if week or day >= passed)}
            for week, closed in self.holidays.items()
        }
        return {week: tuple(sorted(places)) for week, places in every.items() if len(places) > len(self._open[week])}

    def day(self, week: int, number: int) -> date:
        """Return the working day of that number in a week, 0 being its first."""
        return self.week_start(week) + timedelta(days=self.places(week)[number])

    def week_start(self, week: int) -> date:
        """Return the first day of a week."""
        return self.first_day + timedelta(days=WEEK * week)

    def before(self, day: date) -> tuple[int, int]:
        """Return the week of a day and how many working days of that week come before it."""
        week, place = divmod(day.toordinal() - self._first, WEEK)
        return week, self._counts.get(week, self._usual_counts)[place]

    def until(self, day: date) -> tuple[int, int]:
        """Return the week of a day and how many working days of that week there are until it, itself included."""
        week, place = divmod(day.toordinal() - self._first, WEEK)
        return week, self._counts.get(week, self._usual_counts)[place + 1]

    def week_of(self, day: date) -> int:
        """Return the number of the week that holds a day; those before and after count in the first and the last."""
        return min(max((day - self.first_day).days // WEEK, 0), self.weeks - 1)


def _counts(places: tuple[int, ...]) -> tuple[int, ...]:
    """Return how many of some places come before each place of a week, and before its end."""
    return tuple(accumulate((int(place in places) for place in range(WEEK)), initial=0))
