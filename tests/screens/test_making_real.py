"""What is supposed in the sandbox is made real as one change, or discarded; nothing is lost or written by the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.people import Person, TimeOff
from itcrm_tui.workflows.history import newest
from itcrm_tui.workflows.parts import every
from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, settled
from tests.screens.supposing import laptops, opened, suppose, supposed, type_from_the_first

pytestmark = pytest.mark.usefixtures("crowded")


async def test_made_real_it_is_one_change_that_one_key_takes_back(make_app: MakeApp, database: str) -> None:
    store = opened(database)
    before = newest(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await supposed(pilot, "more", "Network", "40")
        await suppose(pilot, "away", "S. Lind", "today", "2026-12-04")
        assert newest(store) == before
        await press(pilot, "m")
        assert "Made real: 2 suppositions.   u takes it back" in seen(pilot)
        assert "2 CLIENTS" in seen(pilot)
        assert newest(store) == before + 1
        await press(pilot, "u")
        assert "Undid: What if: 2 suppositions: 40 h a week more of Network" in seen(pilot)
    with store.read() as reader:
        assert [person.name for person in every(reader, Person)] == ["S. Lind"]
        assert every(reader, TimeOff) == []
    store.close()


async def test_a_promise_is_moved_once_it_is_said_who_agreed_and_why(make_app: MakeApp, database: str) -> None:
    store = opened(database)
    with store.write("Name somebody there") as unit:
        from itcrm_tui.domain.client import Stakeholder

        unit.add(Stakeholder(client=laptops(store).client, name="J. Berg"))
    async with make_app().run_test(size=(80, 24)) as pilot:
        await supposed(pilot, "due", "Laptops Q1", "2026-12-18")
        await press(pilot, "m")
        assert "AGREED with the client: Laptops Q1" in seen(pilot)
        await press(pilot, "escape")
        assert "Nothing was made real" in seen(pilot)
        await press(pilot, "m")
        await type_from_the_first(pilot, "M. Okoye", "Staff is away")
        assert "M. Okoye is of Finance" in seen(pilot)
        await type_from_the_first(pilot, "J. Berg", "Staff is away")
        assert "Made real: 1 supposition." in seen(pilot)
    assert laptops(store).due == date(2026, 12, 18)
    store.close()


async def test_leaving_asks_where_something_is_supposed_and_discarding_writes_nothing(
    make_app: MakeApp, database: str
) -> None:
    store = opened(database)
    before = newest(store)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await supposed(pilot, "more", "Network", "40")
        for leaving in ("escape", "q", "3", "Q"):
            await press(pilot, leaving)
            assert "1 supposition is not made real." in seen(pilot)
            await press(pilot, "s")
            assert "WHAT IF  1 becomes possible" in seen(pilot)
        await press(pilot, "tab", "tab", "enter")
        assert "NETWORK  week of" in seen(pilot)
        await press(pilot, "3")
        assert "1 supposition is not made real." in seen(pilot)
        await press(pilot, "d")
        assert "3 SERVICES" in seen(pilot)
        await pilot.app.run_action("what_if")
        await settled(pilot)
        assert "Nothing is supposed yet." in seen(pilot)
    assert newest(store) == before
    store.close()


async def test_what_moved_meanwhile_is_told_and_the_sandbox_stays(make_app: MakeApp, database: str) -> None:
    store = opened(database)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await supposed(pilot, "due", "Site Lyon", "2026-12-18")
        await suppose(pilot, "more", "Network", "40")
        with store.read() as reader:
            (lyon,) = every(reader, Commitment, title="Site Lyon")
        with store.write("Move it") as unit:
            unit.save(lyon, replace(lyon, due=date(2026, 12, 14)))
        before = newest(store)
        await press(pilot, "m")
        told = " ".join(seen(pilot).split())
        assert "This has moved on since: - commitment Site Lyon: erin changed due from 12 Dec to 14 Dec" in told
        await press(pilot, "s")
        assert "! due 18 Dec, not 12 Dec: Site Lyon" in seen(pilot)
        assert newest(store) == before
        await press(pilot, "g", "e")
        await type_from_the_first(pilot, "Site Lyon", "2026-12-18")
        assert ">due 18 Dec, not 14 Dec: Site Lyon" in seen(pilot)
        await press(pilot, "m")
        assert "Made real: 2 suppositions." in seen(pilot)
    store.close()
