"""ctrl+c during work that must not be torn anywhere: it ends at the next place where that leaves nothing half done."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

PATIENCE = 1.0
"""Seconds until work that comes to no such place is ended where it is: it may be waiting for a server in vain."""
AGAIN = 3.0


class StoppedError(BaseException):
    """Ends the work. The driver of the server makes nothing of it, where it would say more to one that is frozen."""


class Stop:
    """Whether the person wants it to end."""

    wanted = False

    def __init__(self, patience: float | None) -> None:
        self._patience = patience

    def here(self) -> None:
        """End the work if that is wanted; nothing is half done now."""
        if self.wanted:
            raise StoppedError

    def press(self, *_: object) -> None:
        """Be told that ctrl+c was pressed."""
        if not self.wanted and self._patience is not None:
            signal.setitimer(signal.ITIMER_REAL, self._patience, AGAIN)
        self.wanted = True

    def lose_patience(self, *_: object) -> None:
        """End the work where it is."""
        raise StoppedError


@contextmanager
def stopping(patience: float | None = PATIENCE) -> Iterator[Stop]:
    """Let ctrl+c end the block where it asks, and raise KeyboardInterrupt then; what is done by then is done.

    After `patience` seconds it ends anyway; never without.
    """
    stop = Stop(patience)
    if current_thread() is not main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, stop.press), signal.signal(signal.SIGALRM, stop.lose_patience)
    try:
        yield stop
    except StoppedError:
        raise KeyboardInterrupt from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGALRM, before[1])


def swallow_nothing() -> None:
    """Let a ctrl+c that hits what cannot be interrupted come once more, in place of a traceback."""
    sys.unraisablehook = _unraisable


def _unraisable(hit: "sys.UnraisableHookArgs") -> None:
    if issubclass(hit.exc_type, KeyboardInterrupt | StoppedError):
        signal.raise_signal(signal.SIGINT)
    else:
        sys.__unraisablehook__(hit)
