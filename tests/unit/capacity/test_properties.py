"""Properties of capacity, on a few thousand small cases; the slow ring draws a hundred thousand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.capacity import properties
from tests.unit.capacity.small_cases import Draw, seeded

SEEDS = {
    properties.as_little_is_dropped_as_can_be: 2_000,
    properties.the_schedule_keeps_every_window_and_every_day: 2_000,
    properties.availability_is_as_defined: 100,
    properties.the_verdict_is_that_of_brute_force: 150,
    properties.what_fits_at_a_lower_load_fits_at_a_higher: 150,
    properties.what_is_in_the_way_fills_the_days: 150,
    properties.at_risk_is_what_cannot_be_done: 100,
    properties.the_earliest_date_is_the_first_that_is_ok: 40,
    properties.more_work_never_makes_an_earlier_date_fit: 150,
    properties.less_work_never_makes_the_earliest_date_later: 150,
    properties.the_meter_adds_up_to_the_rows_behind_it: 40,
    properties.what_was_drawn_before_changes_nothing: 100,
}
"""How many seeds go through each; all of them go through hypothesis too, which finds the smallest case that fails."""


def name(check: Callable[[Draw], None]) -> str:
    return check.__name__


@pytest.mark.parametrize("check", SEEDS, ids=name)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_it_holds_for_what_hypothesis_draws(check: Callable[[Draw], None], data: st.DataObject) -> None:
    check(Draw(lambda low, high: data.draw(st.integers(low, high))))


@pytest.mark.parametrize(("check", "seeds"), SEEDS.items(), ids=lambda given: name(given) if callable(given) else "")
def test_it_holds_for_many_seeds(check: Callable[[Draw], None], seeds: int) -> None:
    for seed in range(seeds):
        check(seeded(seed))
