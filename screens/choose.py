"""One choice out of many: a list to move through, narrowed by typing."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from itcrm_tui.text import folded
from screens.bindings import hint, hint_bar
from screens.host import Host
from screens.leaving_once import LeavingOnce
from screens.panel import Panel
from widgets.bound import bound
from widgets.cells import safe_fit
from widgets.few_lines import FewLines
from widgets.hint_bar import Hint
from widgets.options import Options
from widgets.safe_input import SafeInput

CHOOSING = (Hint("up down", "choose", "move(1)"), Hint("Enter", "take it", "take"))
"""What can be done where a list is narrowed by typing."""
NOTHING = "nothing here is like that"
LONGEST = 132
"""Cells of a choice that are shown: three lines where it is narrow."""


class Choose(LeavingOnce[str | None], ModalScreen[str | None]):
    """Words and what each stands for; Enter takes the one under the cursor, Esc none."""

    CSS_PATH = "choose.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bound("leave.back", while_typing=True),
        *bound("list.down", "move(1)", while_typing=True),
        *bound("list.up", "move(-1)", while_typing=True),
    ]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.heading, self.choices = title, choices
        self._left = list(choices)

    def compose(self) -> ComposeResult:
        options = Options(*self._options(), markup=False, compact=True)
        options.can_focus = False
        with Panel():
            yield FewLines(self.heading, classes="title")
            yield SafeInput(placeholder="type to find", compact=True)
            yield options
        yield hint_bar(CHOOSING, last=hint("leave.back", "leave"))

    def on_mount(self) -> None:
        """Begin at the first choice, with what was typed while this was opening."""
        self.query_one(SafeInput).focus()
        self.query_one(Options).highlighted = 0
        if isinstance(self.app, Host):
            self.call_after_refresh(self.app.release_keys)

    def _options(self) -> list[Option]:
        found = [Option(Content(safe_fit(words, LONGEST).rstrip())) for words, _ in self._left]
        return found or [Option(NOTHING, disabled=True)]

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        wanted = folded(event.value).split()
        self._left = [one for one in self.choices if all(word in folded(one[0]) for word in wanted)]
        options = self.query_one(Options)
        options.clear_options().add_options(self._options())
        options.highlighted = 0 if self._left else None

    def action_move(self, by: int) -> None:
        """Go to the next or the previous choice."""
        options = self.query_one(Options)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Take the choice under the cursor."""
        at = self.query_one(Options).highlighted
        if at is not None:
            self.dismiss(self._left[at][1])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._left[event.option_index][1])

    def action_back(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)
