"""A window over a keyset list behaves as the whole list would, whenever its answers come."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.widgets.keyset_fakes import Item, Items
from widgets.keyset import answer
from widgets.window import ListWindow

MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(-60, 60)),
        st.tuples(st.just("scroll"), st.integers(-60, 60)),
        st.tuples(st.just("jump"), st.booleans()),
        st.tuples(st.just("resize"), st.integers(1, 12)),
        st.tuples(st.just("reload"), st.none()),
        st.tuples(st.just("answer"), st.none()),
    ),
    max_size=40,
)


def open_window(items: Items, page: int = 5, height: int = 4) -> ListWindow[Item]:
    window: ListWindow[Item] = ListWindow(page)
    window.resize(height)
    answer_all(window, items)
    return window


def answer_once(window: ListWindow[Item], items: Items) -> None:
    if window.request:
        assert window.take(window.request, answer(window.request, items.fetch))


def answer_all(window: ListWindow[Item], items: Items) -> None:
    for _ in range(200):
        answer_once(window, items)
    assert window.request is None


def keys(window: ListWindow[Item]) -> list[int]:
    return [item.key for item in window.visible]


def in_a_plain_list(length: int, moves: list[tuple[str, int | None]]) -> int:
    """Where the cursor of a list that has every row at hand would be."""
    at = 0
    for move, value in moves:
        if move in ("move", "scroll"):
            at = max(0, min(at + int(value or 0), length - 1))
        elif move == "jump":
            at = length - 1 if value else 0
    return at


@settings(deadline=None)
@given(MOVES, st.integers(1, 70), st.integers(1, 7))
def test_any_moves_lead_to_the_row_they_would_in_a_plain_list(
    moves: list[tuple[str, int | None]], length: int, page: int
) -> None:
    items, window = Items(length), ListWindow[Item](page)
    for move, value in moves:
        if move == "answer":
            answer_once(window, items)
        else:
            getattr(window, move)(*() if value is None else (value,))
    answer_all(window, items)
    assert window.current == items.items[in_a_plain_list(length, moves)]


@settings(deadline=None)
@given(MOVES, st.integers(0, 70), st.integers(1, 7))
def test_the_view_is_full_holds_the_cursor_and_has_no_gaps(
    moves: list[tuple[str, int | None]], length: int, page: int
) -> None:
    items, window = Items(length), ListWindow[Item](page)
    for move, value in [*moves, ("resize", 6)]:
        if move == "answer":
            answer_once(window, items)
        else:
            getattr(window, move)(*() if value is None else (value,))
    answer_all(window, items)
    first = window.above if window.above is not None else (keys(window) or [0])[0]
    assert keys(window) == list(range(first, first + min(6, length)))
    assert window.current is None or window.current in window.visible


@settings(deadline=None)
@given(st.lists(st.sampled_from([-7, -1, 1, 7, 40]), max_size=60))
def test_the_rows_at_hand_stay_few_however_far_one_moves(moves: list[int]) -> None:
    items = Items(500)
    window = open_window(items)
    for by in moves:
        window.move(by)
        answer_all(window, items)
        assert len(window.rows) <= 4 * window.page


def test_a_move_inside_the_view_leaves_the_view_where_it_is() -> None:
    window = open_window(Items(50), height=10)
    window.move(9)
    assert window.top == 0


def test_a_move_out_of_the_view_jumps_half_a_page() -> None:
    window = open_window(Items(50), height=10)
    window.move(10)
    assert (window.top, window.cursor) == (5, 10)


def test_scrolling_moves_cursor_and_view_alike() -> None:
    window = open_window(Items(50), height=10)
    window.move(3)
    window.scroll(10)
    assert (window.top, window.cursor) == (10, 13)


def test_moves_beyond_the_rows_at_hand_are_made_up_for_when_they_come() -> None:
    items = Items(50)
    window = open_window(items)
    window.move(30)
    window.move(-2)
    answer_all(window, items)
    assert window.current == Item(28)


def test_moves_pressed_before_the_first_row_came_are_not_lost() -> None:
    items, window = Items(50), ListWindow[Item](5)
    window.move(3)
    answer_all(window, items)
    assert window.current == Item(3)


def test_moves_after_the_jump_to_the_end_count_from_the_end() -> None:
    items = Items(50)
    window = open_window(items)
    window.jump(to_end=True)
    window.move(-2)
    answer_all(window, items)
    assert window.current == Item(47)


def test_an_answer_to_an_earlier_question_is_dropped() -> None:
    items = Items(50)
    window = open_window(items)
    window.jump(to_end=True)
    late = window.request
    window.jump(to_end=False)
    window.open()
    assert late is not None
    assert not window.take(late, answer(late, items.fetch))
    assert window.current == Item(0)


def test_a_failed_question_is_dropped_and_asked_again_at_the_next_move() -> None:
    items, window = Items(50), ListWindow[Item](5)
    failed = window.request
    assert failed is not None
    assert window.fail(failed)
    assert window.request is None
    window.move(1)
    answer_all(window, items)
    assert window.current == Item(1)


def test_when_another_list_could_not_be_read_its_rows_never_join_those_of_the_old_one() -> None:
    items = Items(50)
    window = open_window(items)
    window.become()
    assert window.request is not None
    window.fail(window.request)
    window.reload()
    other = Items(2)
    other.items = [Item("a"), Item("b")]  # type: ignore[arg-type]  # a key that cannot be compared with the old
    answer_all(window, other)
    assert window.rows == other.items


def test_reloading_keeps_the_record_and_its_line_though_rows_came_before_it() -> None:
    items = Items(50)
    window = open_window(items)
    window.move(20)
    answer_all(window, items)
    line = window.cursor - window.top
    items.items[0:0] = [Item(-2), Item(-1)]
    window.reload()
    answer_all(window, items)
    assert window.current == Item(20)
    assert window.cursor - window.top == line


def test_reloading_at_the_start_shows_what_is_new_there() -> None:
    items = Items(50)
    items.items = items.items[5:]
    window = open_window(items, height=10)
    items.items = [Item(2), *items.items]
    window.reload()
    answer_all(window, items)
    assert window.current == Item(5)
    assert keys(window)[0] == 2


def test_reloading_goes_to_the_next_row_when_the_record_is_gone() -> None:
    items = Items(50)
    window = open_window(items)
    window.move(20)
    answer_all(window, items)
    items.items.remove(Item(20))
    window.reload()
    answer_all(window, items)
    assert window.current == Item(21)


def test_reloading_goes_to_the_last_row_when_the_last_record_is_gone() -> None:
    items = Items(50)
    window = open_window(items)
    window.jump(to_end=True)
    answer_all(window, items)
    items.items.pop()
    window.reload()
    answer_all(window, items)
    assert window.current == Item(48)


def test_a_list_that_has_become_empty_has_no_row() -> None:
    items = Items(3)
    window = open_window(items)
    items.items.clear()
    window.reload()
    answer_all(window, items)
    assert window.current is None
    assert window.total == 0


def test_a_record_that_moved_far_is_found_again_by_the_source() -> None:
    items = Items(names=[f"n{key}" for key in range(50)])
    window = open_window(items)
    window.become(keep_id="n40")
    assert window.request is not None
    window.take(window.request, answer(window.request, items.fetch, items.find))
    assert window.current == Item(40, "n40")


def test_the_length_is_known_once_the_end_was_seen_from_the_start() -> None:
    items = Items(50)
    window = open_window(items)
    assert window.total is None
    for _ in range(60):
        window.move(1)
        answer_all(window, items)
    assert window.total == 50
    assert window.above == 46
