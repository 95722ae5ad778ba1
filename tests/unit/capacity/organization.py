"""A role of one person with forty hours a week, and promises to weigh against it. Today is Monday 23 November 2026."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from itcrm_tui.domain.capacity.candidate import Candidate, HoursNeed
from itcrm_tui.domain.capacity.load import Booking, Work
from itcrm_tui.domain.capacity.pool import Hands, Pool
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.ids import RecordId

TODAY = date(2026, 11, 23)
NETWORK, DBA = RecordId("network"), RecordId("dba")
HOUR = 60
FULL_WEEK = 40 * HOUR


def on(days: int) -> date:
    """The day so many days after today: 0-4 are this week, 7-11 the next."""
    return TODAY + timedelta(days=days)


def person(**known: Any) -> Hands:
    return Hands(**{"weekly_minutes": FULL_WEEK, **known})


def network(*hands: Hands, **known: Any) -> Pool:
    return Pool(role=NETWORK, hands=hands or (person(),), **known)


def promise(name: str, hours: int, due: date, **known: Any) -> Work:
    """A firm promise of so many hours of Network."""
    return Work(
        **{
            "requirement": RecordId(f"{name}, network"),
            "commitment": RecordId(name),
            "role": NETWORK,
            "minutes": hours * HOUR,
            "deadline": due,
            "promised_on": on(-20),
            **known,
        }
    )


def soft(name: str, hours: int, due: date) -> Work:
    return promise(name, hours, due, promised_on=None, booking=Booking.SOFT)


def there_is(*works: Work, **known: Any) -> Situation:
    return Situation(**{"today": TODAY, "pools": (network(),), "works": works, **known})


def asks_for(hours: int | None, due: date | None, **known: Any) -> Candidate:
    """The promise in hand: so many hours of Network by a date."""
    need = HoursNeed(
        **{
            "requirement": RecordId("need"),
            "role": NETWORK,
            "minutes": None if hours is None else hours * HOUR,
            **known,
        }
    )
    return Candidate(commitment=RecordId("this"), due=due, hours=(need,))
