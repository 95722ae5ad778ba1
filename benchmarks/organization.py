"""A large organization for capacity: roles, people with leave, and open commitments due within half a year."""

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from itcrm_tui.domain.capacity.calendar import WorkCalendar
from itcrm_tui.domain.capacity.candidate import Candidate, HoursNeed
from itcrm_tui.domain.capacity.load import Booking, Work
from itcrm_tui.domain.capacity.pool import Hands, Period, Pool, Reserve
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.ids import RecordId

ROLES, COMMITMENTS, WEEKS = 200, 2_000, 52
PEOPLE, NEEDS, HOLIDAYS, HOUR = 5, 2, 12, 60
FIRM = 0.65
TODAY = date(2026, 11, 25)


def organization() -> Situation:
    """Return it, the same each time: five people a role, two roles a commitment, two in three promised."""
    chance = random.Random("organization")
    return Situation(
        today=TODAY,
        calendar=WorkCalendar(holidays=frozenset(_day(chance, 0, 364) for _ in range(HOLIDAYS))),
        pools=tuple(_pool(chance, number) for number in range(ROLES)),
        works=tuple(work for number in range(COMMITMENTS) for work in _works(chance, number)),
    )


def checked(there: Situation) -> list[Candidate]:
    """Return its checked commitments, to be checked again."""
    needs: dict[RecordId, list[HoursNeed]] = defaultdict(list)
    due: dict[RecordId, date] = {}
    for work in there.works:
        if work.booking is Booking.SOFT:
            need = HoursNeed(requirement=work.requirement, role=work.role, minutes=work.minutes)
            needs[work.commitment].append(need)
            due[work.commitment] = work.deadline
    return [Candidate(commitment=one, due=due[one], hours=tuple(of_it)) for one, of_it in needs.items()]


def wishes(count: int) -> list[Candidate]:
    """Return promises that are being drafted."""
    chance = random.Random("wishes")
    return [
        Candidate(
            commitment=RecordId("wish"),
            due=_day(chance, 5, 120),
            hours=tuple(
                HoursNeed(requirement=RecordId(f"need {need}"), role=_role(chance), minutes=_minutes(chance))
                for need in range(NEEDS)
            ),
        )
        for _ in range(count)
    ]


def _pool(chance: random.Random, number: int) -> Pool:
    return Pool(
        role=RecordId(f"role {number:03}"),
        hands=tuple(_hands(chance) for _ in range(PEOPLE)),
        reserves=(Reserve(minutes_a_week=chance.randint(10, 40) * HOUR),),
    )


def _hands(chance: random.Random) -> Hands:
    return Hands(
        weekly_minutes=chance.choice((40 * HOUR, 2310, 32 * HOUR)),
        share=Decimal(chance.randint(3, 10)) / 10,
        factor=Decimal(chance.choice(("0.8", "0.85", "0.9"))),
        away=tuple(_leave(chance) for _ in range(3)),
    )


def _leave(chance: random.Random) -> Period:
    first = _day(chance, 0, 364)
    return first, first + timedelta(days=chance.choice((0, 4, 11)))


def _works(chance: random.Random, number: int) -> list[Work]:
    firm, due = chance.random() < FIRM, _day(chance, -5, 182)
    return [
        Work(
            requirement=RecordId(f"requirement {number:05} {need}"),
            commitment=RecordId(f"commitment {number:05}"),
            role=_role(chance),
            minutes=_minutes(chance),
            deadline=due,
            promised_on=_day(chance, -60, 0) if firm else None,
            booking=Booking.FIRM if firm else Booking.SOFT,
        )
        for need in range(NEEDS)
    ]


def _role(chance: random.Random) -> RecordId:
    return RecordId(f"role {chance.randrange(ROLES):03}")


def _minutes(chance: random.Random) -> int:
    return chance.randint(4, 80) * HOUR


def _day(chance: random.Random, first: int, last: int) -> date:
    return TODAY + timedelta(days=chance.randint(first, last))
