"""Capacity as it stands in the database: read in one unit, then weighed without it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from itcrm_tui.domain.capacity.asked import BOOKED, booked
from itcrm_tui.domain.capacity.candidate import Candidate, HoursNeed
from itcrm_tui.domain.capacity.check import Check, check
from itcrm_tui.domain.capacity.earliest import Earliest, earliest
from itcrm_tui.domain.capacity.filling import pools
from itcrm_tui.domain.capacity.from_records import Records, calendar, candidate
from itcrm_tui.domain.capacity.in_the_way import FullDays, in_the_way
from itcrm_tui.domain.capacity.load import Uncounted, Work
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.commitment import Answer, Commitment, Progress, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff
from itcrm_tui.domain.public_holidays import HolidaysUnknownError, public_holidays
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.settings import Settings
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import NotForRoleError
from storage.reader import Reader
from storage.views.asked import AskedHours, asked_hours
from storage.views.filling import away, kept, role_names, staff

RESTS_ON = (Role, Person, TimeOff, RunReserve, Commitment, Requirement, Answer, Progress)
"""The records without which there is no capacity to be told."""
R = TypeVar("R", bound=Record)
YEARS = 11
"""As far ahead as is looked at."""


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """What there is and what is booked, what records are called, and what could not be counted, in words."""

    situation: Situation
    names: dict[RecordId, str]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """What a check said of a promise, the earliest date that fits, and what is in the way."""

    check: Check
    earliest: Earliest
    in_the_way: tuple[FullDays, ...]


def capacity(reader: Reader, today: date, roles: Collection[RecordId] | None = None) -> Capacity:
    """Return capacity as one moment of the database has it, of some roles or of all. Raises NotForRoleError.

    Only what the schedule goes by is read. What it says is the same as of the whole records (`records_behind`).
    """
    _demand_all(reader)
    settings, connection = reader.settings(), reader.connection
    holidays, remarks = known_holidays(settings, today)
    days = calendar(settings, holidays)
    since = days.week_of(today)
    hours, named = asked_hours(connection, roles), role_names(connection, roles)
    people, called = staff(connection, roles)
    found = list(booked(hours.asked))
    there = Situation(
        today=today,
        calendar=days,
        ok_load=settings.ok_load,
        pools=tuple(pools(named, people, away(connection, roles, since), kept(connection, roles, since))),
        works=tuple(one for one in found if isinstance(one, Work)),
        uncounted=tuple(one for one in found if isinstance(one, Uncounted)),
    )
    return Capacity(situation=there, names={**named, **called, **_names_of(hours, named)}, remarks=remarks)


def _demand_all(reader: Reader) -> None:
    for kind in map(kind_of, RESTS_ON):
        if kind.name in reader.hidden:
            raise NotForRoleError(kind)


def _names_of(hours: AskedHours, roles: dict[RecordId, str]) -> dict[RecordId, str]:
    parts = {one.requirement: roles.get(one.role, "") if one.role else "" for one in hours.asked}
    return {**hours.titles, **parts, **{one: words for one, words in hours.descriptions.items() if words}}


def names_in(records: Records) -> dict[RecordId, str]:
    """Return what is called how among what capacity rests on; a requirement by its description, else its role."""
    names = {role.id: role.name for role in records.roles} | {person.id: person.name for person in records.people}
    names |= {one.id: one.title for one in records.commitments}
    return names | {need.id: need.description or names.get(need.role or need.id, "") for need in records.requirements}


def weigh(known: Capacity, wish: Candidate) -> Weighed:
    """Return what is to be said of a promise before it is made."""
    there = known.situation
    return Weighed(check=check(there, wish), earliest=earliest(there, wish), in_the_way=in_the_way(there, wish))


def wish_of(reader: Reader, commitment: Commitment) -> Candidate:
    """Return a commitment on file as what is weighed. Raises NotForRoleError."""
    needs = _all(reader, Requirement, commitment=commitment.id)
    return candidate(commitment, needs, _all(reader, Progress, requirement=[need.id for need in needs]))


def new_wish(hours: Sequence[tuple[RecordId, int]], starts_on: date | None, due: date) -> Candidate:
    """Return a promise that is on no record: minutes of roles, from a day to another."""
    needs = (
        HoursNeed(requirement=RecordId(f"need {number}"), role=role, minutes=minutes, starts_on=starts_on)
        for number, (role, minutes) in enumerate(hours)
    )
    return Candidate(commitment=RecordId(""), due=due, hours=tuple(needs))


def records_behind(reader: Reader, states: Iterable[State] = tuple(BOOKED)) -> Records:
    """Return what capacity rests on, with the commitments that are in some states. Raises NotForRoleError."""
    commitments = _all(reader, Commitment, state=[str(state) for state in states])
    requirements = _all(reader, Requirement, commitment=[one.id for one in commitments])
    needs = [need.id for need in requirements]
    return Records(
        settings=reader.settings(),
        roles=sorted(_all(reader, Role), key=lambda role: (role.name.casefold(), role.id)),
        people=_all(reader, Person),
        time_off=_all(reader, TimeOff),
        reserves=_all(reader, RunReserve),
        commitments=commitments,
        requirements=requirements,
        answers=_all(reader, Answer, requirement=needs),
        progress=_all(reader, Progress, requirement=needs),
    )


def _all(reader: Reader, record_type: type[R], **equal: Any) -> Sequence[R]:
    found = reader.find(record_type, **equal)
    if isinstance(found, Hidden):
        raise NotForRoleError(kind_of(record_type))
    return found


def known_holidays(settings: Settings, today: date) -> tuple[frozenset[date], tuple[str, ...]]:
    """Return the public holidays of the organization; where they cannot be looked up, that is a remark."""
    years = range(today.year - 1, today.year + YEARS)
    try:
        return public_holidays(settings.holiday_country, settings.holiday_subdivision, years), ()
    except HolidaysUnknownError as error:
        return frozenset(), (f"Public holidays are not counted. {error}",)
