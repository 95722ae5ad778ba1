"""Work that a person may end: where that leaves nothing half done, or where it waits in vain for a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

PATIENCE = 1.0
"""Seconds until work that comes to no such place is ended where it is: it may be waiting for a server in vain."""
SILENCE = 60.0
"""Seconds for which such work hears a server say nothing; one that is well gives up its longest statement sooner."""


class StoppedError(BaseException):
    """Ends the work. The driver of the server makes nothing of it, where it would say more to one that is frozen."""


class Stop:
    """Whether the person wants it to end; said from any thread."""

    def __init__(self, patience: float | None = PATIENCE) -> None:
        """After `patience` seconds it may end where it is; never without."""
        self.patience = patience
        self._until: float | None = None
        self.wanted = False

    def press(self) -> None:
        """Be told that the person wants it to end."""
        if not self.wanted and self.patience is not None:
            self._until = monotonic() + self.patience
        self.wanted = True

    def at_once(self) -> None:
        """Be told that nobody is there any more to be patient."""
        self.wanted, self._until = True, monotonic()

    def here(self) -> None:
        """End the work if that is wanted; nothing is half done now."""
        if self.wanted:
            raise StoppedError

    def anywhere(self) -> None:
        """End the work if patience is lost; it waits for a server now."""
        if self._until is not None and monotonic() >= self._until:
            raise StoppedError


@contextmanager
def ended_by(stop: Stop) -> Iterator[None]:
    """Let what waits for a server in this block, in this thread, be ended by `stop`, or by the server's silence."""
    token = _heeded.set(stop)
    try:
        yield
    finally:
        _heeded.reset(token)


def heeded() -> Stop | None:
    """Return what may end the work that is done here, if anything."""
    return _heeded.get()


_heeded: ContextVar[Stop | None] = ContextVar("heeded", default=None)
