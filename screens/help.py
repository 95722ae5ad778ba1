"""The keys that work here, from the registry."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
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
    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "leave.close")

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

    def action_back(self) -> None:
        """Close the help."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Close the help."""
        self.dismiss(None)
