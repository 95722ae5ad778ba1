"""A hundred thousand small organizations: capacity says what brute force says."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.slow.results import Result, record
from tests.unit.capacity import properties
from tests.unit.capacity.small_cases import Draw, seeded

ALL = int(os.environ.get("ITCRM_CASES") or 100_000)
SEED = os.environ.get("ITCRM_SEED") or "2026"
PARTS = {
    properties.as_little_is_dropped_as_can_be: 1,
    properties.the_schedule_keeps_every_window_and_every_day: 1,
    properties.the_verdict_is_that_of_brute_force: 1,
    properties.availability_is_as_defined: 10,
    properties.what_is_in_the_way_fills_the_days: 10,
    properties.more_work_never_makes_an_earlier_date_fit: 1,
    properties.less_work_never_makes_the_earliest_date_later: 1,
    properties.at_risk_is_what_cannot_be_done: 10,
    properties.what_was_drawn_before_changes_nothing: 10,
    properties.the_meter_adds_up_to_the_rows_behind_it: 100,
    properties.the_earliest_date_is_the_first_that_is_ok: 100,
}
"""What holds, and one in how many cases it is tried on: some brute force is slow."""


@pytest.mark.parametrize(("check", "part"), PARTS.items(), ids=lambda one: one.__name__ if callable(one) else "")
def test_it_holds_for_all_seeds(check: Callable[[Draw], None], part: int) -> None:
    for number in range(ALL // part):
        try:
            check(seeded(f"capacity {SEED} {number}"))
        except AssertionError:
            pytest.fail(f"It does not hold for the seed “capacity {SEED} {number}”.")
    what = f"capacity: {check.__name__.replace('_', ' ')}"
    record(Result(what, ALL // part, "as brute force says", 0, f"ITCRM_CASES={ALL} make test-slow"))
