"""A failing seed is shrunk to the steps that it takes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.sync.shrinking import shrunk


@pytest.mark.parametrize("needed", [{3, 7}, {0}, {29}, {1, 2, 28}])
def test_what_is_not_needed_is_left_out(needed: set[int]) -> None:
    def attempt(steps: Sequence[int]) -> BaseException | None:
        return AssertionError("4: lost") if needed <= set(steps) else None

    assert set(shrunk(attempt, range(30), AssertionError("4: gone"), tries=200)) == needed


def test_what_fails_in_another_way_is_another_failure() -> None:
    def attempt(steps: Sequence[int]) -> BaseException | None:
        return AssertionError("4: lost") if 5 in steps else AssertionError("1: a gap")

    assert list(shrunk(attempt, range(10), AssertionError("4: lost"), tries=40)) == [5]


def test_it_ends_after_so_many_tries() -> None:
    tried = []

    def attempt(steps: Sequence[int]) -> BaseException | None:
        tried.append(steps)
        return None

    assert list(shrunk(attempt, range(30), AssertionError("4: lost"), tries=10)) == list(range(30))
    assert len(tried) <= 10
