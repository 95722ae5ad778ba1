"""The sequence is dense and goes in the order of commits: who follows it misses nothing."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, text

from itcrm_tui.domain.client import Client
from storage import closing, journal
from storage.store import Store
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.racing import held_before_commit, wait_until_blocked
from tests.storage.records import add, edit

WRITERS, EACH = 8, 40


class Follower:
    """Reads on from the highest number it has seen."""

    def __init__(self, store: Store) -> None:
        self.store, self.seen = store, [1]

    def read(self) -> None:
        """Read all there is to read."""
        with self.store.connected() as connection:
            while found := journal.change_sets(connection, after=self.seen[-1], limit=50):
                self.seen += [one.sequence for one in reversed(found)]

    def missed(self) -> set[int]:
        """What there is, but was never seen."""
        with self.store.connected() as connection:
            there = {one.sequence for one in journal.change_sets(connection, limit=10_000)}
        return there - set(self.seen)


def follow_while(follower: Follower, futures: list[Future[None]]) -> None:
    while not all(future.done() for future in futures):
        follower.read()
    for future in futures:
        future.result()
    follower.read()


def write_many(store: Store, shared: Client) -> None:
    for number in range(EACH):
        if number % 4:
            add(store, Client(name=f"{number}", parent=shared.id))
        else:
            edit(store, shared, **{FIELDS[number % len(FIELDS)]: f"{store.device} {number}"})


FIELDS = ("notes", "cost_centre", "role_in_success_today", "role_in_risk_today")


def test_a_reader_who_follows_eight_writers_misses_nothing(postgres: Place) -> None:
    stores = [postgres.open(("ana", "ben")[number % 2], f"device {number}") for number in range(WRITERS)]
    shared = [Client(name=f"Shared {number}") for number in range(WRITERS)]
    add(stores[0], *shared)
    follower = Follower(postgres.open())
    with ThreadPoolExecutor(WRITERS) as pool:
        follow_while(follower, [pool.submit(write_many, *pair) for pair in zip(stores, shared, strict=True)])
    assert follower.seen == list(range(1, WRITERS * EACH + 3))
    assert follower.missed() == set()
    assert verify(stores[0]) == []


def missed_in_forced_order(place: Place) -> set[int]:
    """What a reader misses who looks while the first of two writers has its number and has not committed."""
    first, second, follower = place.open(), place.open("ben"), Follower(place.open())
    follower.read()
    with ThreadPoolExecutor(1) as pool:
        with held_before_commit(first, lambda: add(first, Client(name="First"))):
            other = pool.submit(add, second, Client(name="Second"))
            wait_until_blocked(place, other)
            follower.read()
        other.result()
    follower.read()
    return follower.missed()


def test_a_reader_misses_nothing_of_two_writers_in_forced_order(postgres: Place) -> None:
    assert missed_in_forced_order(postgres) == set()


def test_with_a_naive_sequence_the_same_reader_misses_a_change_set_every_time(
    postgres: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def naive(connection: Connection) -> int:
        return int(connection.execute(text("SELECT nextval('naive')")).scalar_one())

    postgres.raw("CREATE SEQUENCE naive START 2")
    postgres.raw("GRANT ALL ON SEQUENCE naive TO PUBLIC")
    monkeypatch.setattr(closing, "next_sequence", naive)
    for attempt in range(3):
        assert missed_in_forced_order(postgres) == {2 + 2 * attempt}
