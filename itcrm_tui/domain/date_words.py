"""Days that are counted from today: `fri`, `+2w`, `in 3 weeks`, `end of month`. None is guessed between two."""

import re
from datetime import date, timedelta

from itcrm_tui.domain.notation import ParseError, TwoReadingsError

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}
_NUMBERS = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SHORTEST_WORD = 3
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_ENDS = {"eom": "month", "eoq": "quarter", "eoy": "year"}

_SHORT = re.compile(r"([-+])\s*(\d{1,4})\s*([dwmy])", re.ASCII)
_COUNT = r"(\d{1,4}|an?|one|[a-z]+)"
_UNIT = r"(day|week|fortnight|month|quarter|year)s?"
_AHEAD = re.compile(rf"in {_COUNT} {_UNIT}|{_COUNT} {_UNIT} (?:from now|from today)", re.ASCII)
_AGO = re.compile(rf"{_COUNT} {_UNIT} ago", re.ASCII)
_END = re.compile(r"end of (?:the |this )?(next )?(month|quarter|year)", re.ASCII)


def weekday_named(word: str) -> int | None:
    """Return the weekday that a word begins, Monday being 0; None when it begins none. `thu` to `thursday` do."""
    matching = [name for name in WEEKDAYS if len(word) >= _SHORTEST_WORD and name.startswith(word)]
    return WEEKDAYS.index(matching[0]) if matching else None


def counted(words: str, today: date, *, ahead: bool = True) -> date | None:
    """Return the day that lower-case words count from today; None when they do not. A weekday lies ahead, or behind.

    Raises TwoReadingsError for `next tue` where people mean two days by it, ParseError for a day out of reach.
    """
    words = " ".join(words.split()).removeprefix("the ")
    if words in _DAYS:
        return shifted(today, _DAYS[words], "day")
    if found := _SHORT.fullmatch(words):
        return shifted(today, int(found[1] + found[2]), {"d": "day", "w": "week", "m": "month", "y": "year"}[found[3]])
    return _weekday(words, today, ahead=ahead) or _spelled_out(words, today) or _end_of(words, today)


def shifted(start: date, count: int, unit: str) -> date:
    """Return the date so many units on; a month later stays inside that month. Raises ParseError out of reach."""
    try:
        if days := {"day": 1, "week": 7, "fortnight": 14}.get(unit):
            return start + timedelta(days=count * days)
        months = start.year * 12 + start.month - 1 + count * _MONTHS_IN[unit]
        first = date(months // 12, months % 12 + 1, 1)
        return first.replace(day=min(start.day, _last_of_month(first).day))
    except (OverflowError, ValueError):
        raise ParseError("That date is out of reach.") from None


def _weekday(words: str, today: date, *, ahead: bool) -> date | None:
    """Return the weekday to come, or the one that was; `next tue` only where the coming one is in the next week."""
    is_next = words.startswith("next ")
    number = weekday_named(words.removeprefix("next "))
    if number is None:
        return None
    coming = shifted(today, (number - today.weekday() - 1) % 7 + 1, "day")
    if is_next and coming.isocalendar()[:2] == today.isocalendar()[:2]:
        later = shifted(coming, 1, "week")
        raise TwoReadingsError(f"“{words}” can be {coming:%a} {coming} or {later:%a} {later}.")
    return coming if ahead or is_next else shifted(coming, -1, "week")


def _spelled_out(words: str, today: date) -> date | None:
    if found := _AHEAD.fullmatch(words):
        sign, count, unit = 1, found[1] or found[3], found[2] or found[4]
    elif found := _AGO.fullmatch(words):
        sign, count, unit = -1, found[1], found[2]
    else:
        return None
    number = _number(count)
    return shifted(today, sign * number, unit) if number else None


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    word = {"an": "a", "one": "a"}.get(word, word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else None


def _end_of(words: str, today: date) -> date | None:
    """Return the last day of the month, quarter or year that today is in, or of the next one.

    A week has two ends, Friday and Sunday, so it is none of them.
    """
    found = _END.fullmatch(f"end of {_ENDS[words]}" if words in _ENDS else words)
    if not found:
        return None
    inside = shifted(today.replace(day=1), 1 if found[1] else 0, found[2])
    months = _MONTHS_IN[found[2]]
    return _last_of_month(inside.replace(month=(inside.month - 1) // months * months + months))


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
