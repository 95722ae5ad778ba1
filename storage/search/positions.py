"""Where a text stands in SQLite's index: by kind, and there by when it is from, so that the newest stand last.

From the highest bit down: the kind, the seconds since 1970, and a number that tells apart what is of one second.
"""

from datetime import datetime

TIES = 23
SECONDS = 34
"""Bits. The latter reach into the year 2514, the former for eight million records of one kind in one second."""

LAST_TIE = (1 << TIES) - 1

NUMBERS = {
    kind: number
    for number, kind in enumerate(
        (
            *("settings", "team", "role", "person", "time_off", "run_reserve"),
            *("client", "line_of_business", "stakeholder", "facet_confirmation"),
            *("service", "internal_note", "service_level", "measurement", "rate", "effort"),
            *("subscription", "negotiated_price", "usage"),
            *("commitment", "requirement", "answer", "progress"),
            *("feedback", "touchpoint", "follow_up", "external_reference"),
            *("capacity_check", "override", "renegotiation", "miss_review"),
        ),
        start=1,
    )
}
"""A kind's number is in the database: a new kind comes last, none is taken out."""


def seconds(moment: str) -> int:
    """Return an instant in JSON form as seconds since 1970, within what a position can say."""
    return min(max(int(datetime.fromisoformat(moment).timestamp()), 0), (1 << SECONDS) - 1)


def lowest(kind: str, second: int = 0) -> int:
    """Return the lowest position of the kind's texts, or of those from a second on."""
    return (NUMBERS[kind] << SECONDS | second) << TIES


def highest(kind: str, second: int = (1 << SECONDS) - 1) -> int:
    """Return the highest position of the kind's texts, or of those up to a second."""
    return lowest(kind, second) + LAST_TIE


def second_of(position: int) -> int:
    """Return of which second a text at a position is."""
    return position >> TIES & (1 << SECONDS) - 1
