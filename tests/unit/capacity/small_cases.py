"""Small random organizations and promises, drawn from a seeded generator or by hypothesis."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from itcrm_tui.domain.capacity.calendar import WorkCalendar
from itcrm_tui.domain.capacity.candidate import Candidate, HoursNeed, ThingNeed
from itcrm_tui.domain.capacity.load import Booking, Work
from itcrm_tui.domain.capacity.pool import Hands, Pool, Reserve
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.ids import RecordId

MONDAY = date(2026, 11, 23)
Whole = Callable[[int, int], int]
"""Draws a whole number between two others, both included."""


@dataclass(frozen=True)
class Draw:
    """Draws the parts of a case; small numbers stand for simple things."""

    whole: Whole

    def day(self, first: int, last: int) -> date:
        """A day so many days after the Monday."""
        return MONDAY + timedelta(days=self.whole(first, last))

    def maybe_day(self, first: int, last: int) -> date | None:
        return self.day(first, last) if self.whole(0, 1) else None


def seeded(seed: int | str) -> Draw:
    return Draw(random.Random(seed).randint)


def role(number: int) -> RecordId:
    return RecordId(f"role {number}")


def calendar(draw: Draw) -> WorkCalendar:
    days = (frozenset(range(5)), frozenset({0, 1, 2, 3}), frozenset({6, 0, 2}))
    return WorkCalendar(
        weekdays=days[draw.whole(0, 2)],
        holidays=frozenset(draw.day(-3, 20) for _ in range(draw.whole(0, 3))),
        week_begins_on=(0, 6)[draw.whole(0, 1)],
    )


def hands(draw: Draw) -> Hands:
    away = []
    for _ in range(draw.whole(0, 2)):
        first = draw.day(-4, 18)
        away.append((first, first + timedelta(days=draw.whole(0, 6))))
    return Hands(
        weekly_minutes=draw.whole(10, 120),
        share=Decimal(draw.whole(1, 10)) / 10,
        factor=(Decimal(1), Decimal("0.85"), Decimal("0.5"))[draw.whole(0, 2)],
        away=tuple(away),
    )


def pool(draw: Draw, number: int) -> Pool:
    reserves = []
    for _ in range(draw.whole(0, 5) // 3):
        first = draw.maybe_day(-9, 12)
        last = (first or MONDAY) + timedelta(days=draw.whole(0, 12)) if draw.whole(0, 1) else None
        reserves.append(Reserve(minutes_a_week=draw.whole(0, 30), starts_on=first, ends_on=last))
    return Pool(
        role=role(number),
        hands=tuple(hands(draw) for _ in range((1, 2, 3, 2, 1, 2, 1, 0)[draw.whole(0, 7)])),
        reserves=tuple(reserves),
    )


def work(draw: Draw, number: int, booking: Booking = Booking.FIRM, *, roles: int = 1, most: int = 7) -> Work:
    return Work(
        requirement=RecordId(f"need {number}"),
        commitment=RecordId(f"promise {number}"),
        role=role(draw.whole(0, roles - 1)),
        minutes=draw.whole(0, most),
        starts_on=draw.maybe_day(-5, 16),
        deadline=draw.day(-2, 20),
        promised_on=draw.maybe_day(-30, -1),
        booking=booking,
    )


def booked(draw: Draw, roles: int) -> tuple[Work, ...]:
    kinds = (Booking.FIRM, Booking.FIRM, Booking.SOFT)
    return tuple(
        work(draw, number, kinds[draw.whole(0, 2)], roles=roles, most=60) for number in range(draw.whole(0, 6))
    )


def situation(draw: Draw, roles: int = 2) -> Situation:
    return Situation(
        today=draw.day(0, 6),
        calendar=calendar(draw),
        ok_load=(Decimal("0.85"), Decimal("0.7"), Decimal(1))[draw.whole(0, 2)],
        pools=tuple(pool(draw, number) for number in range(roles)),
        works=booked(draw, roles),
    )


def candidate(draw: Draw, today: date, roles: int = 2) -> Candidate:
    """A promise due today or later, each of whose needs may begin later and be needed before."""
    due = draw.day(-2, 25)
    unknown = draw.whole(0, 15) == 15
    hours = tuple(
        HoursNeed(
            requirement=RecordId(f"mine {number}"),
            role=role(draw.whole(0, roles - 1) if not unknown else roles),
            minutes=draw.whole(0, 40),
            starts_on=draw.day(-3, 12) if draw.whole(0, 2) == 2 else None,
            needed_by=draw.maybe_day(0, 25) if draw.whole(0, 3) == 3 else None,
        )
        for number in range((1, 2, 1, 3, 2, 1, 2, 0)[draw.whole(0, 7)])
    )
    things = tuple(
        ThingNeed(
            requirement=RecordId(f"thing {number}"),
            name="Licence",
            needed_by=draw.maybe_day(0, 20),
            available_from=draw.maybe_day(0, 15),
            confirmed=bool(draw.whole(0, 1)),
        )
        for number in range(draw.whole(0, 7) // 7)
    )
    return Candidate(commitment=RecordId("mine"), due=due, hours=hours, things=things)
