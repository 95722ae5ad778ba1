"""What is booked at one moment of the database, read once and then looked at as often as one likes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from threading import Lock

from itcrm_tui.domain.capacity.at_risk import Threatened, at_risk
from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.check import Check, check
from itcrm_tui.domain.capacity.meter import RoleMeter, meter
from itcrm_tui.domain.capacity.most_short import most_short_first
from itcrm_tui.domain.capacity.words import client_words, tell_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.capacity import Capacity, Weighed, capacity, weigh
from itcrm_tui.workflows.copy_as_of import copy_as_of
from storage.store import Store


@dataclass(frozen=True)
class Booked:
    """Capacity with the questions that screens ask of it; one thread at a time counts, the others wait for it.

    `as_of`: of a working copy, as of when it knows what is booked.
    """

    known: Capacity
    as_of: datetime | None = None
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def meters(self, weeks: int, wish: Candidate | None = None) -> tuple[RoleMeter, ...]:
        """Return the meter of every role, the most short first, with the promise in hand if there is one."""
        with self._lock:
            return most_short_first(meter(self.known.situation, weeks, wish), self.known.names)

    def checks(self, wishes: Sequence[Candidate]) -> list[Check]:
        """Return whether some promises fit, each by itself."""
        with self._lock:
            return [check(self.known.situation, wish) for wish in wishes]

    def weigh(self, wish: Candidate) -> Weighed:
        """Return what is to be said of a promise."""
        with self._lock:
            return weigh(self.known, wish)

    def client_words(self, answer_due: date | None, found: Weighed, today: date) -> str:
        """Return what to tell a client of a draft on a working copy; where its teams can be asked, nothing."""
        return tell_words(client_words(answer_due, found.earliest, self.as_of, today)) if self.as_of else ""

    @property
    def at_risk(self) -> dict[RecordId, tuple[Threatened, ...]]:
        """The promises of which the schedule drops minutes, with what is dropped."""
        with self._lock:
            return self._at_risk

    @cached_property
    def _at_risk(self) -> dict[RecordId, tuple[Threatened, ...]]:
        found: dict[RecordId, tuple[Threatened, ...]] = {}
        for one in at_risk(self.known.situation):
            found[one.commitment] = (*found.get(one.commitment, ()), one)
        return found

    def is_known(self, role: RecordId) -> bool:
        """Return whether anybody with known hours fills a role."""
        pool = self.known.situation.roles.get(role)
        return pool is not None and bool(pool.hands)


def booked(store: Store, today: date) -> Booked:
    """Return what is booked, read in one moment. Raises NotForRoleError."""
    with store.read() as reader:
        return Booked(capacity(reader, today), copy_as_of(reader) if store.is_copy else None)
