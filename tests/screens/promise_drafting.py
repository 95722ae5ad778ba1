"""One person for all of Network, half promised away, and how a promise is drafted in a test."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeVar

from textual.pilot import Pilot
from textual.widgets import Input

from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Effort, Service
from itcrm_tui.workflows.parts import every
from screens.promise_draft import PromiseDraft
from storage.opening import open_store
from storage.store import Store
from tests.screens.driving import press, seen, settled, write
from tests.widgets.keyset_fakes import shown
from widgets.field_input import FieldInput
from widgets.reading_pane import ReadingPane

R = TypeVar("R", bound=Record)


def opened(database: str) -> Store:
    return open_store(database, actor="ravi", device="laptop")


def staff(database: str) -> None:
    """Write one person for all of Network, of whose weeks until 12 December 20 hours are left; what a site takes."""
    store = opened(database)
    with store.read() as reader:
        (role,), (lyon,) = every(reader, Role), every(reader, Commitment, title="Site Lyon")
        (net,) = every(reader, Service, code="NET")
    laptops = Commitment(client=lyon.client, title="Laptops Q1", due=date(2026, 12, 11), state=CommitmentState.PROMISED)
    past = Commitment(
        client=lyon.client,
        title="Site Oslo",
        service=net.id,
        state=CommitmentState.KEPT,
        delivered_on=date(2026, 10, 2),
    )
    with store.write("Fill the weeks") as unit:
        share = ((role.id, Decimal(1)),)
        unit.add(Person(name="Dana", login="dana", weekly_minutes=40 * 60, role_shares=share))
        unit.add(laptops)
        unit.add(Requirement(commitment=laptops.id, role=role.id, minutes=100 * 60))
        unit.add(past)
        unit.add(Requirement(commitment=past.id, role=role.id, minutes=36 * 60))
        unit.add(Effort(service=net.id, role=role.id, minutes=30 * 60))
    store.close()


def all_of(database: str, kind: type[R], **equal: object) -> list[R]:
    store = opened(database)
    with store.read() as reader:
        found = list(every(reader, kind, **equal))
    store.close()
    return found


def draft(pilot: Pilot[int]) -> PromiseDraft:
    assert isinstance(pilot.app.screen, PromiseDraft)
    return pilot.app.screen


def said(pilot: Pilot[int]) -> str:
    """What is said of the promise, in one line."""
    return " ".join(" ".join(shown(pilot.app.screen.query_one(ReadingPane))[1:]).split())


async def shown_soon(pilot: Pilot[int], words: str) -> bool:
    """Wait for a form that is opened once its record has been read twice; whether it says some words."""
    for _ in range(200):
        if words in seen(pilot):
            return True
        await pilot.pause(0.01)
    return False


async def go_to(pilot: Pilot[int], name: str) -> None:
    """Go to a field."""
    field = next(one for one in pilot.app.screen.query(FieldInput) if one.field.name == name)
    field.query_one(Input).focus()
    await settled(pilot)


async def type_need(pilot: Pilot[int], *parts: str) -> None:
    """Type a line of what it needs, in the last one."""
    draft(pilot).needs.lines[-1].begin()
    for number, part in enumerate(parts):
        await press(pilot, *(["tab"] if number else []))
        await write(pilot, part)
    await settled(pilot)
