"""Capacity: the whole meter and all verdicts of a large organization, and one promise while it is typed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from statistics import median
from time import process_time

from benchmarks.figures import Figure, bounded, compared, p50_and_p99, told
from benchmarks.organization import COMMITMENTS, ROLES, WEEKS, checked, organization, wishes
from benchmarks.plan import Plan
from itcrm_tui.domain.capacity.at_risk import at_risk
from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.check import check
from itcrm_tui.domain.capacity.earliest import earliest
from itcrm_tui.domain.capacity.in_the_way import in_the_way
from itcrm_tui.domain.capacity.meter import meter
from itcrm_tui.domain.capacity.situation import Situation

LIMIT = 50.0
"""Milliseconds for the whole meter and every promise at risk."""


def weighing(plan: Plan) -> list[Figure]:
    """Measure the meter, the verdicts, and a promise that is weighed with every key."""
    there = organization()
    again = checked(there)
    measures = {
        "meter": partial(_took, lambda: _meter(_fresh(there))),
        "verdicts": partial(_checked, there, again),
        "days": partial(_took, lambda: _days_one_by_one(there)),
    }
    found = {name: median(times) for name, times in plan.interleaved(measures, 3 * plan.rounds).items()}
    known = _fresh(there)
    _meter(known)
    typed = [_took(partial(_typed, known, wish)) for wish in wishes(plan.keys)]
    size = f"{ROLES} roles, {COMMITMENTS:,} open commitments, {WEEKS} weeks"
    what, days = "the whole meter and every promise at risk", "each person's days one by one"
    return [
        bounded(f"{what}, {size}, processor time", found["meter"], LIMIT, "ms"),
        compared(f"{what}, beside the days alone of the same people", found["meter"], found["days"], "ms", days, None),
        told(f"{len(again)} checked commitments checked again after that", f"{found['verdicts']:.3g} ms"),
        told("a promise as typed: verdict, earliest date, what is in the way, p50 / p99", p50_and_p99(typed, "ms")),
    ]


def _days_one_by_one(there: Situation) -> int:
    """Return the minutes of all people in all weeks, neither pooled nor scheduled: the yardstick."""
    days = [there.today + timedelta(days=number) for number in range(7 * WEEKS)]
    working = [day for day in days if there.calendar.is_working(day)]
    minutes = 0
    for pool in there.pools:
        for hands in pool.hands:
            a_day = hands.weekly_minutes * hands.share * hands.factor / 5
            for day in working:
                if not any(first <= day <= last for first, last in hands.away):
                    minutes += int(a_day)
    return minutes


def _fresh(there: Situation) -> Situation:
    """Return the same situation with nothing counted yet."""
    return replace(there)


def _meter(there: Situation) -> None:
    meter(there, WEEKS)
    at_risk(there)


def _checked(there: Situation, again: Sequence[Candidate]) -> float:
    """Return the milliseconds that checking takes where the meter has been counted."""
    known = _fresh(there)
    _meter(known)
    return _took(lambda: [check(known, candidate) for candidate in again])


def _typed(there: Situation, wish: Candidate) -> None:
    check(there, wish)
    earliest(there, wish)
    in_the_way(there, wish)


def _took(act: Callable[[], object]) -> float:
    """Return the milliseconds of the processor that something takes: nothing here waits for anything else."""
    began = process_time()
    act()
    return 1e3 * (process_time() - began)
