"""What a check, the earliest date and what is in the way say in words, and a week of the meter in signs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from itcrm_tui.domain.capacity.check import Check, Line, Shortfall
from itcrm_tui.domain.capacity.earliest import Earliest
from itcrm_tui.domain.capacity.in_the_way import FullDays
from itcrm_tui.domain.capacity.meter import Week
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.domain.wording import day_words, hours_words, moment_words, named
from itcrm_tui.ids import RecordId

Names = Mapping[RecordId, str]
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UNKNOWN = "?"
TELL = "Tell the client"
FITTED = "It fitted when it was checked."


def check_words(found: Check, names: Names, today: date) -> tuple[str, ...]:
    """Return the verdict, what is behind it, the second line where it differs, and what was not counted."""
    lines = [line_words(found.firm, names, today), *_late(found, today), *_missing(found, names)]
    if found.with_soft != found.firm:
        lines.append(f"With soft bookings too: {line_words(found.with_soft, names, today)}")
    if found.uncounted:
        count = named(len(found.uncounted), "requirement")
        lines.append(f"Not counted: {count} of open commitments whose hours, role or date nobody has said.")
    if found.unknown_people:
        people = ", ".join(names.get(person, UNKNOWN) for person in found.unknown_people)
        lines.append(f"Not counted: {people}, whose weekly hours nobody has said.")
    return tuple(lines)


def line_words(line: Line, names: Names, today: date) -> str:
    """Return a verdict with its roles: `SHORT 14 h Network, week of 8 Dec`; of a day in the past, that it is one."""
    if line.verdict is Verdict.UNCHECKED:
        return f"{line.verdict}: nobody has said what it needs."
    roles = "; ".join(_shortfall(one, line.verdict, names, today) for one in line.shortfalls)
    return f"{line.verdict} {roles}".rstrip()


def earliest_words(found: Earliest, today: date) -> str:
    """Return the earliest date that fits: `Earliest: Fri 19 Dec`, or why there is none."""
    if found.due is None:
        return f"Earliest: {found.why_none}"
    return f"Earliest: {_weekday_words(found.due, today)}"


def client_words(answer_due: date | None, found: Earliest, as_of: datetime, today: date) -> str:
    """Return what a client can be told of a draft until its teams are asked; nothing where nothing is known.

    `answer by Tue 30 Nov; earliest Fri 19 Dec, as of 14:05`
    """
    told = [f"answer by {_weekday_words(answer_due, today)}"] if answer_due else []
    if found.due is not None:
        told.append(f"earliest {_weekday_words(found.due, today)}, as of {moment_words(as_of, today)}")
    return "; ".join(told)


def tell_words(told: str) -> str:
    """Return as a sentence what a client can be told."""
    return f"{TELL}: {told}." if told else ""


def _weekday_words(day: date, today: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day_words(day, today)}"


def way_words(found: Iterable[FullDays], names: Names) -> tuple[str, ...]:
    """Return for each role what is in the way: `In the way: Laptops Q1 22 h, Mail archive 12 h`."""
    return tuple(f"In the way of {names.get(full.role, UNKNOWN)}: {_rows(full, names)}" for full in found)


def _rows(full: FullDays, names: Names) -> str:
    rows = [f"{names.get(row.commitment, UNKNOWN)} {hours_words(row.minutes + row.dropped)}" for row in full.rows]
    return ", ".join(rows) or "nothing but too few hours"


def _shortfall(one: Shortfall, verdict: Verdict, names: Names, today: date) -> str:
    above = " above the OK load" if verdict is Verdict.TIGHT else ""
    role = names.get(one.role, UNKNOWN)
    when = f"week of {day_words(one.week, today)}" if one.day >= today else f"as {day_words(one.day, today)} has passed"
    return f"{hours_words(one.minutes)} {role}{above}, {when}"


def _late(found: Check, today: date) -> Iterator[str]:
    for thing in found.late_things:
        if thing.available_from is None:
            yield f"{thing.name}: nobody has said from when it is available."
        else:
            yield f"{thing.name}: available only from {day_words(thing.available_from, today)}."


def _missing(found: Check, names: Names) -> Iterator[str]:
    for missing in found.missing:
        of_it = f" of {names.get(missing.requirement, 'a requirement')}" if missing.requirement else ""
        yield f"Nobody has said the {missing.what}{of_it}; unknown is not none."


def bar(week: Week, cells: int) -> str:
    """Return a week in so many cells, shared by minutes; what is over has one at least, a week without hours none."""
    booked = (("#", week.firm), ("+", week.soft), ("?", week.this), ("!", week.over))
    drawn = _shared((*booked, (".", max(week.free, 0)), ("h", week.holiday)), cells)
    if not week.over or "!" in drawn:
        return drawn
    last = max(sum(drawn.count(sign) for sign in "#+?") - 1, 0)
    return f"{drawn[:last]}!{drawn[last + 1 :]}"


def _shared(parts: Iterable[tuple[str, int]], cells: int) -> str:
    known = list(parts)
    total, before, drawn = sum(minutes for _, minutes in known), 0, ""
    for sign, minutes in known if total else ():
        before += minutes
        drawn += sign * (round(before * cells / total) - len(drawn))
    return drawn.ljust(cells)
