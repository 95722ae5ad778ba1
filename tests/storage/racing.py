"""Two writers in a forced order: one is held just before it commits, while another tries to get past."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic
from typing import Any

from sqlalchemy import Connection, event

from storage.store import Store
from tests.storage.places import Place

PATIENCE = 30.0
"""Seconds after which a test gives up instead of waiting for ever."""

Work = Callable[[], Any]


@contextmanager
def held_before_commit(store: Store, work: Work) -> Iterator[Future[Any]]:
    """Do the work in a thread of its own and hold it before its commit until the end of the block."""
    arrived, released = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        if not connection.get_execution_options().get("postgresql_readonly"):
            arrived.set()
            assert released.wait(PATIENCE)

    with ThreadPoolExecutor(1) as pool:
        event.listen(store.engine, "commit", hold)
        future = pool.submit(work)
        try:
            while not arrived.wait(0.01) and not future.done():
                pass
            assert arrived.is_set(), future.exception()
            yield future
        finally:
            released.set()
    event.remove(store.engine, "commit", hold)


def wait_until_blocked(place: Place, future: Future[Any]) -> bool:
    """Return once the work waits for a lock (true), or has ended without (false)."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    until = monotonic() + PATIENCE
    while monotonic() < until:
        if future.done():
            return False
        if place.raw(waiting) != [(0,)]:
            return True
    raise AssertionError("It neither ended nor waited for anything.")


def second_after_first(place: Place, first: Store, do_first: Work, do_second: Work) -> tuple[Any, Any]:
    """Hold the first before its commit until the second waits for it; return what each returned or raised."""
    with ThreadPoolExecutor(1) as pool:
        with held_before_commit(first, do_first) as one:
            two = pool.submit(do_second)
            wait_until_blocked(place, two)
        return outcome(one), outcome(two)


def outcome(future: Future[Any]) -> Any:
    """What the work returned, or the error it raised."""
    return future.exception() or future.result()
