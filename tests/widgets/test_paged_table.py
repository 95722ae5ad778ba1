"""A table moves, repaints, tells, and stays whole with any text, any length and any source."""

from __future__ import annotations

import contextlib
from threading import Event

import pytest
from textual.worker import Worker, WorkerFailed, WorkerState

from tests.widgets.keyset_fakes import HOSTILE_NAMES, Item, Items, Stage, cells, is_harmless, repaints, shown
from widgets.list_messages import FetchFailed, RowHighlighted, RowOpened, RowRested
from widgets.paged_table import Column, PagedTable, fitted

COLUMNS = [
    Column[Item](title="NAME", width=12, grows_to=24, cell=lambda item: item.name or f"row {item.key}"),
    Column[Item](title="KEY", width=6, align="right", cell=lambda item: str(item.key), style=lambda _: "late"),
    Column[Item](title="WIDE ONLY", width=10, cell=lambda _: "wide", min_width=100),
]


def table(items: Items, rest_seconds: float = 3600, empty: str = "No rows.") -> PagedTable[Item]:
    return PagedTable(COLUMNS, items.fetch, rest_seconds=rest_seconds, empty=empty)


@pytest.mark.parametrize("keys", [["j", "j", "k"], ["down"], ["G", "k", "g", "j"], ["end", "home", "down"]])
async def test_keys_move_the_cursor(keys: list[str]) -> None:
    rows = table(Items(30))
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press(*keys)
        await pilot.pause()
        assert rows.current == Item(1)
        assert shown(rows)[2].startswith(">row 1")
        assert sum(line.startswith(">") for line in shown(rows)) == 1


async def test_page_keys_move_by_what_is_in_view() -> None:
    rows = table(Items(500))
    stage = Stage(rows)
    async with stage.run_test(size=(80, 21)) as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("pagedown", "ctrl+d", "pageup")
        await pilot.pause()
        assert rows.current == Item(10)


async def test_the_end_of_a_million_rows_is_one_question_away() -> None:
    items = Items(1000)
    rows = table(items)
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        before = items.asked
        await pilot.press("G")
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert rows.current == Item(999)
        assert items.asked - before <= 2


async def test_a_move_inside_the_view_paints_two_lines_only() -> None:
    rows = table(Items(500))
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        painted = repaints(rows)
        await pilot.press("j")
        await pilot.pause()
        assert painted() == [1, 2]


async def test_rows_that_come_beyond_the_view_paint_nothing() -> None:
    rows = table(Items(500))
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        painted = repaints(rows)
        rows.reload()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert painted() == []


async def test_a_changed_row_is_the_only_line_painted_on_reload() -> None:
    items = Items(500)
    rows = table(items)
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        painted = repaints(rows)
        items.items[4] = Item(4, "renamed")
        rows.reload()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert painted() == [5]
        assert "renamed" in shown(rows)[5]


async def test_a_narrow_table_shows_fewer_columns_and_a_wide_one_more() -> None:
    rows = table(Items(3))
    stage = Stage(rows)
    async with stage.run_test(size=(80, 24)) as pilot:
        assert "WIDE ONLY" not in shown(rows)[0]
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "WIDE ONLY" in shown(rows)[0]


@pytest.mark.parametrize("width", [0, 1, 15, 22, 23, 80, 120, 300])
def test_columns_never_take_more_than_the_width_but_for_the_first(width: int) -> None:
    chosen = fitted(COLUMNS, width)
    assert chosen[0][0].title == "NAME"
    assert len(chosen) == 1 or 2 + sum(cells for _, cells in chosen) + 2 * (len(chosen) - 1) <= width


def test_spare_room_goes_to_columns_that_grow_as_far_as_they_may() -> None:
    assert [cells for _, cells in fitted(COLUMNS, 30)] == [20, 6]
    assert [cells for _, cells in fitted(COLUMNS, 99)] == [24, 6]


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
async def test_a_hostile_name_is_shown_harmlessly_and_breaks_no_line(name: str) -> None:
    rows = table(Items(names=["before", name, "after"]))
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        lines = shown(rows)
        assert all(is_harmless(line) for line in lines)
        assert cells(rows) == {80}
        assert lines[3].startswith(" after")
        await pilot.click(rows, offset=(3, 2))
        await pilot.pause()
        assert stage.is_running
        assert stage.return_code is None


