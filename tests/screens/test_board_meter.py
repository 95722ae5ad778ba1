"""Below the board stand the hours there are and what is to be said of the commitment under the cursor."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.workflows.parts import every
from storage.opening import open_store
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, press, seen, started, write
from tests.widgets.keyset_fakes import shown
from widgets.reading_pane import ReadingPane

Size = tuple[int, int]


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> Size:
    """The smallest terminal that has to work, and a larger one."""
    found: Size = request.param
    return found


@pytest.fixture
def crowded(database: str) -> None:
    """One person for all of Network, whose weeks until 12 December are promised away but for 20 hours."""
    store = open_store(database, actor="dana", device="desk")
    with store.read() as reader:
        (role,), (lyon,) = every(reader, Role), every(reader, Commitment, title="Site Lyon")
    laptops = Commitment(client=lyon.client, title="Laptops Q1", due=date(2026, 12, 11), state=CommitmentState.PROMISED)
    with store.write("Fill the weeks") as unit:
        unit.add(Person(name="S. Lind", weekly_minutes=40 * 60, role_shares=((role.id, Decimal(1)),)))
        unit.add(laptops)
        unit.add(Requirement(commitment=laptops.id, role=role.id, minutes=100 * 60))
    store.close()


@pytest.mark.usefixtures("crowded")
async def test_a_short_draft_says_the_hours_the_earliest_date_and_what_is_in_the_way(
    make_app: MakeApp, size: Size
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "4")
        screen = seen(pilot)
        assert "LOG  SHORT 20 h" in screen
        assert "HOURS FREE" in screen
        words = " ".join(" ".join(shown(pilot.app.screen.query_one(ReadingPane))).split())
        assert "Site Lyon, 40 h Network by 12 Dec: SHORT 20 h Network" in words
        assert "Earliest:" in words


@pytest.mark.usefixtures("crowded")
async def test_the_meters_week_opens_what_fills_it_and_that_opens_the_commitment(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "4", "tab")
        words = " ".join(" ".join(shown(pilot.app.screen.query_one(ReadingPane))).split())
        assert "40 h there: 40 h firm" in words
        await press(pilot, "enter")
        assert "NETWORK  week of 23 Nov" in seen(pilot)
        assert ">Laptops Q1" in seen(pilot)
        await press(pilot, "enter")
        assert "Laptops Q1" in seen(pilot)
        assert "week of" not in seen(pilot)
        await press(pilot, "escape", "escape")
        assert "4 COMMITMENTS" in seen(pilot)


@pytest.mark.usefixtures("crowded")
async def test_the_promise_under_the_cursor_is_drawn_into_the_meter_and_taken_out_again(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4")
        assert "?" in _role_line(seen(pilot))
        await press(pilot, "l", "l")
        assert "?" not in _role_line(seen(pilot))


async def test_an_organization_without_people_shows_its_roles_as_unknown(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4")
        assert _role_line(seen(pilot)).split()[1:]


def _role_line(screen: str) -> str:
    """The line of Network in the meter, without its name."""
    return next(line for line in screen.splitlines() if line[1:].startswith("Network "))


async def test_the_meter_says_where_to_suppose_something(make_app: MakeApp, staffed: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "tab")
        assert ": what if" in seen(pilot).splitlines()[-1]


@pytest.mark.usefixtures("crowded")
async def test_the_head_counts_what_is_at_risk_of_what_the_filter_shows(make_app: MakeApp, database: str) -> None:
    store = open_store(database, actor="dana", device="desk")
    with store.read() as reader:
        (role,), (lyon,) = every(reader, Role), every(reader, Commitment, title="Site Lyon")
    cabling = Commitment(client=lyon.client, title="Cabling", due=date(2026, 11, 27), state=CommitmentState.PROMISED)
    with store.write("Promise too much") as unit:
        unit.add(cabling)
        unit.add(Requirement(commitment=cabling.id, role=role.id, minutes=50 * 60))
    store.close()
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4")
        assert "1 late  2 at risk  0 closed" in seen(pilot)
        await press(pilot, "slash")
        await write(pilot, "cabling")
        await press(pilot, "enter")
        assert "0 late  1 at risk  0 closed" in seen(pilot)
        await press(pilot, "slash", "ctrl+u")
        await write(pilot, "site")
        await press(pilot, "enter")
        assert "0 late  0 closed" in seen(pilot)
