"""Dates as people write them: ISO, `12 dec 2026`, `12/05/2026` when told; `fri`, `+2w` and `12 dec` when typed."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import pairwise

from itcrm_tui.domain.date_words import MONTHS, counted, weekday_named
from itcrm_tui.domain.notation import Notation, ParseError, TwoReadingsError

_SHORTEST_WORD = 3

_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_PIECES = re.compile(r"[\s,.\-/]+")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?\s*([ap]m)?", re.ASCII)
_ZONE = re.compile(r"\s*(UTC|GMT|Z|([+-])(\d{2}):?(\d{2}))$")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?(Z|[+-]00:?00)?$")


def day(text: str, notation: Notation) -> date:
    """Return the date that a text writes; raises ParseError where it writes none, or may write two."""
    words = _MIDNIGHT.sub("", text.strip()).lower()
    if notation.today and (found := counted(words, notation.today, ahead=notation.ahead)):
        return found
    if parts := _year_first(words) or _year_last(words, notation):
        return _checked(text, *parts)
    weekday, rest = _weekday_before(words)
    if parts := _with_month_name(rest, notation):
        return _on_weekday(_checked(text, *parts), weekday)
    raise ParseError(f"“{_short(text)}” is not a date, like 2026-12-31.")


def instant(text: str, notation: Notation) -> datetime:
    """Return the moment that a text writes, in UTC; without an offset it is the organization's local time."""
    words = text.strip()
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        found = _day_and_time(words, notation)
    try:
        return (found if found.tzinfo else found.replace(tzinfo=notation.time_zone)).astimezone(UTC)
    except OverflowError:
        raise ParseError(f"“{_short(text)}” is out of reach.") from None


def day_first_shown(texts: Iterable[str]) -> bool | None:
    """Return whether the day comes before the month in dates like 31/05/2026; None when none shows it, or both do."""
    shown: set[bool] = set()
    for text in texts:
        found = _YEAR_LAST.match(text.strip())
        if found and (int(found[1]) > 12) != (int(found[3]) > 12):
            shown.add(int(found[1]) > 12)
    return shown.pop() if len(shown) == 1 else None


def month(text: str, notation: Notation) -> str:
    """Return the month that a text writes, as `YYYY-MM`; a date stands for its month only on the first day."""
    words = text.strip().lower()
    if found := re.fullmatch(r"(\d{4})[-/.]?(\d{1,2})", words, re.ASCII):
        return f"{_checked(text, int(found[1]), int(found[2]), 1):%Y-%m}"
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", words, re.ASCII):
        return f"{_checked(text, int(found[2]), int(found[1]), 1):%Y-%m}"
    pieces = [piece for piece in _PIECES.split(words) if piece]
    for name, year in (pieces, pieces[::-1]) if len(pieces) == 2 else ():
        if (number := _month_number(name)) and re.fullmatch(r"\d{4}", year, re.ASCII):
            return f"{_checked(text, int(year), number, 1):%Y-%m}"
    return _month_of_first_day(text, notation)


def _month_of_first_day(text: str, notation: Notation) -> str:
    try:
        found = day(text, notation)
    except ParseError:
        found = None
    if found is None or found.day != 1:
        raise ParseError(f"“{_short(text)}” is not a month, like 2026-12.")
    return f"{found:%Y-%m}"


def _year_first(words: str) -> tuple[int, int, int] | None:
    found = _YEAR_FIRST.fullmatch(words)
    if not found or (not found[2] and len(words) != len("20261231")):
        return None
    return int(found[1]), int(found[3]), int(found[4])


def _year_last(words: str, notation: Notation) -> tuple[int, int, int] | None:
    found = _YEAR_LAST.fullmatch(words)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), _full_year(found[4])
    day_first = notation.day_first
    if len(found[4]) == 2 and day_first is None:
        raise TwoReadingsError(f"“{words}” does not say which is the year, the month and the day.")
    if day_first is None and first != second and max(first, second) <= 12:
        raise TwoReadingsError(f"“{words}” can be {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}.")
    if day_first is None:
        day_first = first > 12
    return (year, second, first) if day_first else (year, first, second)


