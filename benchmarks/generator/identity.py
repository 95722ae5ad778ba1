"""Identifiers and moments of generated records: they follow from the kind and the number."""

from datetime import UTC, date, datetime, timedelta

from itcrm_tui.domain.canonical import instant_text
from itcrm_tui.domain.kinds import KINDS

MADE_AT = "2026-01-01T00:00:00.000000Z"
FIRST_DAY = date(2024, 1, 1)
DAYS = 3 * 365
PAST_DAYS = 2 * 365
"""What has happened did so before `MADE_AT`; what is due may still come."""
_PLACE = {name: place for place, name in enumerate(KINDS)}
_BEGIN = 1_700_000_000_000  # milliseconds: identifiers of version 7 begin with a time
_ROOM = 100_000_000

_DATES = [(FIRST_DAY + timedelta(day)).isoformat() for day in range(DAYS)]
_MONTHS = sorted({day[:7] for day in _DATES})


def identifier(kind: str, number: int) -> str:
    """Return the id of a kind's record of that number; ids go in the order of kinds and of numbers."""
    place = _PLACE[kind]
    time = _BEGIN + place * _ROOM + number
    return f"{time >> 16:08x}-{time & 0xFFFF:04x}-7{place:03x}-8000-{number:012x}"


def identifiers(kind: str, count: int) -> list[str]:
    """Return the ids of the first so many records of a kind."""
    return [identifier(kind, number) for number in range(count)]


def day(place: float) -> str:
    """Return the day at a place between 0 and 1 in the years of the database."""
    return _DATES[int(place * DAYS)]


def moment(place: float) -> str:
    """Return the moment at a place between 0 and 1 in the years before `MADE_AT`."""
    return instant_text(datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=int(place * PAST_DAYS * 86_400)))


def month(number: int) -> str:
    """Return the month of a number, around and around."""
    return _MONTHS[number % len(_MONTHS)]
