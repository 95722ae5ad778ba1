"""A unit that the database gives up is tried again as a whole; what stays impossible ends in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest
from psycopg import Connection
from sqlalchemy import text

from itcrm_tui.domain.client import Client
from itcrm_tui.ids import RecordId
from storage import locks
from storage import store as store_module
from storage.engines import postgres as postgres_engine
from storage.errors import BusyError
from storage.journal import change_sets
from storage.source import Source
from storage.store import Store
from storage.transaction import Transaction
from storage.verify import verify
from tests.postgres_server import Server
from tests.storage.places import Place
from tests.storage.racing import PATIENCE, wait_until_blocked
from tests.storage.records import add, edit, names, now

FOR_UPDATE = "SELECT 1 FROM client WHERE id = %s FOR UPDATE"
ONE, TWO = Client(id=RecordId("1"), name="One"), Client(id=RecordId("2"), name="Two")


@contextmanager
def holding(server: Server, place: Place, record: Client) -> Iterator[Connection[tuple[object, ...]]]:
    """A transaction of somebody else that has locked a record, and is never the one to be given up."""
    [(name,)] = place.raw("SELECT current_database()")
    with server.connect(str(name)) as connection:
        connection.execute("SET deadlock_timeout = '60s'")
        connection.execute("BEGIN")
        connection.execute(FOR_UPDATE, [record.id])
        yield connection
        connection.execute("COMMIT")


def test_a_unit_that_ran_into_a_deadlock_is_tried_again_and_written_once(
    postgres: Place, postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two that wait for each other, the one that came last looks whether they do: here that is the unit."""
    [(name,)] = postgres.raw("SELECT current_database()")
    postgres.raw(f"ALTER ROLE ana IN DATABASE {name} SET deadlock_timeout = '20ms'")
    store = postgres.open()
    add(store, ONE, TWO)
    seen = [now(store, ONE), now(store, TWO)]
    waits: list[Future[object]] = []

    with ThreadPoolExecutor(1) as pool, holding(postgres_server, postgres, TWO) as other:

        def take_one_first(transaction: Transaction, _source: Source) -> None:
            transaction.connection.exec_driver_sql(FOR_UPDATE, (ONE.id,))
            waits.append(pool.submit(other.execute, FOR_UPDATE, [ONE.id]))
            monkeypatch.setattr(store_module, "lock_roles", let_other_finish)
            assert wait_until_blocked(postgres, waits[0])

        def let_other_finish(_transaction: Transaction, _source: Source) -> None:
            waits[0].result(PATIENCE)
            other.execute("COMMIT")
            monkeypatch.setattr(store_module, "lock_roles", locks.lock_roles)

        monkeypatch.setattr(store_module, "lock_roles", take_one_first)
        with store.write("Both") as unit:
            for client in seen:
                unit.save(client, replace(client, tier=1))
    assert store_module.lock_roles is locks.lock_roles, "it was tried again"
    with store.connected() as connection:
        assert [one.title for one in change_sets(connection, limit=2)] == ["Both", "Add"]
    assert [now(store, client).version for client in (ONE, TWO)] == [2, 2], "each row is written once"
    assert [now(store, client).tier for client in (ONE, TWO)] == [1, 1]
    assert verify(store) == []


def failing(times: int, code: str) -> Callable[[Transaction, Source], None]:
    """A first step of a unit that the database gives up so many times."""
    left = iter(range(times))

    def step(transaction: Transaction, source: Source) -> None:
        if next(left, None) is not None:
            sql = f"DO $$ BEGIN RAISE EXCEPTION 'given up' USING ERRCODE = '{code}'; END $$"
            transaction.connection.execute(text(sql))

    return step


@pytest.mark.parametrize("code", ["40001", "40P01"])
def test_a_unit_is_tried_five_times_and_then_given_up_in_a_sentence(
    postgres: Place, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    store = postgres.open()
    monkeypatch.setattr(store_module, "lock_roles", failing(4, code))
    add(store, ONE)
    monkeypatch.setattr(store_module, "lock_roles", failing(5, code))
    with pytest.raises(BusyError, match=r"^Too many others are changing the same records\. Nothing was saved\. Try"):
        add(store, TWO)
    assert names(store, Client) == ["One"]


def test_a_read_that_is_given_up_ends_in_a_sentence(postgres: Place) -> None:
    with pytest.raises(BusyError, match=r"^The database was too busy to answer\. Try again"):
        read_and_fail(postgres.open())


def read_and_fail(store: Store) -> None:
    with store.connected() as connection:
        connection.execute(text("DO $$ BEGIN RAISE EXCEPTION 'given up' USING ERRCODE = '40001'; END $$"))


def test_a_statement_that_takes_too_long_ends_in_a_sentence(
    postgres: Place, postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(postgres.open(), ONE)
    monkeypatch.setitem(postgres_engine._SETTINGS, "statement_timeout", "50ms")
    impatient = postgres.open()
    with holding(postgres_server, postgres, ONE), pytest.raises(BusyError, match="took too long to answer"):
        edit(impatient, ONE, tier=1)
