"""A small organization with one role, as the tests of promises take it, and what they do to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, Requirement
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.domain.promising import CapacityCheck
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.promising import answerable, answering, checking
from itcrm_tui.workflows.promising.gate import guarded
from itcrm_tui.workflows.promising.promise import promise
from storage.store import Store

R = TypeVar("R", bound=Record)
TODAY = date(2026, 6, 1)
"""A Monday."""
WEEK = 40 * 60
"""The minutes that the role has in a week."""

NETWORK, DBA = Role(name="Network"), Role(name="DBA")
ANA = Person(name="Ana", login="tester", weekly_minutes=WEEK, role_shares=((NETWORK.id, Decimal(1)),))
BEN = Person(name="Ben", weekly_minutes=WEEK, role_shares=((DBA.id, Decimal(1)),))
CHIEF = Person(name="Chief", may_override=True)
FINANCE = Client(name="Finance")
LUND = Stakeholder(client=FINANCE.id, name="A. Lund")
FRIDAY, NEXT_FRIDAY = TODAY + timedelta(days=4), TODAY + timedelta(days=11)


def organized(store: Store) -> Store:
    """The organization in an empty database, guarded, at noon of its day."""
    store.clock = lambda: datetime(2026, 6, 1, 12, tzinfo=UTC)
    guarded(store)
    add(store, NETWORK, DBA, ANA, BEN, CHIEF, FINANCE, LUND)
    return store


def add(store: Store, *records: Record) -> None:
    """Write new records."""
    with store.write("Add") as unit:
        for record in records:
            unit.add(record)


def edit(store: Store, record: Record, **values: object) -> None:
    """Write some fields of a record as it is now, as a form would."""
    from itcrm_tui.workflows.records import edit as edit_it

    edit_it(store, now(store, record), values)  # type: ignore[arg-type]


def now(store: Store, record: R) -> R:
    """A living record as it is."""
    with store.read() as reader:
        found = reader.get(type(record), record.id)
    assert found is not None
    assert isinstance(found, type(record))
    return found


def all_of(store: Store, record_type: type[R], **equal: object) -> list[R]:
    """All living records of a type that hold some values, oldest first."""
    with store.read() as reader:
        found = reader.find(record_type, **equal)  # type: ignore[arg-type]
    assert isinstance(found, list)
    return found


def draft(store: Store, minutes: int | None = WEEK // 2, due: date | None = FRIDAY, title: str = "VPN") -> Commitment:
    """A draft that needs minutes of Network."""
    commitment = Commitment(client=FINANCE.id, title=title, due=due)
    add(store, commitment, Requirement(commitment=commitment.id, role=NETWORK.id, minutes=minutes))
    return now(store, commitment)


def accept_all(store: Store, commitment: Commitment) -> None:
    """Every team accepts its part."""
    for need in all_of(store, Requirement, commitment=commitment.id):
        with store.read() as reader:
            found = answerable.part(reader, need)
        answering.accept(store, found, ANA.id)


def checked(store: Store, **words: object) -> Commitment:
    """A draft that has been checked."""
    return checking.check(store, draft(store, **words), TODAY).commitment  # type: ignore[arg-type]


def promised(store: Store, **words: object) -> Commitment:
    """A checked commitment that every team has accepted, promised."""
    commitment = checked(store, **words)
    accept_all(store, commitment)
    return promise(store, now(store, commitment), TODAY).commitment


def answers(store: Store, commitment: Commitment) -> list[AnswerState]:
    """What the teams have answered, requirement by requirement."""
    needs = [need.id for need in all_of(store, Requirement, commitment=commitment.id)]
    return [answer.answer for answer in all_of(store, Answer, requirement=needs)]


def verdicts(store: Store, commitment: Commitment) -> list[str]:
    """What the checks said that were kept, the oldest first."""
    return [str(check.verdict) for check in all_of(store, CapacityCheck, commitment=commitment.id)]