async def test_markup_in_a_name_is_only_text() -> None:
    rows = table(Items(names=[HOSTILE_NAMES["markup"]]))
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert shown(rows)[1].startswith(">[@click=app.quit]")


async def test_an_empty_list_says_its_sentence() -> None:
    rows = table(Items(0), empty="No client matches.")
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert shown(rows)[1] == " No client matches."


async def test_a_list_that_waits_for_its_source_says_so() -> None:
    rows: PagedTable[Item] = PagedTable(COLUMNS)
    async with Stage(rows).run_test():
        assert shown(rows)[1] == " Loading"


async def test_an_error_becomes_a_sentence_and_a_message_and_reloading_recovers() -> None:
    items = Items(3)
    broken = OSError("no \x1b[31mroute")

    def fetch(start: int | None, backwards: bool, count: int) -> list[Item]:
        if broken.args:
            raise broken
        return items.fetch(start, backwards, count)

    rows = PagedTable(COLUMNS, fetch, explain=lambda error: f"Cannot read: {error}")
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        with contextlib.suppress(WorkerFailed):
            await stage.workers.wait_for_complete()
        await pilot.pause()
        assert [message.error for message in stage.heard(FetchFailed)] == [broken]
        assert shown(rows)[1].startswith(" Cannot read: no ")
        assert is_harmless(shown(rows)[1])
        broken.args = ()
        rows.reload()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert shown(rows)[1].startswith(">row 0")
        items.items.clear()
        rows.reload()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert shown(rows)[1] == " Nothing here."


async def test_the_cursor_stays_on_its_record_when_the_list_changes() -> None:
    items = Items(names=["a", "b", "c", "d"])
    rows = table(items)
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("j", "j")
        items.items.insert(0, Item(-1, "new"))
        rows.reload()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert rows.current == Item(2, "c")
        assert shown(rows)[4].startswith(">c")


async def test_another_list_keeps_the_record_if_it_is_there() -> None:
    rows = table(Items(names=["a", "b", "c"]))
    other = Items(names=["x", "c", "a", "b"])
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("j")
        rows.reload(other.fetch)
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert rows.current == Item(3, "b")


async def test_the_screen_is_told_of_every_row_and_once_when_the_cursor_rests() -> None:
    rows = table(Items(9))
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("j", "j")
        await pilot.pause()
        assert [message.row for message in stage.heard(RowHighlighted)] == [Item(0), Item(1), Item(2)]
        assert stage.heard(RowRested) == []
        rows._rested.flush()
        await pilot.pause()
        assert [message.row for message in stage.heard(RowRested)] == [Item(2)]


async def test_enter_opens_the_row() -> None:
    rows = table(Items(9))
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("j", "enter")
        await pilot.pause()
        assert [message.row for message in stage.heard(RowOpened)] == [Item(1)]


async def test_a_click_selects_and_a_second_one_opens() -> None:
    rows = table(Items(9))
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.click(rows, offset=(5, 4))
        assert rows.current == Item(3)
        assert stage.heard(RowOpened) == []
        await pilot.click(rows, offset=(5, 4))
        await pilot.pause()
        assert [message.row for message in stage.heard(RowOpened)] == [Item(3)]


async def test_a_click_beside_the_rows_does_nothing() -> None:
    rows = table(Items(2))
    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("j")
        await pilot.click(rows, offset=(5, 0))
        assert rows.current == Item(1)
        await pilot.press("k")
        await pilot.click(rows, offset=(5, 12))
        assert rows.current == Item(0)


async def test_an_answer_to_an_earlier_list_is_dropped() -> None:
    rows, gate = table(Items(names=["old"])), Event()

    def fetch(start: int | None, backwards: bool, count: int) -> list[Item]:
        gate.wait()
        return Items(names=["new"]).fetch(start, backwards, count)

    stage = Stage(rows)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        earlier = rows._worker
        assert earlier is not None
        rows.reload(fetch)
        rows.post_message(Worker.StateChanged(earlier, WorkerState.SUCCESS))
        await pilot.pause()
        gate.set()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert [row.name for row in rows.window.rows] == ["new"]
