"""The check before a promise: which roles it fits, at which load, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.capacity.candidate import Candidate, Missing, ThingNeed
from itcrm_tui.domain.capacity.load import Uncounted, Work
from itcrm_tui.domain.capacity.schedule import Schedule
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.capacity.supply import FULL_LOAD, Load
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """By how many minutes a role is short, since which deadline, and in which week that is."""

    role: RecordId
    minutes: int
    day: date
    week: date


@dataclass(frozen=True, kw_only=True)
class Line:
    """A verdict and the roles behind it: for SHORT those short at full load, for TIGHT those above the OK load."""

    verdict: Verdict
    shortfalls: tuple[Shortfall, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Check:
    """What a check said: against firm promises, and with soft bookings counted too."""

    firm: Line
    with_soft: Line
    late_things: tuple[ThingNeed, ...] = ()
    missing: tuple[Missing, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    """Booked work in the same roles of which something is unknown: it was not counted."""
    unknown_people: tuple[RecordId, ...] = ()
    """People in the same roles whose weekly hours nobody has said: they were not counted."""

    @property
    def verdict(self) -> Verdict:
        """The verdict against firm promises, the one that decides."""
        return self.firm.verdict


def check(situation: Situation, candidate: Candidate) -> Check:
    """Return whether a promise fits, and if not, where and by how much."""
    if candidate.is_empty:
        return _without_figures(Verdict.UNCHECKED)
    if missing := candidate.missing():
        return _without_figures(Verdict.CANNOT, missing)
    late, works = candidate.late_things(), works_by_role(candidate)
    pools = [situation.roles[role] for role in works if role in situation.roles]
    return Check(
        firm=_line(situation, candidate, works, late, soft=False),
        with_soft=_line(situation, candidate, works, late, soft=True),
        late_things=late,
        uncounted=situation.uncounted_in(works, candidate.commitment),
        unknown_people=tuple(sorted({person for pool in pools for person in pool.unknown})),
    )


def works_by_role(candidate: Candidate) -> dict[RecordId, list[Work]]:
    """Return the work of a promise by role."""
    found: dict[RecordId, list[Work]] = defaultdict(list)
    for work in candidate.works():
        found[work.role].append(work)
    return dict(found)


def shortfalls(
    situation: Situation,
    commitment: RecordId,
    works: Mapping[RecordId, Sequence[Work]],
    load: Load,
    *,
    soft: bool = False,
) -> tuple[Shortfall, ...]:
    """Return the roles that would drop more minutes at a load with this work than they drop without it."""
    found = (_shortfall(situation, commitment, role, added, load, soft=soft) for role, added in works.items())
    return tuple(shortfall for shortfall in found if shortfall)


def first_short_day(before: Schedule, after: Schedule) -> date | None:
    """Return the earliest deadline at which more minutes are dropped after than before; None if there is none.

    Work due later never takes minutes from work due earlier: what is dropped until a day only grows when work is added.
    """
    more: dict[date, int] = defaultdict(int)
    for work, minutes in after.dropped:
        more[work.deadline] += minutes
    for work, minutes in before.dropped:
        more[work.deadline] -= minutes
    return min((day for day, minutes in more.items() if minutes > 0), default=None)


def _shortfall(
    situation: Situation,
    commitment: RecordId,
    role: RecordId,
    added: Sequence[Work],
    load: Load,
    *,
    soft: bool,
) -> Shortfall | None:
    until = max(work.deadline for work in added)
    booked = situation.scheduled(role, until, load, soft=soft)
    if booked.does_all_of(added) or booked.has_room_for(added):
        return None
    before = situation.scheduled(role, until, load, soft=soft, without=commitment)
    after = before.having(added)
    day = first_short_day(before, after)
    if day is None:
        return None
    minutes = after.shortage - before.shortage
    return Shortfall(role=role, minutes=minutes, day=day, week=situation.calendar.week_of(day))


def _line(
    situation: Situation,
    candidate: Candidate,
    works: Mapping[RecordId, Sequence[Work]],
    late_things: Iterable[ThingNeed],
    *,
    soft: bool,
) -> Line:
    above_ok = shortfalls(situation, candidate.commitment, works, situation.ok, soft=soft)
    short = shortfalls(situation, candidate.commitment, works, FULL_LOAD, soft=soft) if above_ok else ()
    if short or any(True for _ in late_things):
        return Line(verdict=Verdict.SHORT, shortfalls=short)
    return Line(verdict=Verdict.TIGHT if above_ok else Verdict.OK, shortfalls=above_ok)


def _without_figures(verdict: Verdict, missing: tuple[Missing, ...] = ()) -> Check:
    line = Line(verdict=verdict)
    return Check(firm=line, with_soft=line, missing=missing)
