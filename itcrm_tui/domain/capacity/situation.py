"""What there is and what is booked, seen from today: all that a check looks at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from itcrm_tui.domain.capacity.availability import Availability
from itcrm_tui.domain.capacity.calendar import WorkCalendar
from itcrm_tui.domain.capacity.grid import Grid
from itcrm_tui.domain.capacity.load import Booking, Uncounted, Work, in_order
from itcrm_tui.domain.capacity.pool import Pool
from itcrm_tui.domain.capacity.schedule import Schedule, schedule
from itcrm_tui.domain.capacity.supply import FULL_LOAD, Load, Supply
from itcrm_tui.ids import RecordId

if TYPE_CHECKING:
    from itcrm_tui.domain.capacity.meter import RoleMeter

FURTHEST = 520
"""The weeks that are looked at. Work due later has to be done before their end."""


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Roles with their people, booked work, calendar and today. `ok_load`: the load up to which a promise is OK.

    What is counted once is remembered, so that a promise can be weighed again with every key that is pressed.
    """

    today: date
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    ok_load: Decimal = Decimal("0.85")
    pools: tuple[Pool, ...] = ()
    works: tuple[Work, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    """Booked work of which something is unknown."""

    @cached_property
    def ok(self) -> Load:
        """The load up to which a promise is OK."""
        return self.ok_load.as_integer_ratio()

    @cached_property
    def grid(self) -> Grid:
        """The working days that are looked at."""
        return Grid(self.calendar, self.today, FURTHEST)

    @cached_property
    def roles(self) -> Mapping[RecordId, Pool]:
        """The roles by identifier."""
        return {pool.role: pool for pool in self.pools}

    @cached_property
    def booked(self) -> Mapping[RecordId, Sequence[Work]]:
        """Firm and soft work of each role, the most urgent first."""
        found: dict[RecordId, list[Work]] = defaultdict(list)
        for work in self.works:
            found[work.role].append(work)
        return {role: in_order(works) for role, works in found.items()}

    @cached_property
    def _firm(self) -> Mapping[RecordId, Sequence[Work]]:
        return {role: [work for work in works if work.booking is Booking.FIRM] for role, works in self.booked.items()}

    def _works(self, role: RecordId, *, soft: bool) -> Sequence[Work]:
        return (self.booked if soft else self._firm).get(role, ())

    @cached_property
    def _availability(self) -> dict[RecordId, Availability]:
        return {}

    def availability(self, role: RecordId) -> Availability:
        """Return how to count the minutes of a role; one that nobody fills has none."""
        if role not in self._availability:
            self._availability[role] = Availability(self.roles.get(role, Pool(role=role)), self.grid)
        return self._availability[role]

    @cached_property
    def _supplies(self) -> dict[tuple[RecordId, Load], Supply]:
        return {}

    def supply(self, role: RecordId, until: date, load: Load = FULL_LOAD) -> Supply:
        """Return the minutes of a role until a day and until its last booked work is due, at least."""
        booked = self.booked.get(role)
        last = max(until, booked[-1].deadline) if booked else until
        weeks = self.grid.week_of(last) + 1
        known = self._supplies.get((role, load))
        if known is None or len(known.weeks) < weeks:
            known = self._counted(role, weeks) if load == FULL_LOAD else self.supply(role, last).at(load)
            self._supplies[role, load] = known
        return known

    def _counted(self, role: RecordId, weeks: int) -> Supply:
        return Supply(self.grid, self.availability(role).weeks(weeks))

    @cached_property
    def drawn(self) -> "dict[tuple[RecordId, int], RoleMeter]":
        """The meters of roles that have been drawn without a promise in hand, by role and number of weeks."""
        return {}

    @cached_property
    def _schedules(self) -> dict[tuple[RecordId, Load, bool], Schedule]:
        return {}

    def scheduled(
        self, role: RecordId, until: date, load: Load, *, soft: bool, without: RecordId | None = None
    ) -> Schedule:
        """Return the schedule of what is booked in a role, soft bookings only when asked for.

        `without`: the commitment whose own bookings do not count, because it is the one that is weighed.
        """
        supply = self.supply(role, until, load)
        known = self._schedules.get((role, load, soft))
        if known is None or known.supply is not supply:
            known = self._schedules[role, load, soft] = self._schedule(role, supply, load, soft=soft)
        return known if without is None else known.without(without)

    def _schedule(self, role: RecordId, supply: Supply, load: Load, *, soft: bool) -> Schedule:
        together = self._schedules.get((role, load, True))
        if together is None or together.supply is not supply:
            return schedule(supply, self._works(role, soft=soft))
        return together if soft else together.firm()

    def scheduled_with(
        self, role: RecordId, added: Sequence[Work], load: Load, *, soft: bool, without: RecordId | None = None
    ) -> Schedule:
        """Return the schedule of what is booked in a role, and of more work."""
        until = max((work.deadline for work in added), default=self.today)
        before = self.scheduled(role, until, load, soft=soft, without=without)
        return before.having(added) if added else before

    def uncounted_in(self, roles: Iterable[RecordId], without: RecordId) -> tuple[Uncounted, ...]:
        """Return the unknown work that may be work of these roles, but for that of one commitment."""
        wanted = {None, *roles}
        return tuple(one for one in self.uncounted if one.role in wanted and one.commitment != without)
