"""Work in a thread of its own, which is left behind where it does not end: it may be waiting for a name or a line."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Any, Generic, TypeVar

from itcrm_tui.stopping import PATIENCE, Stop, StoppedError

T = TypeVar("T")
GRACE = 0.5
"""Seconds for which work that is ended where it is may still tidy up."""


class Leaving(Generic[T]):
    """A piece of work that is waited for until the person stops it; they may before it begins."""

    def __init__(self) -> None:
        self._stop, self._pressed = Stop(), asyncio.Event()
        self._thread: Thread | None = None

    def press(self) -> None:
        """Be told that the person wants it to end."""
        self._stop.press()
        self._pressed.set()

    async def answer(self, work: Callable[[Stop], T]) -> T:
        """Do the work, and return what it returns. Raises what it raises; StoppedError where it is left behind."""
        done: Future[T] = Future()
        done.set_running_or_notify_cancel()
        self._thread = Thread(target=_do, args=(work, self._stop, done), name="leaving", daemon=True)
        self._thread.start()
        answer, pressed = asyncio.wrap_future(done), asyncio.ensure_future(self._pressed.wait())
        try:
            either: set[asyncio.Future[Any]] = {answer, pressed}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({answer}, timeout=PATIENCE + GRACE)
            if not answer.done():
                raise StoppedError
            return answer.result()
        finally:
            pressed.cancel()
            answer.cancel()

    async def leave(self) -> None:
        """End the work where it is, and wait for that a moment; the program goes."""
        self._stop.at_once()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join, GRACE)


def _do(work: Callable[[Stop], T], stop: Stop, done: "Future[T]") -> None:
    try:
        done.set_result(work(stop))
    except BaseException as error:  # noqa: BLE001 - whoever waits raises it
        done.set_exception(error)
