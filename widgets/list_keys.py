"""The keys that move through lists, boards and text, the same in all of them."""

from textual.binding import BindingType

from widgets.bound import bound

MOVING_KEYS: list[BindingType] = [
    *bound("list.down", "move(1)"),
    *bound("list.up", "move(-1)"),
    *bound("list.page_down", "page(2)"),
    *bound("list.page_up", "page(-2)"),
    *bound("list.half_down", "page(1)"),
    *bound("list.half_up", "page(-1)"),
    *bound("list.first", "jump(False)"),
    *bound("list.last", "jump(True)"),
]
"""They call `action_move(by)`, `action_page(half_pages)` and `action_jump(to_end)` of a widget."""

LIST_KEYS: list[BindingType] = [*MOVING_KEYS, *bound("list.open", "open")]
"""And `action_open()`."""

BOARD_KEYS: list[BindingType] = [*LIST_KEYS, *bound("pane.left", "turn(-1)"), *bound("pane.right", "turn(1)")]
"""And `action_turn(by)`."""
