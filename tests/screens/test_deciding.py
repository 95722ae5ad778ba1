"""What is decided as a whole: a check that no longer holds, the same client made twice, with what waits behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.drafting import TypedNeed
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.today import Need
from itcrm_tui.workflows.drafting import opened_new
from itcrm_tui.workflows.drafting_saved import save_draft
from itcrm_tui.workflows.parts import every
from itcrm_tui.workflows.promising.checking import check
from itcrm_tui.workflows.records import remove
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY
from tests.screens.driving import SIZES, press, seen, started, write
from tests.storage.records import now
from widgets.section_list import SectionList

MakeLaptop = Callable[..., ItcrmApp]
MINE = Client(name="Sales department", code="SAL", tier=2)
THEIRS = Client(name="Sales", code="SAL")


@pytest.fixture
def laptop(make_laptop: MakeLaptop, tmp_path: Path) -> Callable[[], Store]:
    """The working copy without the app."""
    clock = datetime.combine(TODAY, time(12), UTC)
    return lambda: open_store(f"sqlite:///{tmp_path}/laptop.db", actor="dana", device="laptop", clock=lambda: clock)


def add(store: Store, *records: Record) -> None:
    with store.write("Add") as unit:
        for record in records:
            unit.add(record)


def made_twice(hub: Store, laptop: Callable[[], Store]) -> None:
    add(hub, THEIRS)
    store = laptop()
    add(store, MINE)
    add(store, Stakeholder(client=MINE.id, name="Emil"))
    store.close()


def rows_of_today(pilot: Pilot[int]) -> list[Need]:
    return [row.about for row in pilot.app.screen.query_one(SectionList).window.rows if row.about]


def names(store: Store) -> set[str]:
    with store.read() as reader:
        return {one.name for one in every(reader, Client)}


async def at_conflicts(pilot: Pilot[int]) -> None:
    await started(pilot)
    await press(pilot, "S", "colon", *"conflicts", "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_the_same_client_made_on_both_sides_is_merged_from_there(
    make_laptop: MakeLaptop, hub: Store, laptop: Callable[[], Store], size: tuple[int, int]
) -> None:
    made_twice(hub, laptop)
    async with make_laptop().run_test(size=size) as pilot:
        await at_conflicts(pilot)
        assert "Code “SAL” is taken by another client." in seen(pilot)
        assert "1 more change waits for it." in seen(pilot)
        assert "Sales, made on the shared database by ravi, " in seen(pilot)
        sides = [line.rstrip() for line in seen(pilot).splitlines() if re.match("   (mine|theirs)  ", line)]
        assert sides[:2] == ["   mine    Sales department", "   theirs  Sales"]
        await press(pilot, "enter")
        for words in ("the same: merge", "not the same: another code", "drop mine", "decide later"):
            assert words in seen(pilot)
        assert "as I left it" not in seen(pilot)
        await press(pilot, "M")
        assert "MERGE client Sales department into Sales (SAL)" in seen(pilot)
        assert "moves to it: 1 stakeholder" in seen(pilot)
        assert "stays: made on the shared database by ravi, " in seen(pilot)
        assert "goes:  mine, made offline by ravi, " in seen(pilot)
        await press(pilot, "enter")
        assert "There is nothing to decide." in seen(pilot)
        await press(pilot, "S", "escape")
    with hub.read() as reader:
        (emil,) = every(reader, Stakeholder, name="Emil")
    assert emil.client == THEIRS.id
    assert names(hub) == {"Finance", "Logistics", "Sales"}


async def test_several_are_marked_and_decided_for_one_side_as_one_change_which_undo_takes_back_as_one(
    make_laptop: MakeLaptop, hub: Store, laptop: Callable[[], Store]
) -> None:
    store = laptop()
    for values, here in (({"name": "Tax", "cost_centre": "12"}, hub), ({"name": "Money", "cost_centre": "34"}, store)):
        with here.read() as reader:
            finance = next(one for one in every(reader, Client) if one.code == "FIN")
        with here.write("Edit client Finance: name, cost centre") as unit:
            unit.save(finance, replace(finance, **values))
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await at_conflicts(pilot)
        assert "2 conflicts in 1 record" in seen(pilot)
        rows = [" ".join(line.split()) for line in seen(pilot).splitlines()[3:5]]
        assert rows == [">Tax cost centre 34 12", "name Money Tax"]
        assert "x one side" in seen(pilot)
        assert seen(pilot).rstrip().endswith("? help")
        await press(pilot, "V", "j")
        assert "a range, V ends it" in seen(pilot)
        await press(pilot, "V", "escape", "asterisk", "space")
        assert "1 marked" in seen(pilot)
        assert "Esc unmark" in seen(pilot)
        await press(pilot, "space", "x")
        assert "2 conflicts: whose stands?" in seen(pilot)
        await press(pilot, "m")
        assert "There is nothing to decide." in seen(pilot)
        assert "Money" in names(store)
        await press(pilot, "u")
        assert "2 conflicts in 1 record" in seen(pilot)
        await press(pilot, "x", "t")
        assert "1 conflict" in seen(pilot)
        await press(pilot, "u")
        assert ">Tax" in seen(pilot)
        await press(pilot, "j", "x", "t")
        assert ">Tax" in seen(pilot)
        await press(pilot, "u")
        assert re.search("> +name", seen(pilot))
    store.close()


@pytest.mark.parametrize("keys", [(), ("enter",)])
async def test_while_something_is_decided_the_help_shows_the_keys_that_work_there(
    make_laptop: MakeLaptop, hub: Store, laptop: Callable[[], Store], keys: tuple[str, ...]
) -> None:
    made_twice(hub, laptop)
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await at_conflicts(pilot)
        await press(pilot, *keys, "question_mark")
        assert "WORKS HERE" in seen(pilot)
        await press(pilot, "escape")
        assert ("the same: merge" in seen(pilot)) == bool(keys)


async def test_a_merge_that_is_left_decides_nothing(
    make_laptop: MakeLaptop, hub: Store, laptop: Callable[[], Store]
) -> None:
    made_twice(hub, laptop)
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await at_conflicts(pilot)
        await press(pilot, "x", "m")
        assert "Client Sales department was made twice: a merge or another code" in seen(pilot)
        await press(pilot, "enter", "M", "escape")
        assert "They were not merged: nothing was decided." in seen(pilot)
        assert "client made twice" in seen(pilot)
        await press(pilot, "S", "escape")
    assert names(hub) == {"Finance", "Logistics", "Sales"}
    store = laptop()
    assert names(store) == {"Finance", "Logistics", "Sales"}
    store.close()


async def test_mine_takes_another_code_once_one_is_typed_that_is_free(
    make_laptop: MakeLaptop, hub: Store, laptop: Callable[[], Store]
) -> None:
    made_twice(hub, laptop)
    async with make_laptop().run_test(size=(80, 24)) as pilot:
        await at_conflicts(pilot)
        await press(pilot, "enter", "o")
        await write(pilot, "FIN")
        await press(pilot, "enter")
        assert "Code “FIN” is taken by another client." in seen(pilot)
        await press(pilot, "enter", "o")
        await write(pilot, "SAL2")
        await press(pilot, "enter")
        assert "There is nothing to decide." in seen(pilot)
        await press(pilot, "S", "escape")
    assert "Sales department" in names(hub)


async def test_a_check_that_no_longer_holds_takes_the_earliest_date_by_one_key_and_gives_it_back(
    staffed: str, make_laptop: MakeLaptop, hub: Store, laptop: Callable[[], Store]
) -> None:
    store = laptop()
    with store.read() as reader:
        (lyon,) = every(reader, Commitment, title="Site Lyon")
        (network,) = every(reader, Role)
    move = Commitment(client=lyon.client, title="Move", due=date(2026, 12, 11))
    add(store, move, Requirement(commitment=move.id, role=network.id, minutes=15 * 60))
    check(store, now(store, move), TODAY)
    other = Commitment(client=lyon.client, title="Mail", due=date(2026, 12, 11), state=CommitmentState.PROMISED)
    add(hub, other, Requirement(commitment=other.id, role=network.id, minutes=20 * 60))
    async with make_laptop().run_test(size=(120, 40)) as pilot:
        await at_conflicts(pilot)
        assert "It fitted when it was checked." in seen(pilot)
        assert re.search(r"In the way of Network: .*Mail 20 h", seen(pilot))
        await press(pilot, "enter")
        assert "take 16 Dec, which fits" in seen(pilot)
        await press(pilot, "equals_sign")
        assert "There is nothing to decide." in seen(pilot)
        assert now(store, move).due == date(2026, 12, 16)
        await press(pilot, "u")
        assert "It fitted when it was checked." in seen(pilot)
    assert now(store, move).due == move.due
    store.close()


async def test_a_deleted_promise_to_which_others_have_added_is_asked_about_without_a_date_to_take(
    staffed: str, make_laptop: MakeLaptop, hub: Store, laptop: Callable[[], Store]
) -> None:
    store = laptop()
    texts, needs = {"client": "Finance", "title": "Move", "due": "11 dec"}, [TypedNeed(what="Network", hours="2")]
    move = save_draft(store, opened_new(store, None), texts, needs, TODAY).commitment
    assert move.state is CommitmentState.CHECKED
    async with make_laptop().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "S")
        add(hub, Requirement(commitment=move.id, minutes=60))
        remove(store, now(store, move))
        await press(pilot, "S", "colon", *"conflicts", "enter")
        assert "deleted here" in seen(pilot)
        assert "no longer fits" not in seen(pilot)
        await press(pilot, "enter")
        assert "This commitment cannot be deleted: 1 requirement still names it" in seen(pilot)
        assert "which fits" not in seen(pilot)
        await press(pilot, "m")
        assert "This commitment cannot be deleted: 1 requirement still names it" in seen(pilot)
        await press(pilot, "enter", "t")
        assert "There is nothing to decide." in seen(pilot)
    assert now(hub, move).state is CommitmentState.CHECKED
    store.close()


async def test_today_says_why_something_waits_and_opens_the_merge_of_what_was_made_twice(
    make_laptop: MakeLaptop, hub: Store, laptop: Callable[[], Store]
) -> None:
    add(hub, Client(name="Sales"))
    store = laptop()
    add(store, Client(name="The Sales Department"))
    store.close()
    async with make_laptop().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "S")
        assert "1 client perhaps made on both sides (Today, key 1)" in seen(pilot)
        await press(pilot, "1")
        at = [row.title for row in rows_of_today(pilot)].index("The Sales Department")
        await press(pilot, *"j" * at)
        for words in ("perhaps Sales, made by ravi", "Sales was made by ravi: same name."):
            assert words in seen(pilot)
        await press(pilot, "enter", "b")
        assert "Not the same: clients The Sales Department and Sales." in seen(pilot)
        assert "same?" not in seen(pilot)
        await press(pilot, "u")
        at = [row.title for row in rows_of_today(pilot)].index("The Sales Department")
        await press(pilot, "g", *"j" * at, "enter", "M")
        assert "MERGE client The Sales Department into Sales" in seen(pilot)
        await press(pilot, "enter", "escape")
        assert "same?" not in seen(pilot)


async def test_today_says_why_something_waits(make_laptop: MakeLaptop, hub: Store, laptop: Callable[[], Store]) -> None:
    made_twice(hub, laptop)
    async with make_laptop().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "S", "1")
        at = [row.title for row in rows_of_today(pilot)].index("Sales department")
        await press(pilot, *"j" * at)
        await press(pilot, "j", "enter")
        assert re.search(r">Emil, stakeholder", seen(pilot))
        await press(pilot, "escape", "k")
        for words in ("I added it. Code “SAL” is taken by", "1 more change waits for it.", "  theirs  Sales "):
            assert words in seen(pilot)
        await press(pilot, "tab", "G")
        assert "Code  SAL" in seen(pilot)
