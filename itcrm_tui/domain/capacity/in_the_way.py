"""What is in the way of a promise: the work that fills the days in which it does not fit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.check import first_short_day, works_by_role
from itcrm_tui.domain.capacity.load import Booking, Work
from itcrm_tui.domain.capacity.schedule import Schedule
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.capacity.supply import FULL_LOAD, Load
from itcrm_tui.ids import RecordId


@dataclass(frozen=True, kw_only=True)
class InTheWay:
    """A commitment with its minutes among the full days, and those that would be dropped at their end for this one."""

    commitment: RecordId
    minutes: int
    dropped: int


@dataclass(frozen=True, kw_only=True)
class FullDays:
    """The days of a role that are full until the first short deadline: `available` = `this` + the minutes of all rows.

    All of this work has to be done by `ends_on` and none of it may begin before `starts_on`: only less of it, later
    deadlines, or more hours help.
    """

    role: RecordId
    starts_on: date
    ends_on: date
    available: int
    this: int
    rows: tuple[InTheWay, ...]


def in_the_way(
    situation: Situation, candidate: Candidate, load: Load = FULL_LOAD, *, soft: bool = False
) -> tuple[FullDays, ...]:
    """Return for each role that is short at a load which work fills it; the largest piece comes first."""
    found = (
        _full_days(situation, role, works, load, soft=soft, without=candidate.commitment)
        for role, works in works_by_role(candidate).items()
    )
    return tuple(days for days in found if days)


def _full_days(
    situation: Situation,
    role: RecordId,
    works: Sequence[Work],
    load: Load,
    *,
    soft: bool,
    without: RecordId,
) -> FullDays | None:
    until = max(work.deadline for work in works)
    before = situation.scheduled(role, until, load, soft=soft, without=without)
    after = before.having(works)
    day = first_short_day(before, after)
    return _until(day, role, after, _newly_dropped(before, after, day)) if day else None


def _newly_dropped(before: Schedule, after: Schedule, day: date) -> list[tuple[Work, int]]:
    """Return the work that is due on a day with the minutes of it that are dropped only after."""
    known = {work.requirement: minutes for work, minutes in before.dropped}
    more = ((work, minutes - known.get(work.requirement, 0)) for work, minutes in after.dropped if work.deadline == day)
    return [(work, minutes) for work, minutes in more if minutes > 0]


def _until(day: date, role: RecordId, after: Schedule, dropped: Sequence[tuple[Work, int]]) -> FullDays:
    supply = after.supply
    end = supply.end_of(day)
    start = _beginning(after, dropped, end)
    inside = [(one.work, min(one.end, end) - one.start) for one in after.stretches if start <= one.start < end]
    return FullDays(
        role=role,
        starts_on=supply.day_of(start) if inside else day,
        ends_on=day,
        available=end - start,
        this=sum(minutes for work, minutes in inside if work.booking is Booking.THIS),
        rows=_rows(inside, dropped),
    )


def _beginning(after: Schedule, dropped: Iterable[tuple[Work, int]], end: int) -> int:
    """Return the first minute that dropped work could use if other work moved as far as it may; else `end`."""
    supply = after.supply
    start = min([supply.window(work)[0] for work, _ in dropped] + [end])
    for one in sorted(after.stretches, key=lambda stretch: stretch.end, reverse=True):
        if start == end or one.end <= start:
            break
        if one.start < end:
            start = min(start, supply.window(one.work)[0])
    return start


def _rows(inside: Iterable[tuple[Work, int]], dropped: Iterable[tuple[Work, int]]) -> tuple[InTheWay, ...]:
    minutes, more = _by_commitment(inside), _by_commitment(dropped)
    rows = [
        InTheWay(commitment=commitment, minutes=minutes.get(commitment, 0), dropped=more.get(commitment, 0))
        for commitment in {*minutes, *more}
    ]
    return tuple(sorted(rows, key=lambda row: (-row.minutes - row.dropped, row.commitment)))


def _by_commitment(entries: Iterable[tuple[Work, int]]) -> dict[RecordId, int]:
    """Return the minutes of each commitment but the one that is weighed."""
    found: dict[RecordId, int] = defaultdict(int)
    for work, minutes in entries:
        if work.booking is not Booking.THIS:
            found[work.commitment] += minutes
    return found
