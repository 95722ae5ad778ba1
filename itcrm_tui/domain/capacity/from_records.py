"""From records to what a check looks at: requirements to work, settings to a calendar."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from itcrm_tui.domain.capacity.asked import BOOKED as BOOKED
from itcrm_tui.domain.capacity.asked import Asked, booked
from itcrm_tui.domain.capacity.calendar import WorkCalendar
from itcrm_tui.domain.capacity.candidate import Candidate, HoursNeed, ThingNeed
from itcrm_tui.domain.capacity.load import Uncounted, Work
from itcrm_tui.domain.capacity.pools_from_records import pools
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.commitment import Answer, Commitment, Progress, Requirement, RequirementKind
from itcrm_tui.domain.date_words import weekday_named
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff
from itcrm_tui.domain.settings import Settings
from itcrm_tui.domain.transitions import state_of
from itcrm_tui.ids import RecordId

SUNDAY = 6
Part = TypeVar("Part", Answer, Progress)


@dataclass(frozen=True, kw_only=True)
class Records:
    """What capacity rests on: all people, time off and reserves, and the commitments that take hours."""

    settings: Settings
    roles: Sequence[Role] = ()
    people: Sequence[Person] = ()
    time_off: Sequence[TimeOff] = ()
    reserves: Sequence[RunReserve] = ()
    commitments: Sequence[Commitment] = ()
    requirements: Sequence[Requirement] = ()
    answers: Sequence[Answer] = ()
    progress: Sequence[Progress] = ()


def situation(records: Records, today: date, holidays: frozenset[date] = frozenset()) -> Situation:
    """Return what there is and what is booked on a day; `holidays` are the public ones of the organization."""
    found = list(booked(_asked(records)))
    return Situation(
        today=today,
        calendar=calendar(records.settings, holidays),
        ok_load=records.settings.ok_load,
        pools=tuple(pools(records.roles, records.people, records.time_off, records.reserves)),
        works=tuple(one for one in found if isinstance(one, Work)),
        uncounted=tuple(one for one in found if isinstance(one, Uncounted)),
    )


def calendar(settings: Settings, holidays: frozenset[date] = frozenset()) -> WorkCalendar:
    """Return the working days that the organization has settled on."""
    weekdays = (weekday_named(word.strip().lower()) for word in settings.working_days)
    return WorkCalendar(
        weekdays=frozenset(day for day in weekdays if day is not None),
        holidays=holidays,
        week_begins_on=0 if settings.iso_weeks else SUNDAY,
    )


def minutes_left(requirement: Requirement, progress: Iterable[Progress]) -> int | None:
    """Return the minutes that are left: those of the latest report, else all; None where nobody has said."""
    mine = [report for report in progress if report.requirement == requirement.id]
    latest = max(mine, key=lambda report: (report.reported_on, report.id), default=None)
    return latest.minutes_left if latest else requirement.minutes


def candidate(
    commitment: Commitment, requirements: Iterable[Requirement], progress: Sequence[Progress] = ()
) -> Candidate:
    """Return a commitment as what is weighed: a draft, or one that is checked again."""
    mine = [need for need in requirements if need.commitment == commitment.id]
    return Candidate(
        commitment=commitment.id,
        due=commitment.due,
        hours=tuple(_hours(need, progress) for need in mine if need.kind is RequirementKind.HOURS),
        things=tuple(_thing(need) for need in mine if need.kind is RequirementKind.THING),
        promised_on=commitment.promised_on,
    )


def _hours(need: Requirement, progress: Iterable[Progress]) -> HoursNeed:
    return HoursNeed(
        requirement=need.id,
        role=need.role,
        minutes=minutes_left(need, progress),
        starts_on=need.earliest_start,
        needed_by=need.needed_by,
    )


def _thing(need: Requirement) -> ThingNeed:
    return ThingNeed(
        requirement=need.id,
        name=need.description or str(need.thing or "thing"),
        starts_on=need.earliest_start,
        needed_by=need.needed_by,
        available_from=need.available_from,
        confirmed=need.confirmed_by is not None,
    )


def _asked(records: Records) -> Iterator[Asked]:
    """Yield the hours that are asked for, with the minutes that are left."""
    needs: dict[RecordId, list[Requirement]] = defaultdict(list)
    for need in records.requirements:
        needs[need.commitment].append(need)
    answers, progress = _by_requirement(records.answers), _by_requirement(records.progress)
    for commitment in records.commitments:
        mine = needs[commitment.id]
        state = state_of(commitment, mine, [answer for need in mine for answer in answers[need.id]])
        for need in mine:
            if need.kind is RequirementKind.HOURS:
                yield Asked(
                    requirement=need.id,
                    commitment=commitment.id,
                    state=state,
                    role=need.role,
                    minutes=minutes_left(need, progress[need.id]),
                    starts_on=need.earliest_start,
                    needed_by=need.needed_by,
                    due=commitment.due,
                    promised_on=commitment.promised_on,
                )


def _by_requirement(parts: Iterable[Part]) -> dict[RecordId, list[Part]]:
    found: dict[RecordId, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.requirement].append(part)
    return found
