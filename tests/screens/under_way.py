"""What is under way in the app and ends by itself: threads, workers, animations, late painting, waits for a pause."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, ClassVar
from weakref import WeakSet

import pytest
from textual.app import ScreenStackError
from textual.pilot import Pilot
from textual.worker import WorkerError

from widgets.debounce import Debounce

ASKING = ("form", "question", "start")
"""Workers that wait for the person."""
CALM = 2
"""So often in a row nothing may be found under way: what painting brings about is found the next time."""
A_MOMENT = 0.001
AT_MOST_SECONDS = 60


class UnderWay:
    """Knows what threads do for the app, and what waits until nobody has typed for a while."""

    watched: ClassVar[UnderWay]
    """What the test that runs now watches."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        UnderWay.watched = self
        self.in_threads = 0
        self._debounces: WeakSet[Debounce] = WeakSet()
        self._to_thread: Callable[..., Awaitable[Any]] = asyncio.to_thread
        start = Debounce.start

        def noted(waiting: Debounce) -> None:
            self._debounces.add(waiting)
            start(waiting)

        monkeypatch.setattr(asyncio, "to_thread", self._counted)
        monkeypatch.setattr(Debounce, "start", noted)

    async def _counted(self, work: Callable[..., Any], *args: Any, **named: Any) -> Any:
        self.in_threads += 1
        try:
            return await self._to_thread(work, *args, **named)
        finally:
            self.in_threads -= 1

    async def settled(self, pilot: Pilot[Any]) -> None:
        """Wait until nothing is under way that ends by itself; then the pause in typing has come as well."""
        calm = 0
        async with asyncio.timeout(AT_MOST_SECONDS):
            while calm < CALM:
                await self.answered(pilot)
                busy = await self._worked(pilot) or self._paused()
                calm = 0 if busy else calm + 1

    async def answered(self, pilot: Pilot[Any]) -> None:
        """Wait until every message has been heard and what follows is painted; threads may go on."""
        loop = asyncio.get_running_loop()
        while loop._ready:  # type: ignore[attr-defined]
            await asyncio.sleep(0)
        with suppress(ScreenStackError):
            pilot.app.screen._on_timer_update()

    async def _worked(self, pilot: Pilot[Any]) -> bool:
        """Wait for animations, threads, workers and painting that was put off; say whether there was any."""
        await pilot.app.animator.wait_until_complete()
        if self.in_threads or (pilot.app.is_running and pilot.app._batch_count):
            await asyncio.sleep(A_MOMENT)
            return True
        at_work = [one for one in pilot.app.workers if one.group not in ASKING]
        for one in at_work:
            with suppress(WorkerError):
                await one.wait()
        return bool(at_work)

    def _paused(self) -> bool:
        """Let the pause have come for what waits for one; say whether anything did."""
        waiting = [one for one in self._debounces if one._waiting]
        for one in waiting:
            one.flush()
        return bool(waiting)
