"""The board on a small screen: what is out of sight is said, and the cursor goes to where cards are."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from threading import Event

import pytest
from textual.pilot import Pilot

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.overview import BoardCard
from itcrm_tui.domain.people import Role
from itcrm_tui.workflows import lists
from itcrm_tui.workflows.lists import Span
from screens.commitments import Commitments
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import press, seen, send, settled, started, write
from widgets.board import Board
from widgets.keyset import Row
from widgets.reading_pane import Readable


def close_one(database: str) -> None:
    store = open_store(database, actor="dana", device="desk")
    with store.write("Close a promise") as unit:
        client, role = Client(code="HR", name="People"), Role(name="Desk")
        draft = Commitment(client=client.id, title="Laptops", due=TODAY + timedelta(36))
        for record in (
            client,
            role,
            draft,
            Requirement(commitment=draft.id, role=role.id, minutes=7200),
            Commitment(client=client.id, title="Wi-Fi in the hall", state=CommitmentState.KEPT),
        ):
            unit.add(record)
    store.close()


def heading(pilot: Pilot[int]) -> str:
    return next(line for line in seen(pilot).splitlines() if "IN DELIVERY" in line)


async def test_a_column_out_of_sight_is_named_with_its_count(make_app: MakeApp, database: str) -> None:
    close_one(database)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4")
        assert "CLOSED" not in heading(pilot)
        assert any(line.endswith("closed 1 > ") for line in seen(pilot).splitlines())
        await press(pilot, "l", "l", "l", "l")
        assert "CLOSED" in heading(pilot)
        assert "closed 1 >" not in seen(pilot)
        assert "< draft 2" in seen(pilot)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert "< draft" not in seen(pilot)


async def test_the_cursor_goes_to_cards_that_are_out_of_sight_when_none_is_in_sight(
    make_app: MakeApp, database: str
) -> None:
    close_one(database)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "slash")
        await write(pilot, "hall")
        await press(pilot, "enter")
        assert "Wi-Fi in the hall" in seen(pilot)
        assert pilot.app.screen.query_one(Board).column.heading == "CLOSED"


async def test_a_card_says_in_how_many_days_a_promise_is_due(make_app: MakeApp, database: str) -> None:
    store = open_store(database, actor="dana", device="desk")
    client = Client(code="HR", name="People")
    with store.write("Promise a mail archive") as unit:
        unit.add(client)
        due = TODAY + timedelta(36)
        unit.add(Commitment(client=client.id, title="Mail archive", due=due, state=CommitmentState.PROMISED))
    store.close()
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4")
        assert "HR  in 36 d" in seen(pilot)


async def test_the_board_says_what_it_goes_by_where_a_list_would_be_sorted(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "s")
        assert "The board goes by due date." in seen(pilot)


async def test_a_record_says_where_rows_are_marked(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "enter")
        for key in ("space", "x"):
            await press(pilot, key)
            assert "Rows are marked in the places 2 to 5" in seen(pilot)
            await press(pilot, "j")


async def test_what_was_read_of_a_card_too_late_is_not_shown_under_another(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, may_go_on, read = asyncio.Event(), asyncio.Event(), Commitments.preview

    async def read_slowly(place: Commitments, row: Row) -> Sequence[Readable]:
        sections = await read(place, row)
        if row.title == "Site Lyon":
            began.set()
            await may_go_on.wait()
        return sections

    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4")
        place = pilot.app.screen
        assert isinstance(place, Commitments)
        assert place.current
        assert place.current.title == "Site Lyon"
        monkeypatch.setattr(Commitments, "preview", read_slowly)
        place.reload()
        await began.wait()
        await pilot.press("right", "right")
        while "VPN for 40 users by" not in seen(pilot):  # the row is read once the cursor rests
            await pilot.pause()
        may_go_on.set()
        await settled(pilot)
        assert "VPN for 40 users by" in seen(pilot)


async def test_the_cursor_goes_to_the_card_that_came_back(make_app: MakeApp, database: str) -> None:
    close_one(database)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "j")
        gone = pilot.app.screen.query_one(Board).current
        assert gone is not None
        await press(pilot, "d", "l", "l")
        await press(pilot, "u")
        assert pilot.app.screen.query_one(Board).current == gone
        assert f">{gone.title}" in seen(pilot)


async def test_what_is_read_once_more_meanwhile_does_not_lose_the_card_that_is_followed(
    make_app: MakeApp, database: str
) -> None:
    close_one(database)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4")
        place = pilot.app.screen
        assert isinstance(place, Commitments)
        followed = place.current
        await press(pilot, "l")
        assert followed is not None
        assert place.current is None
        place.reload(followed.id)
        place.reload()
        await settled(pilot)
        assert place.current == followed


async def test_a_card_says_where_in_its_column_it_stands(make_app: MakeApp, database: str) -> None:
    close_one(database)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "j", "enter")
        assert seen(pilot).splitlines()[0].rstrip().endswith("2 of 2")
        await press(pilot, "escape", "l", "l", "l", "l", "enter")
        assert seen(pilot).splitlines()[0].rstrip().endswith("1 of 1")


async def test_no_column_is_said_to_be_empty_before_it_has_been_read(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, read = Event(), lists.board_column

    def read_drafts_last(store: Store, states: Sequence[str], words: str, span: Span) -> list[BoardCard]:
        assert CommitmentState.DRAFT not in states or may_go_on.wait(10)
        return read(store, states, words, span)

    monkeypatch.setattr(lists, "board_column", read_drafts_last)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        send(pilot, "4")
        for _ in range(500):
            boards = list(pilot.app.screen.query(Board))
            if boards and not any(column.window.request for column in boards[0].columns[1:]):
                break
            await pilot.pause(0.01)
        assert "VPN for 40" in seen(pilot)
        assert "Nothing stands here" not in seen(pilot)
        may_go_on.set()
        await settled(pilot)
        assert "Site Lyon, 40 h Network" in seen(pilot)
        await press(pilot, "l")
        assert "Nothing stands here" in seen(pilot)
