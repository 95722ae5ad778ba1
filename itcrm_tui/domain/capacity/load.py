"""The work that stands in the way of new promises: minutes of a role inside a window."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from itcrm_tui.ids import RecordId

Urgency = tuple[date, date, RecordId]


class Booking(Enum):
    """How binding a piece of work is: promised or in delivery, checked, or the one in hand."""

    FIRM = "firm"
    SOFT = "soft"
    THIS = "this"


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """Minutes left of one requirement, to be done from `starts_on` (at once, if None) to `deadline`, both included."""

    requirement: RecordId
    commitment: RecordId
    role: RecordId
    minutes: int
    deadline: date
    starts_on: date | None = None
    promised_on: date | None = None
    booking: Booking = Booking.FIRM


@dataclass(frozen=True, kw_only=True, slots=True)
class Uncounted:
    """Booked work whose hours, role or date nobody has said: it is named, and not counted as zero."""

    requirement: RecordId
    commitment: RecordId
    role: RecordId | None
    missing: str
    booking: Booking = Booking.FIRM


def is_overdue(work: Work, today: date) -> bool:
    """Return whether booked work should have been done by now; what is not booked yet cannot be overdue."""
    return work.deadline < today and work.booking is not Booking.THIS


def by_urgency(work: Work) -> Urgency:
    """Return what work is ordered by: its deadline; among equals the older promise, then the identifier."""
    return work.deadline, work.promised_on or date.max, work.requirement


def in_order(works: Iterable[Work]) -> list[Work]:
    """Return work with the earliest deadline first."""
    return sorted(works, key=by_urgency)
