"""A board is one place for the keyboard: a cursor over columns of two-line cards."""

from __future__ import annotations

import pytest

from tests.widgets.keyset_fakes import HOSTILE_NAMES, Stage, cells, is_harmless, repaints, shown
from widgets.board import Board
from widgets.board_column import BoardColumn, Card
from widgets.list_messages import RowHighlighted, RowOpened


class Cards:
    """The cards of one column, held in memory."""

    def __init__(self, *ids: str) -> None:
        self.cards = [Card(id=name, key=key, title=name, detail=f"{name} detail") for key, name in enumerate(ids)]

    def fetch(self, start: int | None, backwards: bool, count: int) -> list[Card]:
        if backwards:
            return [card for card in self.cards if start is None or card.key < start][-count:]
        return [card for card in self.cards if start is None or card.key > start][:count]


def board(*lists: Cards) -> Board:
    return Board([BoardColumn(f"COLUMN {n}", cards.fetch, rest_seconds=3600) for n, cards in enumerate(lists)])


def current_id(subject: Board) -> str | None:
    return subject.current.id if subject.current else None


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["j"], "b"),
        (["l"], "d"),
        (["right", "down", "left"], "b"),
        (["j", "j", "l"], "e"),
        (["h", "k"], "a"),
        (["l", "l", "l"], None),
        (["G"], "c"),
    ],
)
async def test_keys_move_over_cards_and_columns(keys: list[str], expected: str | None) -> None:
    subject = board(Cards("a", "b", "c"), Cards("d", "e"), Cards())
    stage = Stage(subject)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press(*keys)
        await pilot.pause()
        assert current_id(subject) == expected


async def test_four_columns_fit_eighty_cells_with_two_lines_a_card() -> None:
    subject = board(Cards("a", "b"), Cards("c"), Cards("d"), Cards("a title far too long for it"))
    stage = Stage(subject)
    async with stage.run_test(size=(80, 12)) as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert [column.size.width for column in subject.columns] == [20] * 4
        assert shown(subject.columns[0])[:5] == [" COLUMN 0 2", ">a", "  a detail", " b", "  b detail"]
        assert shown(subject.columns[3])[1] == " a title far too l~"


async def test_the_last_line_says_how_many_more_there_are() -> None:
    subject = board(Cards(*(f"card {n}" for n in range(9))))
    stage = Stage(subject)
    async with stage.run_test(size=(80, 8)) as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert shown(subject.columns[0])[-1] == " 6 more"
        await pilot.press("j", "j", "j")
        await pilot.pause()
        assert shown(subject.columns[0])[-1] == " 2 above  4 more"
        subject.columns[0].note = "closed 38"
        assert shown(subject.columns[0])[-1].endswith("closed 38")


async def test_a_count_from_elsewhere_stands_in_the_heading() -> None:
    subject = board(Cards("a"))
    stage = Stage(subject)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        subject.columns[0].count = 1240
        await pilot.pause()
        assert shown(subject.columns[0])[0] == " COLUMN 0 1,240"


async def test_the_heading_of_an_empty_column_carries_the_cursor() -> None:
    subject = board(Cards("a"), Cards())
    stage = Stage(subject)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("l")
        await pilot.pause()
        assert shown(subject.columns[1])[0] == ">COLUMN 1 0"
        assert not any(line.startswith(">") for line in shown(subject.columns[0]))


async def test_a_move_within_a_column_paints_two_cards_of_that_column_only() -> None:
    subject = board(Cards("a", "b", "c"), Cards("d"))
    stage = Stage(subject)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        painted = [repaints(column) for column in subject.columns]
        await pilot.press("j")
        await pilot.pause()
        assert [seen() for seen in painted] == [[1, 2, 3, 4], []]


async def test_only_the_column_with_the_cursor_tells_of_its_cards() -> None:
    subject = board(Cards("a"), Cards("b"))
    stage = Stage(subject)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert [message.row.id for message in stage.heard(RowHighlighted)] == ["a"]
        await pilot.press("l", "enter")
        await pilot.pause()
        assert [message.row.id for message in stage.heard(RowHighlighted)] == ["a", "b"]
        assert [(message.row.id, message.control) for message in stage.heard(RowOpened)] == [("b", subject.columns[1])]


async def test_a_click_takes_the_cursor_to_the_card_and_a_second_one_opens_it() -> None:
    subject = board(Cards("a"), Cards("b", "c"))
    stage = Stage(subject)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.click(subject.columns[1], offset=(4, 4))
        assert current_id(subject) == "c"
        assert stage.heard(RowOpened) == []
        await pilot.click(subject.columns[1], offset=(4, 3))
        await pilot.pause()
        assert [message.row.id for message in stage.heard(RowOpened)] == ["c"]


async def test_the_cursor_follows_a_card_that_moves_to_another_column() -> None:
    first, second = Cards("a", "b", "c"), Cards("d")
    subject = board(first, second)
    stage = Stage(subject)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("j")
        moved = first.cards.pop(1)
        second.cards.append(moved)
        subject.reload()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert subject.column is subject.columns[1]
        assert current_id(subject) == "b"


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
async def test_a_hostile_card_is_shown_harmlessly_and_breaks_no_line(name: str) -> None:
    subject = board(Cards("before", name, "after"))
    subject.columns[0].heading = name
    subject.columns[0].note = name
    stage = Stage(subject)
    async with stage.run_test() as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        column = subject.columns[0]
        assert all(is_harmless(line) for line in shown(column))
        assert cells(column) == {80}
        assert shown(column)[5] == " after"


async def test_the_column_with_the_cursor_stays_in_sight_when_room_is_taken_away() -> None:
    subject = board(Cards("a"), Cards("b"), Cards("c"), Cards("d"))
    subject.styles.overflow_x = "auto"
    for column in subject.columns:
        column.styles.min_width = 20
    stage = Stage(subject)
    async with stage.run_test(size=(80, 12)) as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("l", "l", "l")
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert current_id(subject) == "d"
        assert subject.columns[3] in subject.in_sight()
