"""What is supposed, and what that makes possible or puts at risk, in words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from itcrm_tui.domain.capacity.words import UNKNOWN, WEEKDAYS
from itcrm_tui.domain.people import RunReserve
from itcrm_tui.domain.what_if.comparing import Comparison, Free, Reweighed, Risk, Weight
from itcrm_tui.domain.what_if.suppositions import (
    Dropped,
    DueMoved,
    HoursChanged,
    LeaveTaken,
    PersonAdded,
    ReserveChanged,
    Supposition,
)
from itcrm_tui.domain.wording import Section, day_words, hours_words, named
from itcrm_tui.ids import RecordId

Names = Mapping[RecordId, str]
POSSIBLE, AT_RISK, DATES, FREE = "BECOMES POSSIBLE", "COMES AT RISK", "DATES MOVE", "HOURS FREE"
WORSE, BETTER = "AT RISK BY MORE", "AT RISK BY LESS"
NOTHING = "nothing"
WEEKS_NAMED = 4
HOUR = 60


def supposition_words(one: Supposition, names: Names, today: date) -> str:
    """Return what is supposed: `due 26 Dec, not 12 Dec: Site Lyon`."""
    match one:
        case DueMoved():
            return f"due {day_words(one.due, today)}, not {_day(one.seen.due, today)}: {one.seen.title}"
        case Dropped():
            return f"withdrawn: {one.seen.title}"
        case HoursChanged():
            title, left = names.get(one.need.commitment, UNKNOWN), " left" if one.report else ""
            role = names.get(one.need.role or one.need.id, UNKNOWN)
            return f"{hours_words(one.minutes)} {role}{left}, not {hours_words(one.before)}: {title}"
        case PersonAdded():
            return _joining(one, names, today)
        case LeaveTaken():
            leave = one.leave
            until = "" if leave.starts_on == leave.ends_on else f" to {day_words(leave.ends_on, today)}"
            return f"away {day_words(leave.starts_on, today)}{until}: {names.get(leave.person, UNKNOWN)}"
        case ReserveChanged():
            role, kept = names.get(one.reserve.role, UNKNOWN), hours_words(one.reserve.minutes_a_week)
            return f"{kept} a week of {role} kept for running, not {_kept(one.seen)}"


def _joining(one: PersonAdded, names: Names, today: date) -> str:
    ((role, share),) = one.person.role_shares
    part = f" at {share.normalize():f}" if share != 1 else ""
    start = f" from {day_words(one.starts_on, today)}" if one.starts_on else ""
    hours = hours_words(one.person.weekly_minutes)
    return f"{hours} a week{part} more of {names.get(role, UNKNOWN)}{start}: {one.person.name}"


def _kept(reserve: RunReserve | None) -> str:
    return hours_words(reserve.minutes_a_week) if reserve else "nothing"


def sections(found: Comparison, names: Names, today: date) -> tuple[Section, ...]:
    """Return what comes at risk, what becomes possible, which earliest dates move, and which hours are free."""

    def told(risks: Iterable[Risk]) -> tuple[str, ...]:
        return tuple(risk_line(risk, names, today) for risk in risks)

    def weighed(those: Iterable[Reweighed]) -> tuple[str, ...]:
        return tuple(weighed_line(one, names, today) for one in those)

    verdicts = [one for one in found.reweighed if one.changes_verdict]
    moved = [one for one in found.reweighed if not one.changes_verdict]
    parts = (
        Section(AT_RISK, told(found.coming) + weighed(one for one in verdicts if one.is_worse) or (NOTHING,)),
        Section(WORSE, told(found.rising)),
        Section(POSSIBLE, told(found.leaving) + weighed(one for one in verdicts if not one.is_worse) or (NOTHING,)),
        Section(BETTER, told(found.falling)),
        Section(DATES, weighed(sorted(moved, key=lambda one: not one.is_worse))),
        Section(FREE, tuple(_free(found.free, names, today))),
    )
    return tuple(part for part in parts if part.lines)


def summary_words(found: Comparison) -> str:
    """Return how many commitments there are of each: `2 become possible, 1 comes at risk, 1 gets worse`."""
    counted = [(len(found.possible), "become", "possible"), (len(found.at_risk), "come", "at risk")]
    others = [(len(found.worse), "get", "worse"), (len(found.better), "get", "better")]
    told = (*counted, *(one for one in others if one[0]))
    return ", ".join(f"{number:,} {verb}{'s' if number == 1 else ''} {what}" for number, verb, what in told)


def risk_line(risk: Risk, names: Names, today: date) -> str:
    """Return what a promise is short of, and was: `Laptops Q1: 12 h Network short by Fri 11 Dec, was in time`."""
    title, role = names.get(risk.commitment, UNKNOWN), names.get(risk.role, UNKNOWN)
    day = f"{WEEKDAYS[risk.day.weekday()]} {day_words(risk.day, today)}"
    if risk.after == 0:
        return f"{title}: no longer at risk, was {hours_words(risk.before)} {role} short by {day}"
    was = f"{hours_words(risk.before)} short" if risk.before else "in time"
    return f"{title}: {hours_words(risk.after)} {role} short by {day}, was {was}"


def weighed_line(one: Reweighed, names: Names, today: date) -> str:
    """Return what a check says of a commitment, and said: `Site Lyon: OK, was SHORT; earliest 12 Dec, was 18 Dec`.

    Of one that is due on another day, the earliest date is only told as it would be: all its dates are others.
    """
    before, after = one.before, one.after
    said = [f"{after.verdict}, was {before.verdict}" if one.changes_verdict else str(after.verdict)]
    if before.asked != after.asked:
        said += [
            f"due {_day(after.asked, today)}, was {_day(before.asked, today)}",
            f"earliest {_earliest(after, today)}",
        ]
    elif before.earliest != after.earliest:
        said.append(f"earliest {_earliest(after, today)}, was {_earliest(before, today)}")
    return f"{names.get(one.commitment, UNKNOWN)}: {'; '.join(said)}"


def _earliest(weight: Weight, today: date) -> str:
    return day_words(weight.earliest, today) if weight.earliest else "none"


def _day(day: date | None, today: date) -> str:
    return day_words(day, today) if day else "unknown"


def _free(found: Iterable[Free], names: Names, today: date) -> Iterator[str]:
    told = (one for one in found if one.before // HOUR != one.after // HOUR)
    for role, group in groupby(told, key=lambda one: one.role):
        weeks = list(group)
        days = ", ".join(_week(one, today) for one in weeks[:WEEKS_NAMED])
        more = f", and {named(len(weeks) - WEEKS_NAMED, 'more week')}" if len(weeks) > WEEKS_NAMED else ""
        yield f"{names.get(role, UNKNOWN)}: {days}{more}"


def _week(one: Free, today: date) -> str:
    return f"{day_words(one.week, today)} {one.before // HOUR} -> {one.after // HOUR}"
