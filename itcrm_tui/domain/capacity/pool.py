"""Who fills a role, and what of its week is kept for keeping things running."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from itcrm_tui.ids import RecordId

Period = tuple[date, date]


@dataclass(frozen=True, kw_only=True)
class Hands:
    """One person's part in a role: minutes a week, share and availability factor; away on periods, ends included."""

    weekly_minutes: int
    share: Decimal = Decimal(1)
    factor: Decimal = Decimal(1)
    away: tuple[Period, ...] = ()

    def minutes_a_week(self) -> tuple[int, int]:
        """Return the exact minutes that the role has of this person in a week without leave: numerator, denominator."""
        share, whole = self.share.as_integer_ratio()
        factor, of = self.factor.as_integer_ratio()
        return self.weekly_minutes * share * factor, whole * of


@dataclass(frozen=True, kw_only=True)
class Reserve:
    """Minutes a week that are kept, from one day to another; without a day, always."""

    minutes_a_week: int
    starts_on: date | None = None
    ends_on: date | None = None

    def is_steady(self) -> bool:
        """Whether it has neither beginning nor end."""
        return self.starts_on is None and self.ends_on is None

    def part_of(self, week: Sequence[date]) -> Fraction:
        """Return the minutes kept in a week of these working weekdays; in proportion where it begins or ends in it."""
        inside = sum(self._holds(day) for day in week)
        return Fraction(self.minutes_a_week * inside, len(week)) if week else Fraction(0)

    def _holds(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A role: its people, pooled, and its run reserves. `unknown`: people whose weekly hours nobody has said."""

    role: RecordId
    hands: tuple[Hands, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    unknown: tuple[RecordId, ...] = ()
