"""The keys that move through lists, boards and text, the same in all of them."""

from textual.binding import Binding, BindingType

MOVING_KEYS: list[BindingType] = [
    Binding("j,down", "move(1)", "Down", show=False, id="list.down"),
    Binding("k,up", "move(-1)", "Up", show=False, id="list.up"),
    Binding("pagedown", "page(2)", "Page down", show=False, id="list.page_down"),
    Binding("pageup", "page(-2)", "Page up", show=False, id="list.page_up"),
    Binding("ctrl+d", "page(1)", "Half a page down", show=False, id="list.half_down"),
    Binding("ctrl+u", "page(-1)", "Half a page up", show=False, id="list.half_up"),
    Binding("g,home", "jump(False)", "First", show=False, id="list.first"),
    Binding("G,end", "jump(True)", "Last", show=False, id="list.last"),
]
"""They call `action_move(by)`, `action_page(half_pages)` and `action_jump(to_end)` of a widget."""

LIST_KEYS: list[BindingType] = [
    *MOVING_KEYS,
    Binding("enter", "open", "Open", show=False, id="list.open"),
]
"""And `action_open()`."""

BOARD_KEYS: list[BindingType] = [
    *LIST_KEYS,
    Binding("h,left", "turn(-1)", "Column left", show=False, id="pane.left"),
    Binding("l,right", "turn(1)", "Column right", show=False, id="pane.right"),
]
"""And `action_turn(by)`."""
