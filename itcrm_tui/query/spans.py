"""Days as people type them in a filter, as spans: a day, a week, a month, a year, or how far from today."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from itcrm_tui.domain import parsing_dates
from itcrm_tui.domain.notation import Notation, ParseError

_DISTANCE = re.compile(r"(\d{1,4})\s*([dwmy])", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|[a-z]{3,9}[- ]\d{4}", re.ASCII | re.IGNORECASE)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_CLOCK = re.compile(r"\d:\d\d", re.ASCII)
_NAMED = re.compile(r"(this|last|next)[-_ ]?(week|month|quarter|year)", re.IGNORECASE)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_AT = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True)
class Days:
    """From the first day to before `end`, which is unknown beyond the last day there is.

    `backwards`: it was told as a distance into the past, so that more of it is earlier.
    """

    first: date
    end: date | None
    backwards: bool = False


@dataclass(frozen=True)
class Moments:
    """From one moment to before another, in UTC."""

    first: datetime
    end: datetime | None
    backwards: bool = False


def days(text: str, notation: Notation, *, ahead: bool) -> Days:
    """Return the days that a text means; a bare distance goes `ahead` or into the past. Raises ParseError."""
    words = text.strip()
    if distance := _DISTANCE.fullmatch(words):
        day = parsing_dates.day(f"{'+' if ahead else '-'}{distance[1]}{distance[2]}", notation)
        return Days(day, _after(day), backwards=not ahead)
    if found := _named(words, notation) or _whole_month(words):
        return found
    day = parsing_dates.day(words, replace(notation, ahead=ahead))
    return Days(day, _after(day))


def moments(text: str, notation: Notation, *, ahead: bool) -> Moments:
    """Return the moments that a text means, by the organization's clock. Raises ParseError."""
    if _CLOCK.search(text):
        first = parsing_dates.instant(text, notation)
        step = timedelta(minutes=1) if not first.second and not first.microsecond else timedelta(microseconds=1)
        return Moments(first, first + step)
    found = days(text, notation, ahead=ahead)
    return Moments(
        midnight(found.first, notation), None if found.end is None else midnight(found.end, notation), found.backwards
    )


def midnight(day: date, notation: Notation) -> datetime:
    """Return the moment at which a day of the organization begins, as near as UTC can say it."""
    try:
        return datetime.combine(day, time(), tzinfo=notation.time_zone).astimezone(UTC)
    except OverflowError:
        return (datetime.min if day.year == 1 else datetime.max).replace(tzinfo=UTC)


def _after(day: date) -> date | None:
    return None if day == date.max else day + timedelta(1)


def _named(words: str, notation: Notation) -> Days | None:
    found = _NAMED.fullmatch(words)
    if not found or notation.today is None:
        return None
    today, step = notation.today, _AT[found[1].lower()]
    if found[2].lower() == "week":
        first = today - timedelta(today.weekday()) + timedelta(weeks=step)
        return Days(first, first + timedelta(weeks=1))
    size = _MONTHS[found[2].lower()]
    number = (today.year * 12 + today.month - 1) // size * size + step * size
    return _months(number, size)


def _whole_month(words: str) -> Days | None:
    """Return a year or a month that is written without a day."""
    if _YEAR.fullmatch(words) and words != "0000":
        return _months(int(words) * 12, 12)
    if not _MONTH.fullmatch(words):
        return None
    try:
        month = parsing_dates.month(words, Notation())
    except ParseError:
        return None
    return _months(int(month[:4]) * 12 + int(month[5:]) - 1, 1)


def _months(number: int, count: int) -> Days:
    """Return so many months from one on, which is numbered from the year 0."""
    return Days(_first_of(number) or date.max, _first_of(number + count))


def _first_of(number: int) -> date | None:
    return date(number // 12, number % 12 + 1, 1) if 12 <= number < 12 * 10_000 else None
