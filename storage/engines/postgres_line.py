"""The line to a PostgreSQL server, on which nobody waits longer than the person wants, or for a frozen server."""

from collections.abc import Generator
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

from itcrm_tui import stopping
from itcrm_tui.stopping import Stop, heeded
from storage.engines.postgres_errors import FROZEN

T = TypeVar("T")


class Line(psycopg.Connection[Any]):
    """The driver looks up from waiting ten times a second; here that is when it may end."""

    def wait(self, gen: PQGen[T], *given: Any, **more: Any) -> T:
        """Return what comes of some work of the driver; a line on which it was ended is closed."""
        stop = heeded()
        if stop is None:
            return super().wait(gen, *given, **more)
        try:
            stop.anywhere()
            return super().wait(_heeding(stop, gen), *given, **more)
        except (stopping.StoppedError, _FrozenError):
            self.close()
            raise


class _FrozenError(psycopg.OperationalError):
    """The server keeps the line open, and says nothing."""


def connect(_dialect: object, _record: object, arguments: Any, settings: Any) -> Line:
    """Return a new connection, unless nobody wants one any more; SQLAlchemy calls it."""
    if stop := heeded():
        stop.anywhere()
    return Line.connect(*arguments, **settings)


def _heeding(stop: Stop, work: PQGen[T]) -> Generator[Any, Any, T]:
    """Do what the driver does, but no longer than is wanted; what it is sent is false where nothing has come."""
    try:
        waits, heard = next(work), monotonic()
        while True:
            if came := (yield waits):
                heard = monotonic()
            else:
                stop.anywhere()
                if monotonic() - heard >= stopping.SILENCE:
                    raise _FrozenError(FROZEN)
            waits = work.send(came)
    except StopIteration as done:
        value: T = done.value
        return value
