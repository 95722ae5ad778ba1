"""How many minutes a role has free in a week, so that the sample shows full weeks and empty ones."""

from datetime import date, timedelta
from decimal import Decimal

from itcrm_tui.domain.people import Person
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.demo import days
from itcrm_tui.workflows.demo.people import Staff

WORKDAYS_A_WEEK = 5


def free_minutes(staff: Staff, role: str, start: date) -> int:
    """Return the free minutes of a role from `start` to that week's Friday, less leave and its part of the reserve."""
    role_id = staff.roles[role].id
    left = [start + timedelta(days=ahead) for ahead in range(WORKDAYS_A_WEEK - start.weekday())]
    worked = sum((_minutes(staff, person, role_id, day) for person in staff.people for day in left), Decimal(0))
    kept = sum(reserve.minutes_a_week for reserve in staff.reserves if reserve.role == role_id)
    return max(0, int(worked) - kept * len(left) // WORKDAYS_A_WEEK)


def _minutes(staff: Staff, person: Person, role_id: RecordId, day: date) -> Decimal:
    share = dict(person.role_shares).get(role_id)
    away = any(off.person == person.id and off.starts_on <= day <= off.ends_on for off in staff.time_off)
    if share is None or away:
        return Decimal(0)
    week = Decimal(person.weekly_minutes or 0) * (person.availability_factor or 0)
    return week * share / WORKDAYS_A_WEEK


def first_day(today: date, week: int) -> date:
    """Return where a week begins for planning: today (or the next working day) in week 0, then each Monday."""
    start = days.workday_from(today)
    return start if week == 0 else days.monday(start) + timedelta(weeks=week)
