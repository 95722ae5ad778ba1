"""Whom to call, in words: a person with a number, a level with its target, a promise with its date."""

from datetime import date
from decimal import Decimal

from itcrm_tui.domain.canonical import decimal_text
from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.service import Direction, ServiceLevel
from itcrm_tui.domain.wording import day_words, due_words

NO_NUMBER = "no number on file"
TOLD = frozenset({CommitmentState.PROMISED, CommitmentState.IN_DELIVERY, CommitmentState.DELIVERED})
"""States in which the client has our word, so that it may be spoken of."""


def said(*parts: str | None) -> str:
    """Return what is known of some parts, one after the other, so that a line may be broken anywhere."""
    return ", ".join(part for part in parts if part)


def person_words(person: Person | Stakeholder, part: str = "") -> str:
    """Return somebody with the part they play, and the number to call, else the address."""
    return said(person.name, part, person.phone or person.email or NO_NUMBER)


def promise_words(item: Commitment, client: str, today: date) -> str:
    """Return a commitment with its client, and how it stands."""
    when = due_words(item.due, today).replace("late", "LATE") if item.state in TOLD else str(item.state)
    return said(client, item.title, when)


def level_words(level: ServiceLevel, service: str, latest: tuple[date, Decimal] | None, today: date) -> str:
    """Return what a service promises in general, and what came out when it was last measured."""
    unit = f" {level.unit}" if level.unit else ""
    target = f"{level.direction} {decimal_text(level.target)}{unit}" if level.target is not None else "no target yet"
    if latest is None:
        return said(service, level.metric, target, "not measured")
    day, value = latest
    missed = level.target is not None and (
        value < level.target if level.direction is Direction.AT_LEAST else value > level.target
    )
    came_out = f"{decimal_text(value)}{unit} on {day_words(day, today)}"
    return said(service, level.metric, target, f"{came_out}{', MISSED' if missed else ''}")
