"""Rows are marked one by one, from here to there, or all of the list, and show it without colour too."""

from __future__ import annotations

import pytest

from tests.widgets.keyset_fakes import Item, Items, Stage, shown
from widgets.board import Board
from widgets.board_column import BoardColumn, Card
from widgets.marks import Marks
from widgets.paged_table import Column, PagedTable


def table(items: Items) -> PagedTable[Item]:
    return PagedTable([Column[Item](title="NAME", width=20, cell=lambda item: f"row {item.key}")], items.fetch)


def marked(subject: PagedTable[Item]) -> list[str]:
    return [line[2:].strip() for line in shown(subject) if line[1:2] == "*"]


def test_all_rows_are_marked_without_naming_one() -> None:
    marks = Marks()
    marks.turn_all()
    assert "whatever" in marks
    marks.turn("this")
    assert "this" not in marks
    assert marks.ids == {"this"}
    marks.add(["this"])
    assert "this" in marks
    marks.turn_all()
    assert not marks


async def test_marking_goes_down_and_marking_again_unmarks() -> None:
    subject = table(Items(9))
    stage = Stage(subject)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        subject.mark()
        subject.mark()
        await pilot.pause()
        assert marked(subject) == ["row 0", "row 1"]
        assert shown(subject)[3] == "> row 2"
        subject.action_move(-1)
        subject.mark()
        assert marked(subject) == ["row 0"]


async def test_without_marks_a_row_begins_where_it_always_did() -> None:
    subject = table(Items(3))
    stage = Stage(subject)
    async with stage.run_test():
        await stage.workers.wait_for_complete()
        before = shown(subject)
        subject.mark_all()
        assert shown(subject)[1:] == [">*row 0", " *row 1", " *row 2", *[""] * 20]
        assert subject.clear_marks()
        assert shown(subject) == before
        assert not subject.clear_marks()


@pytest.mark.parametrize(("start", "moves"), [(3, 4), (7, -4)])
async def test_a_range_reaches_from_its_beginning_to_the_cursor_either_way(start: int, moves: int) -> None:
    subject = table(Items(20))
    stage = Stage(subject)
    async with stage.run_test():
        await stage.workers.wait_for_complete()
        subject.action_move(start)
        subject.begin_range()
        subject.action_move(moves)
        assert marked(subject) == [f"row {number}" for number in range(3, 8)]
        assert await subject.end_range()
        subject.action_move(5)
        assert marked(subject) == [f"row {number}" for number in range(3, 8)]
        assert not subject.is_ranging


@pytest.mark.parametrize(("start", "to_end"), [(2, True), (2997, False)])
async def test_a_range_over_rows_that_were_never_at_hand_marks_them_all(start: int, to_end: bool) -> None:
    subject = table(Items(3000))
    stage = Stage(subject)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        subject.action_jump(not to_end)
        await stage.workers.wait_for_complete()
        await pilot.pause()
        subject.action_move(2 if to_end else -2)
        assert subject.current == Item(start)
        subject.begin_range()
        subject.action_jump(to_end)
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert len(marked(subject)) == len([line for line in shown(subject)[1:] if line])
        await subject.end_range()
        assert {int(one) for one in subject.marks.ids} == set(range(start, 3000) if to_end else range(start + 1))


async def test_giving_up_a_range_keeps_what_was_marked_before() -> None:
    subject = table(Items(9))
    stage = Stage(subject)
    async with stage.run_test():
        await stage.workers.wait_for_complete()
        subject.mark()
        subject.begin_range()
        subject.action_move(3)
        subject.clear_marks()
        assert marked(subject) == ["row 0"]


async def test_the_columns_of_a_board_share_their_marks() -> None:
    def column(*ids: str) -> BoardColumn:
        cards = [Card(id=name, key=key, title=f"card {name}", detail="") for key, name in enumerate(ids)]
        return BoardColumn("DRAFT", lambda start, _backwards, _count: cards if start is None else [])

    board = Board([column("a", "b"), column("c", "d")])
    stage = Stage(board)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        board.mark()
        board.action_turn(1)
        board.mark()
        await pilot.pause()
        assert board.marks.ids == {"a", "d"}
        assert shown(board.columns[0])[1] == " *card a"
        assert shown(board.columns[1])[1:5] == ["  card c", "", ">*card d", ""]
