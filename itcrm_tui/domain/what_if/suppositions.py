"""What can be supposed. Each says which records would be other than they were seen, and which would be new."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

from itcrm_tui.domain.commitment import Commitment, Progress, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person, RunReserve, TimeOff
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.renegotiation import PROMISED, moved_needs
from itcrm_tui.ids import RecordId

MAY_MOVE = (State.DRAFT, State.CHECKED, *PROMISED)
"""The states in which a commitment can be moved, changed or dropped."""

Edit: TypeAlias = tuple[Record | None, Record]
"""A record as it was seen, None for a new one, and as it would be."""


@dataclass(frozen=True, kw_only=True)
class DueMoved:
    """A commitment is due on another day; `needs`: its requirements, of which some move along."""

    seen: Commitment
    due: date
    needs: tuple[Requirement, ...] = ()

    @property
    def about(self) -> RecordId:
        """What it is about: two that are about the same would contradict each other."""
        return self.seen.id

    @property
    def is_renegotiation(self) -> bool:
        """Whether the client has to agree."""
        return self.seen.state in PROMISED

    def edits(self) -> Iterator[Edit]:
        """Yield what would change; a promise keeps its first date."""
        first = self.seen.original_due or (self.seen.due if self.is_renegotiation else None)
        yield self.seen, replace(self.seen, due=self.due, original_due=first)
        yield from moved_needs(self.needs, self.seen.due, self.due)


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """The client takes a commitment back."""

    seen: Commitment

    @property
    def about(self) -> RecordId:
        """What it is about."""
        return self.seen.id

    def edits(self) -> Iterator[Edit]:
        """Yield what would change."""
        yield self.seen, replace(self.seen, state=State.WITHDRAWN)


@dataclass(frozen=True, kw_only=True)
class HoursChanged:
    """A requirement takes other minutes; where some are reported as left, that is another report."""

    need: Requirement
    minutes: int
    before: int | None
    report: Progress | None = None

    @property
    def about(self) -> RecordId:
        """What it is about."""
        return self.need.id

    def edits(self) -> Iterator[Edit]:
        """Yield what would change."""
        yield (self.need, replace(self.need, minutes=self.minutes)) if self.report is None else (None, self.report)


@dataclass(frozen=True, kw_only=True)
class PersonAdded:
    """Somebody joins a role; until the first day they are away."""

    person: Person
    away: TimeOff | None = None

    @property
    def about(self) -> RecordId:
        """What it is about."""
        return self.person.id

    @property
    def starts_on(self) -> date | None:
        """The first day of work, where it is not today."""
        return self.away.ends_on + timedelta(days=1) if self.away else None

    def edits(self) -> Iterator[Edit]:
        """Yield what would be new."""
        yield None, self.person
        if self.away:
            yield None, self.away


@dataclass(frozen=True, kw_only=True)
class LeaveTaken:
    """Somebody is away."""

    leave: TimeOff

    @property
    def about(self) -> RecordId:
        """What it is about."""
        return self.leave.id

    def edits(self) -> Iterator[Edit]:
        """Yield what would be new."""
        yield None, self.leave


@dataclass(frozen=True, kw_only=True)
class ReserveChanged:
    """Other minutes a week of a role are kept for running things; `seen` is None where none were."""

    seen: RunReserve | None
    reserve: RunReserve

    @property
    def about(self) -> RecordId:
        """What it is about."""
        return self.reserve.role

    def edits(self) -> Iterator[Edit]:
        """Yield what would change."""
        yield self.seen, self.reserve


Supposition: TypeAlias = DueMoved | Dropped | HoursChanged | PersonAdded | LeaveTaken | ReserveChanged


def person_added(
    name: str, role: RecordId, weekly_minutes: int, share: Decimal, starts_on: date | None, today: date
) -> PersonAdded:
    """Return that somebody with so many minutes a week gives a share of them to a role, from a day on."""
    person = Person(name=name, weekly_minutes=weekly_minutes, role_shares=((role, share),))
    if starts_on is None or starts_on <= today:
        return PersonAdded(person=person)
    until = starts_on - timedelta(days=1)
    return PersonAdded(person=person, away=TimeOff(person=person.id, starts_on=today, ends_on=until))
