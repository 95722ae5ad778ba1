"""Whoever changes the capacity of a role waits for whoever is changing it already; all others go on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment, CommitmentState, Progress, Requirement
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff
from storage import locks
from storage.errors import BusyError
from storage.store import Store
from storage.transaction import AgainError, Transaction
from storage.unit import Unit
from tests.postgres_server import Server
from tests.storage.places import Place
from tests.storage.racing import wait_until_blocked
from tests.storage.records import add, edit, now

DAY = date(2026, 1, 1)
DBA, NETWORK = Role(name="DBA"), Role(name="Network")
DANA = Person(name="Dana", role_shares=((DBA.id, Decimal(1)),))
FINANCE = Client(name="Finance")
VPN = Commitment(client=FINANCE.id, title="VPN")
NEED = Requirement(commitment=VPN.id, role=DBA.id, minutes=60)
LEAVE = TimeOff(person=DANA.id, starts_on=DAY, ends_on=DAY)
KEPT = RunReserve(role=DBA.id, minutes_a_week=60)
LEFT = Progress(requirement=NEED.id, minutes_left=50, reported_on=DAY)

MOVES_CAPACITY: list[Callable[[Store], object]] = [
    lambda store: add(store, Requirement(commitment=VPN.id, role=DBA.id)),
    lambda store: edit(store, NEED, minutes=30),
    lambda store: edit(store, NEED, role=NETWORK.id),
    lambda store: add(store, RunReserve(role=NETWORK.id, minutes_a_week=60)),
    lambda store: edit(store, DANA, weekly_minutes=600),
    lambda store: edit(store, DANA, role_shares=((NETWORK.id, Decimal(1)),)),
    lambda store: add(store, TimeOff(person=DANA.id, starts_on=DAY, ends_on=DAY)),
    lambda store: add(store, Progress(requirement=NEED.id, minutes_left=5, reported_on=DAY)),
    lambda store: edit(store, LEAVE, ends_on=DAY + timedelta(days=1)),
    lambda store: edit(store, KEPT, minutes_a_week=90),
    lambda store: edit(store, LEFT, minutes_left=40),
    lambda store: edit(store, VPN, state=CommitmentState.PROMISED),
    lambda store: edit(store, VPN, due=DAY),
    lambda store: edit(store, DANA, role_shares=()),
]
LEAVES_IT: list[Callable[[Store], object]] = [
    lambda store: edit(store, DANA, email="dana@example.org"),
    lambda store: edit(store, VPN, notes="n"),
    lambda store: edit(store, DBA, notes="n"),
    lambda store: add(store, Client(name="Legal")),
]


@pytest.fixture
def planned(postgres: Place) -> Store:
    store = postgres.open()
    add(store, DBA, NETWORK, DANA, FINANCE, VPN, NEED, LEAVE, KEPT, LEFT)
    return store


def test_every_change_of_capacity_waits_for_the_lock_of_its_roles_and_no_other_does(
    postgres: Place, postgres_server: Server, planned: Store
) -> None:
    [(name,)] = postgres.raw("SELECT current_database()")
    with postgres_server.connect(str(name)) as other, ThreadPoolExecutor(1) as pool:
        for place, change in enumerate((*MOVES_CAPACITY, *LEAVES_IT)):
            other.execute("BEGIN")
            other.execute("SELECT 1 FROM role_lock FOR UPDATE")
            future = pool.submit(change, planned)
            assert wait_until_blocked(postgres, future) is (change in MOVES_CAPACITY), place
            other.execute("COMMIT")
            assert future.result(), place


def test_roles_that_were_moved_while_waiting_make_the_unit_begin_again(planned: Store, postgres: Place) -> None:
    leave = TimeOff(person=DANA.id, starts_on=DAY, ends_on=DAY)
    unit = Unit("ana", "Leave")
    unit.add(leave)
    with pytest.raises(BusyError) as caught:
        lock_while_moved(planned, postgres, unit)
    assert isinstance(caught.value.__cause__, AgainError)


def lock_while_moved(store: Store, place: Place, unit: Unit) -> None:
    with store.below() as connection:
        transaction = Transaction(connection, MovesShares(place), store.clock())  # type: ignore[arg-type]
        locks.lock_roles(transaction, unit.source)


class MovesShares:
    """Between the reading of the roles and their locking somebody gives Dana another one."""

    locks_rows = True

    def __init__(self, place: Place) -> None:
        self.place = place

    def locked(self, query: object) -> object:
        """The query as it is, but too late."""
        others = self.place.open("ben")
        edit(others, now(others, DANA), role_shares=((NETWORK.id, Decimal(1)),))
        return query
