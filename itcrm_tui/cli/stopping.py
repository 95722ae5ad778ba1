"""ctrl+c during work that must not be torn anywhere: it ends at the next place where that leaves nothing half done."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

from itcrm_tui import stopping as work
from itcrm_tui.stopping import Stop, StoppedError

AGAIN = 3.0


@contextmanager
def stopping(patience: float | None = work.PATIENCE) -> Iterator[Stop]:
    """Let ctrl+c end the block where it asks, and raise KeyboardInterrupt then; what is done by then is done.

    After `patience` seconds it ends anyway, even where a name is looked up or a line is opened; never without.
    """
    stop = Stop(patience)
    if current_thread() is not main_thread():
        yield stop
        return

    def press(*_: object) -> None:
        if not stop.wanted and patience is not None:
            signal.setitimer(signal.ITIMER_REAL, patience, AGAIN)
        stop.press()

    def lose_patience(*_: object) -> None:
        raise StoppedError

    before = signal.signal(signal.SIGINT, press), signal.signal(signal.SIGALRM, lose_patience)
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
