"""How a text writes dates, numbers and money, from the settings of the organization and of the person."""

from dataclasses import replace
from datetime import date, datetime, tzinfo

from itcrm_tui import here
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.settings import Settings
from storage.reader import Reader
from storage.store import Store
from storage.zone import zone_called

DAY_FIRST = {"dmy": True, "mdy": False}


def time_zone(settings: Settings) -> tzinfo:
    """Return the organization's time zone; UTC when this machine does not know it."""
    return zone_called(settings.time_zone)


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


def typed_at(store: Store, day: date) -> Notation:
    """Return how this person types on a day, and on which weekdays the organization works."""
    from itcrm_tui.domain.capacity.from_records import calendar

    with store.read() as reader:
        return replace(typed(reader, day), is_working=calendar(reader.settings()).is_working)


def written(reader: Reader, *, dates: str = "iso", decimal_mark: str | None = None) -> Notation:
    """Return how a file writes: only what has been told, and nothing that depends on the day."""
    settings = reader.settings()
    return Notation(
        decimal_mark=decimal_mark,
        day_first=DAY_FIRST.get(dates),
        time_zone=time_zone(settings),
        currency_decimals=settings.currency_decimals,
    )
