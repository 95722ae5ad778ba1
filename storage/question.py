"""A question to the store that can be stopped: what nobody waits for any more must not keep the database busy."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar

from storage.errors import StoreError

T = TypeVar("T")


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
        """End what the database is doing for this question, and let it begin nothing more."""
        with self._lock:
            self._stopped = True
            for interrupt in self._interrupts:
                interrupt()

    @contextmanager
    def reading(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Let `stop` call `interrupt` for the time of the block."""
        with self._lock:
            if self._stopped:
                raise StoppedError("Nobody waits for this any more.")
            self._interrupts.append(interrupt)
        try:
            yield
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
    end = getattr(driver_connection, "interrupt", None) or driver_connection.cancel
    with question.reading(end):
        yield
