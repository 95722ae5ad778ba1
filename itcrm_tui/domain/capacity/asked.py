"""Hours that commitments ask of roles, and the work that they are in a schedule."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from itcrm_tui.domain.capacity.load import Booking, Uncounted, Work
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.ids import RecordId

BOOKED = {State.PROMISED: Booking.FIRM, State.IN_DELIVERY: Booking.FIRM, State.CHECKED: Booking.SOFT}
"""The states in which a commitment takes hours. What is delivered takes none any more."""


class Asked(NamedTuple):
    """A requirement of hours with what its commitment says; `minutes` are those that are left."""

    requirement: RecordId
    commitment: RecordId
    state: State
    role: RecordId | None
    minutes: int | None
    starts_on: date | None
    needed_by: date | None
    due: date | None
    promised_on: date | None


def booked(asked: Iterable[Asked]) -> Iterator[Work | Uncounted]:
    """Yield what is booked, as work where all of it is known; what leaves nothing to do takes no hours."""
    for one in asked:
        booking, deadline = BOOKED.get(one.state), one.needed_by or one.due
        if booking is None:
            continue
        if one.role is None or one.minutes is None or deadline is None:
            yield _uncounted(one, booking)
        elif one.minutes:
            yield Work(
                requirement=one.requirement,
                commitment=one.commitment,
                role=one.role,
                minutes=one.minutes,
                starts_on=one.starts_on,
                deadline=deadline,
                promised_on=one.promised_on,
                booking=booking,
            )


def _uncounted(one: Asked, booking: Booking) -> Uncounted:
    missing = "role" if one.role is None else "hours" if one.minutes is None else "due date"
    return Uncounted(
        requirement=one.requirement, commitment=one.commitment, role=one.role, missing=missing, booking=booking
    )
