"""From a failing seed to the few of its steps that it takes to fail in the same way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Attempt = Callable[[Sequence[int]], BaseException | None]
"""Lets some steps happen; returns what they end with."""
TRIES = 40


def shrunk(attempt: Attempt, steps: Sequence[int], failure: BaseException, tries: int) -> Sequence[int]:
    """Return fewer steps that fail as all of them do: portions are left out, halved until single steps are tried."""
    portion = len(steps) // 2
    while portion and tries > 0:
        fewer = _without_a_portion(attempt, steps, failure, portion, tries)
        tries -= len(range(0, len(steps), portion))
        if fewer == steps:
            portion //= 2
        steps = fewer
    return steps


def _without_a_portion(
    attempt: Attempt, steps: Sequence[int], failure: BaseException, portion: int, tries: int
) -> Sequence[int]:
    """Leave out each portion that is not needed, from the last to the first."""
    for start in list(range(0, len(steps), portion))[::-1][:tries]:
        fewer = [*steps[:start], *steps[start + portion :]]
        if is_alike(attempt(fewer), failure):
            steps = fewer
    return steps


def is_alike(one: BaseException | None, other: BaseException) -> bool:
    """Whether two failures are of one kind: the same invariant, or the same error."""
    return type(one) is type(other) and str(one)[:2] == str(other)[:2]
