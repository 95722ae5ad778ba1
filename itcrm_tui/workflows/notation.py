"""How a text writes dates, numbers and money, from the settings of the organization and of the person."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from itcrm_tui import here
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.settings import Settings
from storage.reader import Reader

DAY_FIRST = {"dmy": True, "mdy": False}


def time_zone(settings: Settings) -> tzinfo:
    """Return the organization's time zone; UTC when this machine does not know it."""
    try:
        return ZoneInfo(settings.time_zone)
    except (KeyError, ValueError, OSError):
        return UTC


def today(settings: Settings) -> date:
    """Return the day it is for the organization."""
    return datetime.now(time_zone(settings)).date()


def typed(reader: Reader, day: date | None = None) -> Notation:
    """Return how this person types; `day` stands for today."""
    settings, taste = reader.settings(), here.settled()
    return Notation(
        decimal_mark=taste.decimal_mark,
        day_first=DAY_FIRST.get(taste.dates),
        today=day or today(settings),
        time_zone=time_zone(settings),
        currency_decimals=settings.currency_decimals,
    )


def written(reader: Reader, *, dates: str = "iso", decimal_mark: str | None = None) -> Notation:
    """Return how a file writes: only what has been told, and nothing that depends on the day."""
    settings = reader.settings()
    return Notation(
        decimal_mark=decimal_mark,
        day_first=DAY_FIRST.get(dates),
        time_zone=time_zone(settings),
        currency_decimals=settings.currency_decimals,
    )
