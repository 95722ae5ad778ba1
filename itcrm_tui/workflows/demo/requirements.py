"""What commitments need: hours and things, the teams' answers, and progress."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from itcrm_tui.domain.commitment import (
    Answer,
    AnswerState,
    CommitmentState,
    Progress,
    Requirement,
    RequirementKind,
    Thing,
)
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.demo import days
from itcrm_tui.workflows.demo.draw import Draw, Slots
from itcrm_tui.workflows.demo.load import first_day
from itcrm_tui.workflows.demo.people import Staff
from itcrm_tui.workflows.demo.promises import FULL_ROLE, Wish
from itcrm_tui.workflows.demo.timeline import Timeline
from itcrm_tui.workflows.demo.words.promises import TEAM_SAYS_NO

_HALF_HOUR = 30

CHECKED_ANSWERS = (
    (AnswerState.ASKED, AnswerState.ACCEPTED, AnswerState.ACCEPTED),
    (AnswerState.ACCEPTED,),
    (AnswerState.ASKED,),
    (AnswerState.NO_ANSWER, AnswerState.ASKED),
    (AnswerState.ACCEPTED,),
)
"""What the teams said to checked commitments, in turn; the last word of a row goes for all further requirements."""


@dataclass(frozen=True)
class Asking:
    """One commitment while its requirements are written down."""

    draw: Draw
    today: date
    staff: Staff
    wish: Wish
    times: Timeline
    slots: Slots
    commitment: RecordId
    pace: dict[int, float]

    @property
    def promised(self) -> bool:
        """Whether a promise has been made, hence every part accepted."""
        return self.times.promised_on is not None

    @property
    def done(self) -> bool:
        """Whether the work is done."""
        return self.times.delivered_on is not None


def needs_of(asking: Asking) -> Iterator[Record]:
    """Yield requirements, each with its answer and progress; every third draft has none yet."""
    if asking.wish.state is CommitmentState.DRAFT and asking.wish.number % 3 == 2:
        return
    for number, (role, hours) in enumerate(asking.wish.words.hours):
        yield from _hours(asking, number, role, hours)
    for thing, description in asking.wish.words.things:
        yield _thing(asking, Thing(thing), description)


def _hours(asking: Asking, number: int, role: str, hours: float) -> Iterator[Record]:
    draw, wish = asking.draw, asking.wish
    fills = wish.fills is not None and role == FULL_ROLE
    left = _rounded(hours * (asking.pace[wish.fills or 0] if fills else 60 * draw.uniform(0.8, 1.25)))
    started = asking.wish.state is CommitmentState.IN_DELIVERY and not (fills and wish.fills)
    requirement = Requirement(
        id=draw.new_id(asking.times.asked_on),
        commitment=asking.commitment,
        kind=RequirementKind.HOURS,
        role=asking.staff.roles[role].id,
        minutes=_rounded(left * draw.uniform(1.3, 2)) if started else left,
        earliest_start=first_day(asking.today, wish.fills) if fills and wish.fills else asking.times.promised_on,
        needed_by=asking.times.due if fills else _needed_by(asking),
    )
    yield requirement
    yield from _answer(asking, requirement.id, role, number)
    if started or asking.done:
        yield from _progress(asking, requirement, left if started else 0)


def _rounded(minutes: float) -> int:
    return max(_HALF_HOUR, round(minutes / _HALF_HOUR) * _HALF_HOUR)


def _needed_by(asking: Asking) -> date | None:
    """Return the due date or a few days before it, but not a day that is over already."""
    due = asking.times.due
    if due is None or due <= asking.today or asking.done:
        return due
    return max(days.workday_from(asking.today), days.later(due, -asking.draw.randint(0, 3)))


def _answer(asking: Asking, requirement: RecordId, role: str, number: int) -> Iterator[Answer]:
    checked = asking.times.checked_on
    if checked is None:
        return
    row = CHECKED_ANSWERS[asking.wish.number % len(CHECKED_ANSWERS)]
    said = AnswerState.ACCEPTED if asking.promised else row[min(number, len(row) - 1)]
    answered = said in (AnswerState.ACCEPTED, AnswerState.DECLINED)
    yield Answer(
        id=asking.draw.new_id(checked),
        requirement=requirement,
        answer=said,
        reason=asking.draw.choice(TEAM_SAYS_NO) if said is AnswerState.DECLINED else None,
        answered_by=asking.staff.answers_for(asking.draw, role) if answered else None,
        answered_at=_answered_at(asking, checked) if answered else None,
    )


def _answered_at(asking: Asking, checked: date) -> datetime:
    last = asking.times.promised_on or days.workday_until(asking.today - timedelta(days=1))
    on = checked + timedelta(days=asking.draw.randint(0, max(0, (last - checked).days)))
    return days.moment(
        days.workday_until(on) if on > checked else on, asking.draw.randint(6, 16), asking.draw.randrange(60)
    )


def _progress(asking: Asking, requirement: Requirement, left: int) -> Iterator[Progress]:
    """Yield what was left on the way, and at the end: zero when the work is done."""
    start, end = asking.times.promised_on, asking.times.delivered_on or days.later(asking.today, -1)
    total = requirement.minutes or 0
    if start is None or start >= end:
        return
    if total - left > 8 * 60:
        half = days.workday_from(start + (end - start) / 2)
        yield _reported(asking, requirement.id, (total + left) // 2, min(half, end))
    yield _reported(asking, requirement.id, left, end)


def _reported(asking: Asking, requirement: RecordId, left: int, on: date) -> Progress:
    return Progress(id=asking.draw.new_id(on), requirement=requirement, minutes_left=left, reported_on=on)


def _thing(asking: Asking, thing: Thing, description: str) -> Requirement:
    """Return a thing: confirmed once promised, half of the time while checked, not before."""
    needed, draw = _needed_by(asking), asking.draw
    confirmed = asking.promised or (asking.times.checked_on is not None and draw.chance(0.5))
    return Requirement(
        id=draw.new_id(asking.times.asked_on),
        commitment=asking.commitment,
        kind=RequirementKind.THING,
        thing=thing,
        description=asking.slots.fill(description),
        needed_by=needed,
        available_from=days.later(needed, -draw.randint(1, 6)) if needed and confirmed else None,
        confirmed_by=draw.choice(asking.staff.team_of(asking.wish.words.hours[0][0])).id if confirmed else None,
    )
