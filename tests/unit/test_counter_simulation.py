"""The simulated counter does what queues are known to do."""

from random import Random
from statistics import mean

import pytest

from benchmarks.counter_simulation import batches, lanes, one_counter


@pytest.mark.parametrize("use", [0.2, 0.5, 0.8])
def test_one_counter_makes_people_wait_as_queueing_theory_says(use: float) -> None:
    hold = 0.01
    expected = use * hold / (2 * (1 - use))  # Pollaczek and Khinchine, with a hold that is always the same
    assert mean(one_counter(use / hold, hold, Random(1))) == pytest.approx(expected, rel=0.05)


def test_lanes_share_the_load() -> None:
    hold = 0.01
    assert mean(lanes(80.0, hold, Random(1), count=8)) == pytest.approx(
        mean(one_counter(10.0, hold, Random(1))), rel=0.05
    )


def test_a_batch_keeps_nobody_waiting_longer_than_a_pause_and_a_commit_at_any_load() -> None:
    for rate in (10.0, 1_000.0):
        waits = batches(rate, 0.02, Random(1), pause=0.05)
        assert max(waits) <= 0.05 + 0.02 + 1e-9
        assert min(waits) >= 0.02