def _weekday_before(words: str) -> tuple[int | None, list[str]]:
    """Return the weekday that the words begin with, if they do, and the other words."""
    pieces = [piece for piece in _PIECES.split(words) if piece]
    weekday = weekday_named(pieces[0]) if pieces else None
    return weekday, pieces if weekday is None else pieces[1:]


def _on_weekday(found: date, weekday: int | None) -> date:
    if weekday is not None and found.weekday() != weekday:
        raise TwoReadingsError(f"{found} is a {found:%A}.")
    return found


def _with_month_name(words: list[str], notation: Notation) -> tuple[int, int, int] | None:
    pieces = [word for at, word in enumerate(words) if (at, word) != (1, "of")]
    for at, (first, second) in enumerate(pairwise(pieces[:2])):
        for name, number in ((first, second), (second, first)):
            if (month_number := _month_number(name)) and (found := _ORDINAL.fullmatch(number)):
                return _with_year(month_number, int(found[1]), pieces[at + 2 :], notation)
    return None


def _with_year(month_number: int, day_number: int, rest: list[str], notation: Notation) -> tuple[int, int, int] | None:
    if len(rest) == 1 and re.fullmatch(r"\d{4}|\d{2}", rest[0], re.ASCII):
        return _full_year(rest[0]), month_number, day_number
    if rest or notation.today is None:
        return None
    wanted, now = (month_number, day_number), (notation.today.month, notation.today.day)
    further = int(wanted < now) if notation.ahead else -int(wanted > now)
    return notation.today.year + further, month_number, day_number


def _full_year(digits: str) -> int:
    """Return the year that two digits stand for by the convention of POSIX: 69 to 99 are of the last century."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 69 else 1900)


def _month_number(name: str) -> int | None:
    if len(name) < _SHORTEST_WORD:
        return None
    beginnings = {"sept": 9}
    matching = [number for number, known in enumerate(MONTHS, 1) if known.startswith(name)]
    return beginnings.get(name) or (matching[0] if len(matching) == 1 else None)


def _day_and_time(words: str, notation: Notation) -> datetime:
    """Return the moment that words beyond ISO write; without an offset if they have none."""
    if re.match(r"[A-Za-z]{3}, \d", words) and (found := _of_a_mail(words)):
        return found
    zone = _ZONE.search(words) if ":" in words else None
    local = _local_time(words[: zone.start()] if zone else words, notation)
    return local.replace(tzinfo=_offset(zone)) if zone else local


def _of_a_mail(words: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(words)
    except (ValueError, IndexError, OverflowError):
        return None


def _offset(zone: re.Match[str]) -> tzinfo:
    minutes = int(zone[3] or 0) * 60 + int(zone[4] or 0)
    if minutes >= 24 * 60:
        raise ParseError("There is no such time zone.")
    return timezone(timedelta(minutes=-minutes if zone[2] == "-" else minutes))


def _local_time(words: str, notation: Notation) -> datetime:
    head, _, tail = words.replace("T", " ").rpartition(" ")
    if tail.lower() in ("am", "pm"):
        head, _, clock = head.rpartition(" ")
        tail = clock + tail
    found = _TIME.fullmatch(tail.lower())
    try:
        if not found:
            return datetime.combine(day(words, notation), time())
        return datetime.combine(day(head, notation), _clock_time(found))
    except TwoReadingsError:
        raise
    except ParseError:
        raise ParseError(f"“{_short(words)}” is not a day and time, like 2026-12-31 14:00.") from None


def _clock_time(found: re.Match[str]) -> time:
    hours, half = int(found[1]), found[5]
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0) if 1 <= hours <= 12 else 99
    try:
        return time(hours, int(found[2]), int(found[3] or 0), int((found[4] or ".0")[1:].ljust(6, "0")))
    except ValueError:
        raise ParseError("There is no such time.") from None


def _checked(text: str, year: int, month_number: int, day_number: int) -> date:
    try:
        return date(year, month_number, day_number)
    except ValueError:
        raise ParseError(f"There is no date “{_short(text)}”.") from None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "..."
