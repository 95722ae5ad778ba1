"""Causes of misses by month: which come again, and what has become of the corrective actions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.misses import Action, action_of, missing_of
from itcrm_tui.domain.promising import MissReview, ProcessCause

LOOKED_BACK, REPEATED = 3, 2
"""A cause is repeated when it stands in at least `REPEATED` of the last `LOOKED_BACK` months, this one included."""
NOT_REVIEWED = "no cause yet"
Month = tuple[int, int]


@dataclass(frozen=True)
class Miss:
    """A missed promise with its review, if there is one, and what its client is called."""

    commitment: Commitment
    review: MissReview | None
    client: str = ""

    @property
    def month(self) -> Month | None:
        """The month in which it was closed as missed; None where that is not known."""
        on = self.commitment.closed_on
        return (on.year, on.month) if on else None

    @property
    def causes(self) -> tuple[str, ...]:
        """Its causes; of one that nobody has reviewed, that there is none yet."""
        return (self.review.causes if self.review else ()) or (NOT_REVIEWED,)


@dataclass(frozen=True)
class CauseRow:
    """A cause with its misses, month by month."""

    cause: str
    by_month: tuple[tuple[Miss, ...], ...]
    is_repeated: bool

    @property
    def misses(self) -> tuple[Miss, ...]:
        """All of them."""
        return tuple(miss for month in self.by_month for miss in month)


@dataclass(frozen=True)
class Report:
    """The misses of some months, the latest last. `undated`: those of which nobody knows when they were closed.

    A miss with two causes stands with each of them, so the causes add up to more than the misses.
    """

    months: tuple[Month, ...]
    rows: tuple[CauseRow, ...]
    by_month: tuple[tuple[Miss, ...], ...]
    actions: dict[Action, tuple[Miss, ...]]
    undated: tuple[Miss, ...]

    @property
    def misses(self) -> tuple[Miss, ...]:
        """All misses of these months."""
        return tuple(miss for month in self.by_month for miss in month)

    @property
    def reviewed(self) -> int:
        """How many of them are reviewed in full."""
        return sum(not missing_of(miss.review) for miss in self.misses)

    @property
    def repeated(self) -> tuple[str, ...]:
        """The causes that come again."""
        return tuple(row.cause for row in self.rows if row.is_repeated)


def months_until(today: date, count: int) -> tuple[Month, ...]:
    """Return so many months, that of a day the last."""
    last = today.year * 12 + today.month - 1
    return tuple(((last - back) // 12, (last - back) % 12 + 1) for back in reversed(range(count)))


def report(misses: Iterable[Miss], months: Sequence[Month], today: date) -> Report:
    """Return the causes of misses in some months, in the order of the causes; what is not reviewed is last."""
    every = sorted(misses, key=lambda miss: (miss.commitment.closed_on or date.min, miss.commitment.id))
    by_month = tuple(tuple(miss for miss in every if miss.month == month) for month in months)
    shown = [miss for month in by_month for miss in month]
    found = Counter(cause for miss in shown for cause in miss.causes)
    order = [*map(str, ProcessCause), *sorted(set(found) - {*map(str, ProcessCause), NOT_REVIEWED}), NOT_REVIEWED]
    return Report(
        months=tuple(months),
        rows=tuple(_row(cause, by_month, every, today) for cause in order if found[cause]),
        by_month=by_month,
        actions={one: tuple(miss for miss in shown if action_of(miss.review, today) is one) for one in Action},
        undated=tuple(miss for miss in every if miss.month is None),
    )


def _row(cause: str, by_month: Sequence[Sequence[Miss]], every: Sequence[Miss], today: date) -> CauseRow:
    of_it = tuple(tuple(miss for miss in month if cause in miss.causes) for month in by_month)
    lately = {miss.month for miss in every if cause in miss.causes} & set(months_until(today, LOOKED_BACK))
    return CauseRow(cause, of_it, cause != NOT_REVIEWED and len(lately) >= REPEATED)
