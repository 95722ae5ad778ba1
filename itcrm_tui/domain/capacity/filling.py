"""Who fills which role, and what is kept of it: from people to pools."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from itcrm_tui.domain.capacity.pool import Hands, Period, Pool, Reserve
from itcrm_tui.ids import RecordId

T = TypeVar("T")
Away = Iterable[tuple[RecordId, Period]]
"""People, and when they are away."""
Kept = Iterable[tuple[RecordId, Reserve]]
"""Roles, and what is kept of them."""


class Staff(NamedTuple):
    """What a person gives: minutes a week, None where nobody has said, and the parts of them by role."""

    id: RecordId
    weekly_minutes: int | None
    availability_factor: Decimal | None
    role_shares: Sequence[tuple[RecordId, Decimal]]


def pools(roles: Iterable[RecordId], people: Sequence[Staff], away: Away, kept: Kept) -> Iterator[Pool]:
    """Yield the roles with their people and reserves; people without weekly hours are named, not counted."""
    hands, reserves = _by_first(_hands(people, _by_first(away))), _by_first(kept)
    unknown = _by_first((role, one.id) for one in people if one.weekly_minutes is None for role, _ in one.role_shares)
    for role in roles:
        yield Pool(
            role=role,
            hands=tuple(hands.get(role, ())),
            reserves=tuple(reserves.get(role, ())),
            unknown=tuple(unknown.get(role, ())),
        )


def _hands(people: Iterable[Staff], away: Mapping[RecordId, Sequence[Period]]) -> Iterator[tuple[RecordId, Hands]]:
    """Yield each person's part in each role. Without an availability factor nothing is taken off."""
    for person in people:
        if person.weekly_minutes is not None:
            factor = Decimal(1) if person.availability_factor is None else person.availability_factor
            leave = tuple(away.get(person.id, ()))
            for role, share in person.role_shares:
                yield role, Hands(weekly_minutes=person.weekly_minutes, share=share, factor=factor, away=leave)


def _by_first(pairs: Iterable[tuple[RecordId, T]]) -> Mapping[RecordId, Sequence[T]]:
    found: dict[RecordId, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
