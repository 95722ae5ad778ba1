"""A crowded role, and the keys by which something is supposed about it in the sandbox."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from textual.pilot import Pilot

from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.workflows.parts import every
from storage.opening import open_store
from storage.store import Store
from tests.screens.driving import press, settled, started, write
from tests.widgets.keyset_fakes import shown
from widgets.field_input import FieldInput
from widgets.reading_pane import ReadingPane

LAPTOPS_DUE = date(2026, 12, 11)


def crowd(database: str) -> None:
    """Have one person for all of Network, whose weeks until 12 December are promised away but for 20 hours."""
    store = open_store(database, actor="dana", device="desk")
    with store.read() as reader:
        (role,), (lyon,) = every(reader, Role), every(reader, Commitment, title="Site Lyon")
    laptops = Commitment(client=lyon.client, title="Laptops Q1", due=LAPTOPS_DUE, state=CommitmentState.PROMISED)
    with store.write("Fill the weeks") as unit:
        unit.add(Person(name="S. Lind", weekly_minutes=40 * 60, role_shares=((role.id, Decimal(1)),)))
        unit.add(laptops)
        unit.add(Requirement(commitment=laptops.id, role=role.id, minutes=100 * 60))
    store.close()


def opened(database: str) -> Store:
    """The database, opened by somebody else."""
    return open_store(database, actor="erin", device="laptop")


def laptops(store: Store) -> Commitment:
    """The promise that fills the weeks, as it is now."""
    with store.read() as reader:
        (found,) = every(reader, Commitment, title="Laptops Q1")
    return found


def words(pilot: Pilot[int]) -> str:
    """The text pane, without its line ends."""
    return " ".join(" ".join(shown(pilot.app.screen.query_one(ReadingPane))).split())


async def supposed(pilot: Pilot[int], *texts: str) -> None:
    """Begin in the sandbox, and fill in the form that is chosen by the first text."""
    await begin(pilot)
    await suppose(pilot, *texts)


async def begin(pilot: Pilot[int], *before: str) -> None:
    """Open the sandbox over the screen that some keys lead to."""
    await started(pilot)
    await press(pilot, *before)
    await pilot.app.run_action("what_if")
    await settled(pilot)


async def suppose(pilot: Pilot[int], sort: str, *texts: str) -> None:
    """Choose a sort of supposition and type a text in each field from the first on."""
    await press(pilot, "a")
    await write(pilot, sort)
    await press(pilot, "enter")
    await type_from_the_first(pilot, *texts)


async def type_from_the_first(pilot: Pilot[int], *texts: str) -> None:
    """Type texts into the fields of the form on top, from its first on, and save."""
    fields = list(pilot.app.screen.query(FieldInput))
    for field, text in zip(fields, texts, strict=False):
        field.put(text)
    await press(pilot, "enter")
