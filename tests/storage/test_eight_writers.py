"""Many write at once on a shared database: the sequence is dense, in the order of commits, and nothing is lost."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from types import ModuleType

import pytest
from sqlalchemy import Connection, event, select, text

from itcrm_tui.domain.client import Client
from storage.errors import ConflictError, RefusedError
from storage.ledger import change_set, counter
from storage.store import Store
from tests.storage.places import Place
from tests.storage.records import add, look

WRITERS, SETS = 8, 25
PATIENCE = 30


@dataclass
class Gate:
    """Where a writer waits before its commit."""

    reached: threading.Event = field(default_factory=threading.Event)
    opened: threading.Event = field(default_factory=threading.Event)

    def hold(self, _connection: Connection) -> None:
        self.reached.set()
        assert self.opened.wait(PATIENCE)


@contextmanager
def held_before_commit(store: Store) -> Iterator[Gate]:
    """Hold the store's commits until the gate is opened."""
    gate = Gate()
    event.listen(store.engine, "commit", gate.hold)
    try:
        yield gate
    finally:
        gate.opened.set()
        event.remove(store.engine, "commit", gate.hold)


class Follower:
    """Reads the feed of change sets by sequence, as a laptop does: what has a lower number later is never seen."""

    def __init__(self, store: Store) -> None:
        self.store, self.cursor = store, 0
        self.seen: list[int] = []

    def look(self) -> None:
        with self.store.connected() as connection:
            query = select(change_set.c.sequence).where(change_set.c.sequence > self.cursor)
            found = list(connection.scalars(query.order_by(change_set.c.sequence)))
        self.seen += found
        self.cursor = max([self.cursor, *found])

    def everything(self) -> list[int]:
        with self.store.connected() as connection:
            return list(connection.scalars(select(change_set.c.sequence).order_by(change_set.c.sequence)))


def two_in_forced_order(postgres: Place) -> Follower:
    """The first writer has done all but commit when the second writes; a reader looks in between and at the end."""
    slow, quick, follower = postgres.open("ana", "desk"), postgres.open("ben", "laptop"), Follower(postgres.open())
    with held_before_commit(slow) as gate, ThreadPoolExecutor(2) as pool:
        first = pool.submit(add, slow, Client(name="slow"))
        assert gate.reached.wait(PATIENCE)
        second = pool.submit(add, quick, Client(name="quick"))
        wait_until_blocked_or_done(postgres, second.done)
        follower.look()
        gate.opened.set()
        first.result(PATIENCE)
        second.result(PATIENCE)
    follower.look()
    return follower


def wait_until_blocked_or_done(postgres: Place, done: Callable[[], bool]) -> None:
    """Wait until a session waits for a lock, or the work is done."""
    end = time.monotonic() + PATIENCE
    while not done() and not postgres.raw("SELECT 1 FROM pg_locks WHERE NOT granted"):
        assert time.monotonic() < end, "The second writer neither waited nor ended."


def test_a_reader_of_the_feed_misses_nothing_when_the_first_to_write_is_the_last_to_commit(postgres: Place) -> None:
    follower = two_in_forced_order(postgres)
    assert follower.seen == follower.everything() == list(range(1, len(follower.seen) + 1))


def test_a_naive_sequence_is_caught_by_the_same_test(postgres: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    postgres.raw("CREATE SEQUENCE naive START 2")
    postgres.raw("GRANT USAGE ON SEQUENCE naive TO PUBLIC")

    def naive(connection: Connection) -> int:
        return int(connection.execute(text("SELECT nextval('naive')")).scalar_one())

    for module in users_of("next_sequence"):
        monkeypatch.setattr(module, "next_sequence", naive)
    follower = two_in_forced_order(postgres)
    assert follower.seen != follower.everything()
    assert set(follower.everything()) - set(follower.seen) == {2}


def users_of(name: str) -> list[ModuleType]:
    """The modules of the store that know a function by this name."""
    modules = [module for path, module in sys.modules.items() if path.startswith("storage.")]
    return [module for module in modules if hasattr(module, name)]


def test_the_sequence_is_dense_and_nothing_is_missed_under_eight_writers(postgres: Place) -> None:
    stores = [postgres.open("ana" if number % 2 else "ben", f"device {number}") for number in range(WRITERS)]
    follower = Follower(postgres.open())
    at_work = threading.Event()

    def write(store: Store) -> None:
        for number in range(SETS):
            add(store, Client(name=f"{store.device} {number}"))

    def follow() -> None:
        while not at_work.is_set():
            follower.look()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        following = pool.submit(follow)
        for done in [pool.submit(write, store) for store in stores]:
            done.result(PATIENCE * 4)
        at_work.set()
        following.result(PATIENCE)
    follower.look()
    assert follower.seen == list(range(1, WRITERS * SETS + 2))
    with follower.store.connected() as connection:
        assert connection.scalar(select(counter.c.value)) == WRITERS * SETS + 1


def test_of_two_who_saw_the_same_the_second_is_told(place: Place) -> None:
    ana, ben = place.open("ana", "desk"), place.open("ben", "laptop")
    client = Client(name="Finance")
    add(ana, client)
    for tier in (1, 3, 5, 7):
        seen = look(ana, client)
        assert seen
        outcomes = race(partial(save, ana, seen, tier), partial(save, ben, seen, tier + 1))
        assert sorted(outcomes) == ["conflict", "written"]
        now = look(ana, client)
        assert now
        assert now.tier == tier + outcomes.index("written")


def save(store: Store, seen: Client, tier: int) -> str:
    """Write a tier over what was seen; say whether it was written."""
    try:
        with store.write("Set tier") as unit:
            unit.save(seen, replace(seen, tier=tier))
    except ConflictError:
        return "conflict"
    return "written"


def test_a_code_is_taken_once_by_those_who_take_it_at_the_same_moment(place: Place) -> None:
    stores = [place.open("ana", "desk"), place.open("ben", "laptop")]
    for number in range(10):
        takers = [Client(code=f"C{number}", name=store.device) for store in stores]
        outcomes = race(*(partial(make, store, taker) for store, taker in zip(stores, takers, strict=True)))
        assert sorted(outcomes) == ["done", "refused"]


def test_nobody_points_at_what_is_deleted_in_the_same_moment(place: Place) -> None:
    ana, ben = place.open("ana", "desk"), place.open("ben", "laptop")
    for number in range(10):
        parent = Client(name=f"Parent {number}")
        add(ana, parent)
        child = Client(name=f"Child {number}", parent=parent.id)
        outcomes = race(partial(remove, ana, parent), partial(make, ben, child))
        assert sorted(outcomes) == ["done", "refused"]


def remove(store: Store, record: Client) -> str:
    try:
        seen = look(store, record)
        assert seen
        with store.write("Delete") as unit:
            unit.delete(seen)
    except RefusedError:
        return "refused"
    return "done"


def make(store: Store, record: Client) -> str:
    try:
        add(store, record)
    except RefusedError:
        return "refused"
    return "done"


def race(*works: Callable[[], str]) -> list[str]:
    """Do things at the same moment; return what each said."""
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], str]) -> str:
        gate.wait(PATIENCE)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [done.result(PATIENCE) for done in [pool.submit(run, work) for work in works]]
