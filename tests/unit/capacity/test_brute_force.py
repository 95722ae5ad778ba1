"""The brute force itself, on cases that can be counted by hand."""

from __future__ import annotations

from tests.unit.capacity.brute_force import most_done


def test_everything_is_done_where_there_is_room() -> None:
    assert most_done([2, 2], [(0, 0, 2), (0, 1, 2)]) == 4


def test_no_more_is_done_than_a_window_holds() -> None:
    assert most_done([1, 9], [(0, 0, 5), (1, 1, 3)]) == 4


def test_work_makes_room_for_other_work_that_has_no_other_day() -> None:
    assert most_done([2, 2, 2], [(0, 2, 2), (0, 0, 2), (1, 1, 2)]) == 6


def test_a_window_that_ends_before_it_begins_holds_nothing() -> None:
    assert most_done([5, 5], [(1, 0, 1), (-3, -1, 1)]) == 0
