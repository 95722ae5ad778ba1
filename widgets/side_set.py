"""Radio buttons of which one is taken, moved through by the keys of a list."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import RadioSet

from widgets.bound import bound


class SideSet(RadioSet):
    """`j` and `k`, or the arrows, mark a button; `space` takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bound("list.down", "next_button"),
        *bound("list.up", "previous_button"),
    ]
