"""Waiting for one's turn to write: said after a moment, and given up only after longer than the largest writes take."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

MOMENT = 1.0
"""Seconds after which a person is told that others are writing."""
PATIENCE = 120.0
"""Seconds for which a writer waits for the others."""

Notice = Callable[[], object]
"""Told, from a thread of its own and at most once a write, that others keep it waiting."""


def untold() -> None:
    """Nobody wants to know."""


@contextmanager
def told(notice: Notice) -> Iterator[Callable[[], None]]:
    """Give the notice if the block lasts longer than a moment; what is yielded says that the wait is over."""
    if notice is untold:
        yield lambda: None
        return
    timer = Timer(MOMENT, notice)
    timer.daemon = True
    timer.start()
    try:
        yield timer.cancel
    finally:
        timer.cancel()
