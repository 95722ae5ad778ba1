"""A question to the store that can be stopped: what nobody waits for any more must not keep the database busy."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from threading import Lock, Thread
from typing import Any, TypeVar

from storage.errors import StoreError

T = TypeVar("T")
CANCEL_SECONDS = 5


class StoppedError(StoreError):
    """Nobody waits for the answer any more."""


class Question:
    """What one asker wants to know, in a thread; `stop` may be called from any other, at any time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._interrupts: list[Callable[[], object]] = []
        self._stopped = False

    def answer(self, work: Callable[..., T], *given: Any) -> T:
        """Return what `work` returns; once stopped, its next look at the database raises StoppedError."""
        token = _asked.set(self)
        try:
            return work(*given)
        finally:
            _asked.reset(token)

    def stop(self) -> None:
        """End what the database is doing for this question, and let it begin nothing more.

        The word of it goes to a server over a line that may be down; nobody waits for that.
        """
        self._stopped = True
        if self._is_reading():
            Thread(target=self._interrupt, daemon=True).start()

    def _is_reading(self) -> bool:
        """Whether something may be there to interrupt; never waits for a lock."""
        if not self._lock.acquire(blocking=False):
            return True
        try:
            return bool(self._interrupts)
        finally:
            self._lock.release()

    def _interrupt(self) -> None:
        with self._lock:
            for interrupt in self._interrupts:
                interrupt()

    @contextmanager
    def reading(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Let `stop` call `interrupt` for the time of the block; what fails once it was called raises StoppedError."""
        with self._lock:
            if self._stopped:
                raise StoppedError("Nobody waits for this any more.")
            self._interrupts.append(interrupt)
        try:
            yield
        except Exception as error:
            if self._stopped:
                raise StoppedError("Nobody waits for this any more.") from error
            raise
        finally:
            with self._lock:
                self._interrupts.remove(interrupt)


_asked: ContextVar[Question | None] = ContextVar("asked", default=None)


@contextmanager
def stoppable(driver_connection: Any) -> Iterator[None]:
    """Let the question that is being answered here, if any, be stopped while a connection reads for it."""
    question = _asked.get()
    if question is None:
        yield
        return
    end = getattr(driver_connection, "interrupt", None) or partial(_cancel, driver_connection)
    with question.reading(end):
        yield


def _cancel(connection: Any) -> None:
    """Ask a server to stop; one that cannot be reached goes on for nobody."""
    import psycopg

    with suppress(psycopg.Error):
        connection.cancel_safe(timeout=CANCEL_SECONDS)
