"""What fills one week of a role: its requirements with their minutes, which add up to the meter's figures."""

from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.load import Booking
from itcrm_tui.domain.capacity.meter import RoleMeter, Row, Week
from itcrm_tui.domain.wording import hours_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.booked import Booked

UNKNOWN = "?"


@dataclass(frozen=True, kw_only=True)
class WeekRow:
    """A requirement in a week. `minutes` are done in it, `over` are dropped at a deadline in it.

    `booking`: firm, overdue (firm, too), soft or this, so that the rows of each add up to the figures of the meter.
    """

    id: str
    key: int
    commitment: RecordId
    title: str
    part: str
    booking: str
    minutes: int
    over: int
    due: date


@dataclass(frozen=True, kw_only=True)
class FilledWeek:
    """A week of a role with all that fills it."""

    week: Week
    rows: tuple[WeekRow, ...]


def filled_week(there: Booked, role: str, number: int, weeks: int, wish: Candidate | None = None) -> FilledWeek | None:
    """Return what fills a week of a role, the largest first; None where the role is gone."""
    found = next((one for one in there.meters(weeks, wish) if one.role == role), None)
    return _filled(there, found, number) if found is not None else None


def week_lines(there: Booked, role: str, number: int, weeks: int, wish: Candidate | None = None) -> tuple[str, ...]:
    """Return what fills a week of a role in words: its sums, then a line each."""
    found = filled_week(there, role, number, weeks, wish)
    if found is None:
        return ()
    return (sums(found.week), *(f"  {row.title}  {_hours(row)}" for row in found.rows))


def sums(week: Week) -> str:
    """Return what a week has and what takes it: `48 h there: 22 h firm, 8 h soft; 18 h free`."""
    taken = {"firm": week.firm, "soft": week.soft, "this": week.this, "over": week.over}
    parts = ", ".join(f"{hours_words(minutes)} {words}" for words, minutes in taken.items() if minutes)
    lost = f"; holidays take {hours_words(week.holiday)}" if week.holiday else ""
    sign = "-" if week.free < 0 else ""
    free = f"{sign}{hours_words(abs(week.free))} free"
    return f"{hours_words(week.available)} there: {parts or 'nothing booked'}; {free}{lost}"


def _hours(row: WeekRow) -> str:
    over = f", {hours_words(row.over)} over" if row.over else ""
    return f"{hours_words(row.minutes)} {row.booking}{over}"


def _filled(there: Booked, found: RoleMeter, number: int) -> FilledWeek:
    rows = (_row(there, row, place) for place, row in enumerate(found.behind(number)))
    return FilledWeek(week=found.week(number), rows=tuple(rows))


def _row(there: Booked, row: Row, place: int) -> WeekRow:
    names, work = there.known.names, row.work
    is_this, is_firm = work.booking is Booking.THIS, work.booking is Booking.FIRM
    return WeekRow(
        id=work.requirement,
        key=place,
        commitment=work.commitment,
        title=names.get(work.commitment, "the promise in hand" if is_this else UNKNOWN),
        part=names.get(work.requirement, ""),
        booking="overdue" if row.overdue and is_firm else str(work.booking.value),
        minutes=row.scheduled,
        over=row.dropped,
        due=work.deadline,
    )
