"""A failing seed is shrunk to the steps that it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from storage import schema
from tests.sync import running
from tests.sync.beginning import Beginning
from tests.sync.invariants import Watch
from tests.sync.programs import NEXT, NOW
from tests.sync.programs import running as running_version
from tests.sync.shrinking import shrunk
from tests.sync.world import World


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


def test_a_seed_that_fails_in_its_evening_leaves_the_version_of_the_program_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, beginning: Beginning
) -> None:
    def evening(_world: World) -> Iterator[None]:
        with running_version(NEXT):
            yield

    def after_step(_watch: Watch) -> None:
        assert schema.SCHEMA_VERSION == NOW, "4: lost"

    monkeypatch.setattr(running, "evening", evening)
    monkeypatch.setattr(Watch, "after_step", after_step)
    error = running.Seed("1", tmp_path, beginning, thorough=False, to_the_evening=True).ended([])
    assert str(error).startswith("4: lost")
    assert schema.SCHEMA_VERSION == NOW
