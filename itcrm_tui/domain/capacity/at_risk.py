"""Promises that the schedule cannot keep any more, and those that are overdue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.capacity.load import Work, by_urgency
from itcrm_tui.domain.capacity.schedule import Schedule
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.capacity.supply import FULL_LOAD
from itcrm_tui.ids import RecordId


@dataclass(frozen=True, kw_only=True)
class Threatened:
    """A promised commitment with the minutes of a role that cannot be done, and the deadline at which they are missed.

    Overdue work has its old deadline; its minutes are those that are still to do.
    """

    commitment: RecordId
    requirement: RecordId
    role: RecordId
    minutes: int
    day: date


def at_risk(situation: Situation) -> tuple[Threatened, ...]:
    """Return the promised commitments of which the schedule drops minutes, the soonest first."""
    return _told(entry for found in _schedules(situation) for entry in found.dropped)


def overdue(situation: Situation) -> tuple[Threatened, ...]:
    """Return the promised work whose deadline has passed, the longest overdue first."""
    return _told((work, work.minutes) for found in _schedules(situation) for work in found.overdue)


def _schedules(situation: Situation) -> Iterator[Schedule]:
    return (situation.scheduled(role, situation.today, FULL_LOAD, soft=False) for role in situation.booked)


def _told(entries: Iterable[tuple[Work, int]]) -> tuple[Threatened, ...]:
    ordered = sorted(entries, key=lambda entry: by_urgency(entry[0]))
    return tuple(
        Threatened(
            commitment=work.commitment, requirement=work.requirement, role=work.role, minutes=minutes, day=work.deadline
        )
        for work, minutes in ordered
    )
