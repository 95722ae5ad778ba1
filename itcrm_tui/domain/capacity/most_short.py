"""The order of the meter: the role that is short by most comes first, then the one with the fewest hours free."""

from collections.abc import Iterable, Mapping

from itcrm_tui.domain.capacity.meter import RoleMeter
from itcrm_tui.ids import RecordId


def most_short_first(roles: Iterable[RoleMeter], names: Mapping[RecordId, str]) -> tuple[RoleMeter, ...]:
    """Return roles by the minutes that are over in the weeks shown, then by their least free week, then by name."""
    return tuple(sorted(roles, key=lambda role: (-sum(role.over), *_least(role), names.get(role.role, "").casefold())))


def is_short(role: RoleMeter) -> bool:
    """Return whether more is wanted of a role in some week than there is."""
    return any(minutes < 0 for minutes in role.free)


def _least(role: RoleMeter) -> tuple[bool, int]:
    """Return the fewest minutes free of any week with hours in it; a role that has none at all comes last."""
    free = [minutes for minutes, there in zip(role.free, role.available) if there or minutes < 0]
    return not free, min(free, default=0)
