"""When things happened to a commitment, so that its dates agree with its state."""

from dataclasses import dataclass
from datetime import date, timedelta

from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.workflows.demo import days
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.load import first_day
from itcrm_tui.workflows.demo.promises import Wish

LONGEST_AGO = 520
LATELY = 6
"""What was missed lies so many times nearer, so that there is something to learn from."""


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The dates of one commitment; what has not happened is None."""

    asked_on: date
    answer_due: date | None = None
    due: date | None = None
    original_due: date | None = None
    checked_on: date | None = None
    promised_on: date | None = None
    delivered_on: date | None = None
    closed_on: date | None = None


def timeline(draw: Draw, today: date, wish: Wish) -> Timeline:
    """Return the dates of the commitment that a wish became, or is to become."""
    match wish.state:
        case CommitmentState.DRAFT | CommitmentState.CHECKED:
            return _undecided(draw, today, wish)
        case CommitmentState.PROMISED | CommitmentState.IN_DELIVERY:
            return _open(draw, today, wish.week or 0)
        case CommitmentState.DELIVERED:
            delivered = days.later(today, -draw.randint(1, 6))
            return _promised(draw, days.later(delivered, draw.randint(0, 6)), delivered, None)
        case CommitmentState.KEPT:
            return _kept(draw, today)
        case CommitmentState.MISSED:
            return _missed(draw, today)
        case CommitmentState.DECLINED:
            asked = _long_ago(draw, today, 15)
            closed = days.later(asked, draw.randint(3, 9))
            return Timeline(
                asked_on=asked, answer_due=closed, due=days.later(asked, draw.randint(15, 60)), closed_on=closed
            )
    return _withdrawn(draw, today)


def _long_ago(draw: Draw, today: date, least: int) -> date:
    return days.workday_until(today - timedelta(days=draw.randint(least, LONGEST_AGO)))


def _undecided(draw: Draw, today: date, wish: Wish) -> Timeline:
    """Return the dates of a wish we have not answered; one draft in four has no date yet."""
    checked = wish.state is CommitmentState.CHECKED
    asked = days.later(today, -draw.randint(5, 14))
    return Timeline(
        asked_on=asked,
        answer_due=days.later(today, draw.randint(-1, 5)),
        due=days.later(today, draw.randint(14, 55)) if checked or wish.number % 4 != 3 else None,
        checked_on=days.later(today, -draw.randint(1, 4)) if checked else None,
    )


def _open(draw: Draw, today: date, week: int) -> Timeline:
    """Return the dates of a promise due in a coming week, mostly on its Friday, or so many days ago."""
    if week < 0:
        return _promised(draw, days.later(today, week), None, None, latest=today)
    friday = days.monday(first_day(today, week)) + timedelta(days=4)
    due = max(first_day(today, week), days.workday_until(friday - timedelta(days=draw.choice((0, 0, 1)))))
    return _promised(draw, due, None, None, latest=today)


def _promised(
    draw: Draw, due: date, delivered: date | None, closed: date | None, latest: date | None = None
) -> Timeline:
    """Return the way to a promise, backwards from its due date: promised one to eight weeks before it."""
    ends = min(day for day in (due, delivered, latest) if day)
    promised = days.later(ends, -draw.randint(6, 30))
    checked = days.later(promised, -draw.randint(0, 3))
    asked = days.later(checked, -draw.randint(1, 8))
    moved = draw.chance(0.2)
    return Timeline(
        asked_on=asked,
        answer_due=days.later(promised, draw.randint(0, 3)),
        due=due,
        original_due=days.later(due, -draw.randint(3, 5)) if moved else due,
        checked_on=checked,
        promised_on=promised,
        delivered_on=delivered,
        closed_on=closed,
    )


def _kept(draw: Draw, today: date) -> Timeline:
    closed = _long_ago(draw, today, 3)
    delivered = days.later(closed, -draw.randint(0, 5))
    return _promised(draw, days.later(delivered, draw.choice((0, 0, 1, 2, 5))), delivered, closed)


def _missed(draw: Draw, today: date) -> Timeline:
    """Return a promise delivered late, or one in four given up after its date; all within some months."""
    closed = days.workday_until(today - timedelta(days=max(4, draw.randint(4, LONGEST_AGO) // LATELY)))
    due = days.later(closed, -draw.randint(2, 12))
    return _promised(draw, due, None if draw.chance(0.25) else closed, closed)


def _withdrawn(draw: Draw, today: date) -> Timeline:
    """Return a wish the client took back: half of them before we had promised."""
    closed = _long_ago(draw, today, 6)
    if draw.chance(0.5):
        return _promised(draw, days.later(closed, draw.randint(8, 25)), None, closed, latest=closed)
    asked = days.later(closed, -draw.randint(3, 15))
    return Timeline(asked_on=asked, due=days.later(closed, draw.randint(10, 40)), closed_on=closed)
