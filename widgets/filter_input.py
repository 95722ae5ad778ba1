"""The input of a filter: going right from its end asks for what is offered."""

from collections.abc import Sequence
from typing import ClassVar

from textual.message import Message

from widgets.hint_bar import Hint
from widgets.safe_input import SafeInput


class FilterInput(SafeInput):
    """One line whose end is a place to go on from."""

    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("Enter", "keep it"),
        Hint("tab", "take what is offered", "take"),
        Hint("Esc", "show all again", "back"),
    )

    class EndReached(Message):
        """The cursor was to go right of the last letter."""

    def action_cursor_right(self, select: bool = False) -> None:
        """Go right; from the end, tell so."""
        if self.cursor_position == len(self.value) and not select:
            self.post_message(self.EndReached())
        else:
            super().action_cursor_right(select)
