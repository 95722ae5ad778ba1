"""The first start: a sample organization to look at, a list to import, or an empty database."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from itcrm_tui.keys import key
from itcrm_tui.text import safe
from screens.bindings import bindings
from screens.host import Host
from widgets.bound import bound
from widgets.options import Options

_CHOICES = (
    ("demo", "Look around", "a sample organization, thrown away at the end"),
    ("import", "Import", "clients, contacts, services and more from a file"),
    ("empty", "Start empty", "add the first client yourself"),
)


class FirstRun(Screen[str]):
    """Three ways to begin. Ends with the one chosen; no file is made before that."""

    CSS_PATH = "first_run.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.close", "leave.back"),
        *bound("list.down", "move(1)"),
        *bound("list.up", "move(-1)"),
    ]

    def compose(self) -> ComposeResult:
        host = self.app
        assert isinstance(host, Host)
        with Center(), Vertical():
            yield Static(Content("itcrm  who your clients are, and what you promised them"), classes="title")
            yield Options(
                *(Option(Content.assemble((f"{name:<14}", "bold"), words), id=key) for key, name, words in _CHOICES)
            )
            yield Static(Content(safe(f"Your data will be in {host.opening.words}")), classes="where")
            choose, leave = f"{key('list.down')} {key('list.up')} choose", f"{key('leave.close')} leave"
            yield Static(Content(f"{choose}   {key('list.open')} begin   {leave}"), classes="where")

    def on_mount(self) -> None:
        """Let the keys choose at once."""
        self.query_one(Options).focus()

    def action_move(self, by: int) -> None:
        """Go to a neighbouring choice."""
        menu = self.query_one(Options)
        menu.action_cursor_down() if by > 0 else menu.action_cursor_up()

    def action_back(self) -> None:
        """Leave without having made anything."""
        self.action_close_view()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id or "")

    def action_close_view(self) -> None:
        """Leave without having made anything."""
        self.app.exit(return_code=0)
