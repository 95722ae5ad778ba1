"""How dates, hours and counts are said on screen: short, and relative where a person thinks so."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from itcrm_tui.domain.canonical import decimal_text

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEK = 7
_SOON = 60
_SAME_YEAR_DAYS = 300
_MANY_MINUTES = 100 * 60


class Section(NamedTuple):
    """A heading and the lines under it; lines that start with blanks belong to the one above."""

    heading: str
    lines: tuple[str, ...]


def day_words(day: date, today: date) -> str:
    """Return a date as people write it: `12 Dec`, with the year when one could take it for another."""
    year = "" if abs((day - today).days) < _SAME_YEAR_DAYS else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def moment_words(at: datetime, today: date) -> str:
    """Return a moment of the local clock: `14:05` today, `Tue 14:05` within a week, else `14 Nov 14:05`."""
    if at.date() == today:
        return f"{at:%H:%M}"
    if 0 < (today - at.date()).days < _WEEK:
        return f"{_WEEKDAYS[at.weekday()]} {at:%H:%M}"
    return f"{day_words(at.date(), today)} {at:%H:%M}"


def due_words(due: date | None, today: date) -> str:
    """Return when something is due: `2 d late`, `today`, `Fri`, `in 9 d`, `12 Mar`; `-` when unknown."""
    if due is None:
        return "-"
    days = (due - today).days
    if days < 0:
        return f"{-days} d late"
    if days < _WEEK:
        return ("today", "tomorrow")[days] if days < 2 else _WEEKDAYS[due.weekday()]
    return f"in {days} d" if days <= _SOON else day_words(due, today)


def ago_words(past: date | datetime | None, today: date) -> str:
    """Return how long ago something was: `today`, `6 d`, `48 d`; `-` when unknown."""
    if past is None:
        return "-"
    day = past.date() if isinstance(past, datetime) else past
    days = (today - day).days
    if days < 0:
        return day_words(day, today)
    return "today" if days == 0 else f"{days} d"


def hours_words(minutes: int | None) -> str:
    """Return minutes as hours, rounded to two decimals, to one from a hundred on: `40 h`, `7.5 h`; `-` when unknown."""
    if minutes is None:
        return "-"
    decimals = 2 if abs(minutes) < _MANY_MINUTES else 1
    return f"{decimal_text(round(Decimal(minutes) / 60, decimals))} h"


def quantity_words(quantity: Decimal | None, unit: str | None = None) -> str:
    """Return a quantity with thousands set apart: `1,240 GB`; `-` when unknown."""
    if quantity is None:
        return "-"
    text = f"{quantity:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {unit}" if unit else text


def named(count: int, singular: str, plural: str | None = None) -> str:
    """Return a count with its noun: `1 client`, `3 clients`."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def first_line(text: str | None) -> str:
    """Return the first line of a text that is not empty."""
    return next((line.strip() for line in (text or "").splitlines() if line.strip()), "")


def joined(*parts: str | None) -> str:
    """Return what is known of some parts in one line, two blanks apart."""
    return "  ".join(part for part in parts if part)
