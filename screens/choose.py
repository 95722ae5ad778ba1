"""One choice out of many: a list to move through, narrowed by typing."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from itcrm_tui.text import folded, safe
from screens.bindings import bindings
from widgets.safe_input import SafeInput


class Choose(ModalScreen[str | None]):
    """Words and what each stands for; Enter takes the one under the cursor, Esc none."""

    CSS_PATH = "choose.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.back"),
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.heading, self.choices = title, choices
        self._left = list(choices)

    def compose(self) -> ComposeResult:
        yield Static(Content(safe(self.heading)), classes="title")
        yield SafeInput(placeholder="type to find", compact=True)
        options = OptionList(*self._options(), markup=False, compact=True)
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Begin at the first choice."""
        self.query_one(SafeInput).focus()
        self.query_one(OptionList).highlighted = 0

    def _options(self) -> list[Option]:
        return [Option(Content(safe(words))) for words, _ in self._left]

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        wanted = folded(event.value).split()
        self._left = [one for one in self.choices if all(word in folded(one[0]) for word in wanted)]
        options = self.query_one(OptionList)
        options.clear_options().add_options(self._options())
        options.highlighted = 0 if self._left else None

    def action_move(self, by: int) -> None:
        """Go to the next or the previous choice."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(Input.Submitted)
    def _take(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._left[at][1])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._left[event.option_index][1])

    def action_back(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)
