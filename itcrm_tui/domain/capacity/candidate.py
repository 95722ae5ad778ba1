"""The promise in hand: what it needs of people and things, and by when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from itcrm_tui.domain.capacity.load import Booking, Work
from itcrm_tui.ids import RecordId


@dataclass(frozen=True, kw_only=True)
class HoursNeed:
    """Minutes of a role that are left to do; None where nobody has said."""

    requirement: RecordId
    role: RecordId | None
    minutes: int | None
    starts_on: date | None = None
    needed_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class ThingNeed:
    """A thing, from when it is available, and whether somebody has confirmed it."""

    requirement: RecordId
    name: str
    starts_on: date | None = None
    needed_by: date | None = None
    available_from: date | None = None
    confirmed: bool = False

    def is_there_by(self, day: date) -> bool:
        """Return whether the thing is available on a day; confirmed without a date means it is there already."""
        return self.confirmed if self.available_from is None else self.available_from <= day


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What nobody has said, and of which requirement; of the commitment itself where it is None."""

    what: str
    requirement: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A commitment whose promise is weighed."""

    commitment: RecordId
    due: date | None
    hours: tuple[HoursNeed, ...] = ()
    things: tuple[ThingNeed, ...] = ()
    promised_on: date | None = None

    @property
    def needs(self) -> tuple[HoursNeed | ThingNeed, ...]:
        """All it needs."""
        return (*self.hours, *self.things)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said what it needs."""
        return not self.needs

    def missing(self) -> tuple[Missing, ...]:
        """Return what has to be known before it can be checked."""
        return tuple(self._missing())

    def _missing(self) -> Iterator[Missing]:
        if self.due is None:
            yield Missing(what="due date")
        for need in self.hours:
            if need.role is None:
                yield Missing(what="role", requirement=need.requirement)
            if need.minutes is None:
                yield Missing(what="hours", requirement=need.requirement)

    def works(self) -> Iterator[Work]:
        """Yield its work, as far as it is known."""
        for need in self.hours:
            deadline = need.needed_by or self.due
            if need.role is not None and need.minutes is not None and deadline is not None:
                yield Work(
                    requirement=need.requirement,
                    commitment=self.commitment,
                    role=need.role,
                    minutes=need.minutes,
                    starts_on=need.starts_on,
                    deadline=deadline,
                    promised_on=self.promised_on,
                    booking=Booking.THIS,
                )

    def late_things(self) -> tuple[ThingNeed, ...]:
        """Return the things that are not available when they are needed, or of which nobody knows."""
        return tuple(
            thing for thing in self.things if (by := thing.needed_by or self.due) is None or not thing.is_there_by(by)
        )

    def dated(self, due: date, needed_by: dict[RecordId, date]) -> "Candidate":
        """Return the same promise for other dates; a requirement that is not named keeps none of its own."""
        return replace(
            self,
            due=due,
            hours=tuple(replace(need, needed_by=needed_by.get(need.requirement)) for need in self.hours),
            things=tuple(replace(thing, needed_by=needed_by.get(thing.requirement)) for thing in self.things),
        )
