"""Days as an office counts them."""

from datetime import UTC, date, datetime, time, timedelta

SATURDAY = 5
HOLIDAYS = frozenset({(1, 1), (5, 1), (12, 25)})


def is_workday(day: date) -> bool:
    """Whether people work on the day: Monday to Friday, but for three holidays that hardly any country works on."""
    return day.weekday() < SATURDAY and (day.month, day.day) not in HOLIDAYS


def workday_from(day: date) -> date:
    """Return the day itself or the next working day."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def workday_until(day: date) -> date:
    """Return the day itself or the working day before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def later(day: date, workdays: int) -> date:
    """Return the day that is so many working days later, holidays not counted; earlier when negative."""
    weeks, rest = divmod(abs(workdays), 5)
    step = 1 if workdays > 0 else -1
    settle = workday_from if workdays > 0 else workday_until
    moved = settle(settle(day) + timedelta(weeks=weeks * step))
    for _ in range(rest):
        moved = settle(moved + timedelta(days=step))
    return moved


def monday(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an hour of the day in UTC."""
    return datetime.combine(day, time(hour, minute), UTC)


def month_before(today: date, months: int) -> date:
    """Return the first day of the month so many months before today's."""
    count = today.year * 12 + today.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def last_day(month: date) -> date:
    """Return the last day of the month that begins on `month`."""
    return month_before(month, -1) - timedelta(days=1)
