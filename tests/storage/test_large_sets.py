"""Large change sets: as exact as small ones, told and cancelled on the way, and others wait for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.people import Person
from itcrm_tui.ids import RecordId
from storage import apply, journal, waiting
from storage.engines import sqlite as sqlite_engine
from storage.errors import StoreError
from storage.store import Store
from storage.undoing import redo, undo
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.racing import PATIENCE
from tests.storage.records import add, delete, edit, facts, now, refused

MANY = 2_500


def many(count: int = MANY) -> list[Client]:
    return [Client(code=f"K{number}", name=f"Client {number}") for number in range(count)]


def sequence(store: Store) -> int:
    with store.connected() as connection:
        return journal.sequence(connection)


def test_a_large_set_is_written_undone_and_redone_whole(store: Store) -> None:
    add(store, *many())
    written = facts(store)
    assert len(written) == MANY + 1
    undo(store)
    assert len(facts(store)) == 1
    redo(store)
    assert facts(store) == written
    assert verify(store) == []


def code_is_taken(store: Store) -> list[Client]:
    add(store, Client(name="There", code="K9999"))
    return [Client(name="Odd", code="K9999")]


def record_is_there(store: Store) -> list[Client]:
    there = Client(name="There")
    add(store, there)
    return [replace(there, name="Odd")]


def record_was_deleted(store: Store) -> list[Client]:
    gone = Client(name="Gone")
    add(store, gone)
    delete(store, gone)
    return [replace(gone, name="Odd")]


def codes_are_twins(store: Store) -> list[Client]:
    return [Client(name="Odd", code="twin"), Client(name="Even", code="twin")]


def owner_is_missing(store: Store) -> list[Client]:
    return [Client(name="Odd", relationship_owner=RecordId("nobody"))]


def owner_was_deleted(store: Store) -> list[Client]:
    person = Person(name="Ada")
    add(store, person)
    delete(store, person)
    return [Client(name="Odd", relationship_owner=person.id)]


@pytest.mark.parametrize(
    "odd",
    [code_is_taken, record_is_there, record_was_deleted, codes_are_twins, owner_is_missing, owner_was_deleted],
)
def test_one_odd_record_among_thousands_is_told_as_precisely_as_alone(
    store: Store, odd: Callable[[Store], list[Client]]
) -> None:
    records = odd(store)
    with pytest.raises(StoreError) as alone:
        add(store, *records)
    before, number = facts(store), sequence(store)
    thousands = many(5_000)
    with pytest.raises(type(alone.value)) as among_many:
        add(store, *thousands[:3_000], *records, *thousands[3_000:])
    assert str(among_many.value) == str(alone.value)
    assert (facts(store), sequence(store)) == (before, number)


def test_a_code_is_handed_on_within_a_large_set(store: Store) -> None:
    first = Client(name="First", code="K1")
    add(store, first)
    seen = now(store, first)
    with store.write("Hand on") as unit:
        for client in many():
            unit.add(client)
        unit.save(seen, replace(seen, code="K1 before"))
    assert now(store, first).code == "K1 before"
    assert verify(store) == []


def test_progress_is_told_from_nothing_to_all(store: Store) -> None:
    told: list[tuple[int, int]] = []
    with store.write("Many", progress=lambda done, total: told.append((done, total))) as unit:
        for client in many():
            unit.add(client)
    assert told == [(0, MANY), (apply.PORTION, MANY), (MANY, MANY)]
    told.clear()
    undo(store, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, MANY), (apply.PORTION, MANY), (MANY, MANY)]


class CancelledError(Exception):
    """The person has pressed escape."""


def cancel(done: int, _total: int) -> None:
    if done:
        raise CancelledError


def test_a_cancelled_set_leaves_nothing(store: Store) -> None:
    before, number = facts(store), sequence(store)
    with refused(store, CancelledError) as unit:
        unit.progress = cancel
        for client in many():
            unit.add(client)
    assert (facts(store), sequence(store)) == (before, number)
    written = add(store, *many())
    assert written.sequence == number + 1
    with pytest.raises(CancelledError):
        undo(store, progress=cancel)
    assert len(facts(store)) == MANY + 1
    assert sequence(store) == written.sequence
    assert verify(store) == []


def test_another_writer_waits_for_a_large_set_is_told_so_and_succeeds(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOMENT", 0.01)
    monkeypatch.setattr(sqlite_engine, "BUSY_SECONDS", 0.02)
    store, bens = place.open(), place.open("ben", "bens laptop")
    shared, told, others = Client(name="Shared"), threading.Event(), []
    add(store, shared)
    seen = now(store, shared)
    bens.on_wait = told.set
    with ThreadPoolExecutor(1) as pool:

        def ben_comes(done: int, _total: int) -> None:
            if done == apply.PORTION:
                others.append(pool.submit(edit, bens, shared, tier=2))
                assert told.wait(PATIENCE)

        with store.write("Many", progress=ben_comes) as unit:
            unit.save(seen, replace(seen, name="Shared by many"))
            for client in many():
                unit.add(client)
        assert others[0].result(PATIENCE)
    found = now(store, shared)
    assert (found.name, found.tier) == ("Shared by many", 2)
    assert sequence(store) == 4


def test_the_notice_of_a_wait_is_called_off_once_a_large_set_is_under_way(store: Store) -> None:
    called_off: list[bool] = []

    def look(done: int, _total: int) -> None:
        called_off.extend(one.finished.is_set() for one in threading.enumerate() if isinstance(one, threading.Timer))

    store.on_wait = lambda: None
    with store.write("Many", progress=look) as unit:
        for client in many():
            unit.add(client)
    assert all(called_off)
