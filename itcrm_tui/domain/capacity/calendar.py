"""The organization's working days and weeks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class WorkCalendar:
    """Weekdays on which people work (Monday is 0), public holidays, and the weekday on which a week begins."""

    weekdays: frozenset[int] = frozenset(range(5))
    holidays: frozenset[date] = frozenset()
    week_begins_on: int = 0

    def is_working(self, day: date) -> bool:
        """Return whether people work on that day, but for their own leave."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def week_of(self, day: date) -> date:
        """Return the first day of the week that holds a day."""
        return day - timedelta(days=(day.weekday() - self.week_begins_on) % WEEK)

    def weekdays_from(self, first: date, last: date) -> Iterator[date]:
        """Yield the days from first to last that fall on working weekdays, public holidays among them."""
        day = first
        while day <= last:
            if day.weekday() in self.weekdays:
                yield day
            day += _DAY

    def days_from(self, first: date, last: date) -> Iterator[date]:
        """Yield the working days from first to last."""
        return (day for day in self.weekdays_from(first, last) if day not in self.holidays)
