"""The keys that work here, from the registry."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from itcrm_tui.keys import ACTIONS, Group, shown
from screens.bindings import bindings

WIDTH = 18


class Help(ModalScreen[None]):
    """All actions by group; those that do nothing on the screen below are dimmed."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.back", "leave.close"),
        Binding("question_mark", "back", "Close", show=False),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
        Binding("g", "scroll_home", "First", show=False),
        Binding("G", "scroll_end", "Last", show=False),
    ]

    def __init__(self, active: frozenset[str]) -> None:
        super().__init__()
        self.active = active

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content("Keys. Dimmed ones do nothing here. Esc closes."))
            for group in Group:
                yield Static(Content(str(group).upper()), classes="heading")
                yield Static(Content("\n").join(self._lines(group)))

    def _lines(self, group: Group) -> list[Content]:
        return [
            Content.assemble(
                (" ".join(map(shown, action.keys)).ljust(WIDTH), "bold" if action.id in self.active else "dim"),
                (action.help, "" if action.id in self.active else "dim"),
            )
            for action in ACTIONS
            if action.group is group
        ]

    def on_mount(self) -> None:
        """Let the keys scroll at once."""
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_scroll_home(self) -> None:
        """Go to the first line."""
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """Go to the last line."""
        self.query_one(VerticalScroll).scroll_end(animate=False)

    def action_back(self) -> None:
        """Close the help."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Close the help."""
        self.dismiss(None)
