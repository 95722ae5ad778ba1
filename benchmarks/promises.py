"""The large organization of capacity as records in a database: what a write has to be weighed against."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks.organization import FIRM, HOUR, NEEDS, PEOPLE, ROLES, TODAY
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, Progress, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from storage.opening import open_store
from storage.store import Store

CLIENTS, LEAVES, CLOSED = 100, 3, 4
"""For each commitment that is open there are four that are closed."""


def make(path: Path, open_commitments: int) -> None:
    """Write the organization into a new SQLite file, the same records each time but for their ids."""
    with closing(opened(path, create=True)) as store, store.write("Set up a large organization") as unit:
        for record in _records(open_commitments):
            unit.add(record)


def opened(path: Path, *, create: bool = False) -> Store:
    """Return the store, at noon of the day of the organization; nothing is asked of its writes."""
    store = open_store(f"sqlite:///{path}", actor="bench", device="bench", create=create)
    store.clock = lambda: datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=12)
    return store


def _records(open_commitments: int) -> Iterator[Record]:
    chance = random.Random("promises")
    roles = [Role(name=f"Role {number:03}") for number in range(ROLES)]
    clients = [Client(name=f"Client {number:03}") for number in range(CLIENTS)]
    yield from (*roles, *clients)
    for role in roles:
        yield RunReserve(role=role.id, minutes_a_week=chance.randint(10, 40) * HOUR)
        for number in range(PEOPLE):
            yield from _person(chance, role, number)
    for number in range(open_commitments * (1 + CLOSED)):
        yield from _commitment(chance, chance.choice(clients).id, roles, is_open=number < open_commitments)


def _person(chance: random.Random, role: Role, number: int) -> Iterator[Record]:
    share = ((role.id, Decimal(chance.randint(3, 10)) / 10),)
    person = Person(
        name=f"{role.name}, {number}", weekly_minutes=40 * HOUR, availability_factor=Decimal("0.9"), role_shares=share
    )
    yield person
    for _ in range(LEAVES):
        first = _day(chance, 0, 364)
        yield TimeOff(person=person.id, starts_on=first, ends_on=first + timedelta(days=chance.choice((0, 4, 11))))


def _commitment(chance: random.Random, client: RecordId, roles: list[Role], *, is_open: bool) -> Iterator[Record]:
    state = _state(chance) if is_open else State.KEPT
    due = _day(chance, -5, 182) if is_open else _day(chance, -700, -10)
    promised_on = None if state is State.CHECKED else _day(chance, -60, 0)
    commitment = Commitment(client=client, title="A promise", due=due, state=state, promised_on=promised_on)
    yield commitment
    for _ in range(NEEDS):
        role, minutes = chance.choice(roles), chance.randint(4, 80) * HOUR
        need = Requirement(commitment=commitment.id, role=role.id, minutes=minutes)
        yield from (need, Answer(requirement=need.id, answer=AnswerState.ACCEPTED))
        if state is State.IN_DELIVERY:
            yield Progress(requirement=need.id, minutes_left=minutes // 2, reported_on=TODAY)


def _state(chance: random.Random) -> State:
    return chance.choice((State.PROMISED, State.IN_DELIVERY)) if chance.random() < FIRM else State.CHECKED


def _day(chance: random.Random, first: int, last: int) -> date:
    return TODAY + timedelta(days=chance.randint(first, last))
