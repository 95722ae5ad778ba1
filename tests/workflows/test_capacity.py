"""Capacity as the database has it, read in one unit with few statements, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from itcrm_tui.domain.capacity.meter import meter
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import (
    Answer,
    AnswerState,
    Commitment,
    CommitmentState,
    Progress,
    Requirement,
    RequirementKind,
)
from itcrm_tui.domain.people import Person, Role, RunReserve, TimeOff
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.capacity import Capacity, capacity, new_wish, weigh, wish_of
from itcrm_tui.workflows.finding import NotForRoleError
from storage.reader import Reader
from storage.store import Store
from tests.workflows.capacity_walk import by_records, same

TODAY = date(2026, 11, 23)
FRIDAY = TODAY + timedelta(days=4)
HOUR = 60
CLIENT = Client(name="Human Resources")
NETWORK, DBA = Role(name="Network"), Role(name="DBA")
LIND = Person(name="S. Lind", weekly_minutes=40 * HOUR, role_shares=((NETWORK.id, Decimal(1)),))
MOST_STATEMENTS = 6


def promise(title: str, hours: int, state: CommitmentState, **known: Any) -> list[Record]:
    """A commitment with one requirement of Network."""
    commitment = Commitment(client=CLIENT.id, title=title, due=FRIDAY, state=state)
    need = Requirement(**{"commitment": commitment.id, "role": NETWORK.id, "minutes": hours * HOUR, **known})
    return [commitment, need]


FIRM = promise("Laptops Q1", 20, CommitmentState.PROMISED)
SOFT = promise("Mail archive", 6, CommitmentState.CHECKED)
DECLINED = promise("Data room", 30, CommitmentState.CHECKED)
DRAFT = promise("VPN", 16, CommitmentState.DRAFT)
KEPT = promise("Badge readers", 30, CommitmentState.KEPT)
RECORDS: list[Record] = [
    *(CLIENT, NETWORK, DBA, LIND, *FIRM, *SOFT, *DECLINED, *DRAFT, *KEPT),
    TimeOff(person=LIND.id, starts_on=FRIDAY, ends_on=FRIDAY),
    RunReserve(role=NETWORK.id, minutes_a_week=2 * HOUR),
    Progress(requirement=FIRM[1].id, minutes_left=10 * HOUR, reported_on=TODAY),
    Answer(requirement=DECLINED[1].id, answer=AnswerState.DECLINED, reason="On leave"),
]


@pytest.fixture(params=["store", "shared_store"])
def filled(request: pytest.FixtureRequest) -> Store:
    """The records above, on either engine."""
    store: Store = request.getfixturevalue(request.param)
    with store.write("Set up") as unit:
        for record in RECORDS:
            unit.add(record)
    return store


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements that a block sends."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


def known(store: Store) -> Capacity:
    with store.read() as reader:
        return capacity(reader, TODAY)


def test_the_meter_shows_what_the_database_holds(filled: Store) -> None:
    dba, network = meter(known(filled).situation, 1)
    assert (dba.role, network.role) == (DBA.id, NETWORK.id)
    week = network.week(0)
    assert (week.available, week.firm, week.soft, week.over) == (30 * HOUR, 10 * HOUR, 6 * HOUR, 0)
    assert dba.week(0).available == 0


def test_it_is_read_with_few_statements_however_much_there_is(filled: Store) -> None:
    with filled.read() as reader, counted(filled) as statements:
        capacity(reader, TODAY)
    before = len(statements)
    with filled.write("More") as unit:
        for number in range(20):
            for record in promise(f"More {number}", 1, CommitmentState.PROMISED):
                unit.add(record)
    with filled.read() as reader, counted(filled) as statements:
        capacity(reader, TODAY)
    assert len(statements) == before <= MOST_STATEMENTS


def asked(title: str, state: CommitmentState, *answers: AnswerState, **known: Any) -> list[Record]:
    """A commitment of which the team was asked, and what it answered, one after the other."""
    commitment, need = promise(title, 10, state, **known)
    return [commitment, need, *(Answer(requirement=need.id, answer=one) for one in answers)]


def odd_records() -> list[Record]:
    """What is easily read wrongly."""
    reported = asked("Reported twice for days in the other order", CommitmentState.IN_DELIVERY)
    both = asked("Two parts", CommitmentState.CHECKED)
    other = Requirement(commitment=both[0].id, role=DBA.id, minutes=HOUR)
    return [
        *asked("Declined, then accepted", CommitmentState.CHECKED, AnswerState.DECLINED, AnswerState.ACCEPTED),
        *asked("Accepted, then declined", CommitmentState.CHECKED, AnswerState.ACCEPTED, AnswerState.DECLINED),
        *asked("Promised, then declined", CommitmentState.PROMISED, AnswerState.DECLINED),
        *asked("Of nobody", CommitmentState.PROMISED, role=None),
        *asked("Of unknown size", CommitmentState.CHECKED, minutes=None),
        *asked("Of the others", CommitmentState.PROMISED, role=DBA.id),
        *asked("Done", CommitmentState.PROMISED, minutes=0),
        *(*both, other, Answer(requirement=other.id, answer=AnswerState.DECLINED)),
        *reported,
        Progress(requirement=reported[1].id, minutes_left=90, reported_on=TODAY),
        Progress(requirement=reported[1].id, minutes_left=30, reported_on=TODAY - timedelta(days=1)),
        TimeOff(person=LIND.id, starts_on=TODAY - timedelta(days=4), ends_on=TODAY),
        RunReserve(role=NETWORK.id, minutes_a_week=HOUR, ends_on=TODAY),
        RunReserve(role=NETWORK.id, minutes_a_week=HOUR, ends_on=TODAY - timedelta(days=1)),
        Person(name="Nobody knows", role_shares=((DBA.id, Decimal("0.5")),)),
    ]


@pytest.mark.parametrize("today", [TODAY, FRIDAY])
@pytest.mark.parametrize(
    "roles", [None, (), (DBA.id,), (NETWORK.id,), (DBA.id, NETWORK.id)], ids=["all", "none", "DBA", "Network", "both"]
)
def test_what_is_read_of_all_roles_or_some_is_what_the_whole_records_say(
    store: Store, roles: tuple[RecordId, ...] | None, today: date
) -> None:
    with store.write("Set up") as unit:
        for record in (*RECORDS, *odd_records()):
            unit.add(record)
    with store.read() as reader:
        found = capacity(reader, today, roles)
    assert same(found, by_records(store, today), None if roles is None else set(roles))
    assert roles == () or found.situation.works


def test_a_draft_on_file_is_weighed_with_its_requirements(filled: Store) -> None:
    draft = DRAFT[0]
    assert isinstance(draft, Commitment)
    with filled.read() as reader:
        found = weigh(capacity(reader, TODAY), wish_of(reader, draft))
    assert (found.check.verdict, found.check.with_soft.verdict) == (Verdict.TIGHT, Verdict.SHORT)
    assert found.earliest.due == FRIDAY + timedelta(days=3)


def test_a_wish_that_is_on_no_record_is_weighed_and_what_is_in_the_way_has_a_name(filled: Store) -> None:
    there = known(filled)
    found = weigh(there, new_wish([(NETWORK.id, 25 * HOUR)], None, FRIDAY))
    assert found.check.verdict is Verdict.SHORT
    ((row,),) = (full.rows for full in found.in_the_way)
    assert (there.names[row.commitment], row.minutes) == ("Laptops Q1", 10 * HOUR)


def test_a_requirement_is_called_by_its_description_else_by_its_role(filled: Store) -> None:
    names = known(filled).names
    assert names[FIRM[1].id] == "Network"
    assert names[LIND.id] == "S. Lind"


def test_what_the_role_may_not_see_is_not_taken_for_nothing(store: Store) -> None:
    with store.read() as reader:
        blind = Reader(reader.connection, frozenset({"person"}))
        assert isinstance(blind.find(Person), Hidden)
        with pytest.raises(NotForRoleError, match="People: not for your role"):
            capacity(blind, TODAY)


def test_a_thing_counts_as_what_it_is(store: Store) -> None:
    thing = promise("VPN", 0, CommitmentState.DRAFT, role=None, minutes=None, kind=RequirementKind.THING)
    with store.write("Set up") as unit:
        for record in (CLIENT, *thing):
            unit.add(record)
    draft = thing[0]
    assert isinstance(draft, Commitment)
    with store.read() as reader:
        found = weigh(capacity(reader, TODAY), wish_of(reader, draft))
    assert found.check.verdict is Verdict.SHORT
    assert [late.name for late in found.check.late_things] == ["thing"]
