"""From the records of people, their time off and run reserves to the roles that they fill."""

from collections.abc import Iterable, Iterator

from itcrm_tui.domain.capacity import filling
from itcrm_tui.domain.capacity.filling import Staff
from itcrm_tui.domain.capacity.pool import Pool, Reserve
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff


def pools(
    roles: Iterable[Role], people: Iterable[Person], time_off: Iterable[TimeOff], reserves: Iterable[RunReserve]
) -> Iterator[Pool]:
    """Yield the roles with their people and reserves; people without weekly hours are named, not counted."""
    return filling.pools(
        [role.id for role in roles],
        [Staff(one.id, one.weekly_minutes, one.availability_factor, one.role_shares) for one in people],
        [(leave.person, (leave.starts_on, leave.ends_on)) for leave in time_off],
        [(kept.role, _reserve(kept)) for kept in reserves],
    )


def _reserve(kept: RunReserve) -> Reserve:
    return Reserve(minutes_a_week=kept.minutes_a_week, starts_on=kept.starts_on, ends_on=kept.ends_on)
