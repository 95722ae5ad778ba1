"""A list of all columns that a table can have: which are shown, in which order, how wide."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from itcrm_tui.text import safe
from screens.bindings import bindings, hint, hint_bar
from screens.leaving_once import LeavingOnce
from screens.panel import Panel
from widgets.bound import bound
from widgets.cells import fit
from widgets.hint_bar import Hint
from widgets.options import Options
from widgets.paged_table import Column

NARROWEST, WIDEST, TITLE = 3, 80, 36
KEPT = "The column of the name stays."
USED = (
    Hint("space", "show", "turn"),
    Hint("J K", "order", "move(1)"),
    Hint("+ -", "width", "widen(1)"),
    Hint("backspace", "as usual", "as_usual"),
    Hint("Enter", "done"),
)


class ColumnChoice(LeavingOnce[list[tuple[str, int]] | None], ModalScreen[list[tuple[str, int]] | None]):
    """Ends with the names and widths of the chosen columns, from left to right; None when it was left."""

    CSS_PATH = "column_choice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.back"),
        *bound("list.down", "go(1)"),
        *bound("list.up", "go(-1)"),
        *bound("many.mark", "turn"),
        *bound("pane.grow", "widen(1)"),
        *bound("pane.right", "widen(1)"),
        *bound("pane.shrink", "widen(-1)"),
        *bound("pane.left", "widen(-1)"),
        Binding("J,shift+down", "move(1)", "Later", show=False),
        Binding("K,shift+up", "move(-1)", "Earlier", show=False),
        Binding("backspace", "as_usual", "As usual", show=False),
    ]

    def __init__(
        self, columns: Mapping[str, Column[Any]], shown: Sequence[tuple[str, int]], usual: Sequence[str], kept: str = ""
    ) -> None:
        super().__init__()
        self.columns, self.usual, self.kept = columns, usual, kept
        self._begin([one for one in shown if one[0] in columns])

    def _begin(self, shown: Sequence[tuple[str, int]]) -> None:
        self.widths = dict(shown)
        self.shown = set(self.widths)
        self.names = [*self.widths, *(name for name in self.columns if name not in self.widths)]

    def compose(self) -> ComposeResult:
        with Panel():
            yield Static("COLUMNS", classes="title")
            yield Options(*map(self._line, self.names), markup=False, compact=True)
            if self.kept:
                yield Static(KEPT, classes="used")
        yield hint_bar(USED, last=hint("leave.back", "leave"))

    def on_mount(self) -> None:
        """Begin at the first column."""
        self._options.highlighted = 0
        self._options.focus()

    @property
    def _options(self) -> OptionList:
        return self.query_one(Options)

    @property
    def _at(self) -> int:
        return self._options.highlighted or 0

    def _line(self, name: str) -> Content:
        title = fit(safe(self.columns[name].title), TITLE)
        return Content(f"{'*' if name in self.shown else ' '} {title} {self._width(name):>3}")

    def _width(self, name: str) -> int:
        return self.widths.get(name) or self.columns[name].width

    def _show(self, at: int) -> None:
        self._options.clear_options().add_options(map(self._line, self.names))
        self._options.highlighted = at

    def action_go(self, by: int) -> None:
        """Go to the next or the previous column."""
        self._options.highlighted = (self._at + by) % len(self.names)

    def action_turn(self) -> None:
        """Show a column, or hide it, and go down; the last one shown stays, and the one that names the record."""
        name = self.names[self._at]
        if self.shown != {name} and (name != self.kept or name not in self.shown):
            self.shown ^= {name}
        self._show(min(self._at + 1, len(self.names) - 1))

    def action_move(self, by: int) -> None:
        """Move a column to the left or to the right in the table."""
        at, to = self._at, self._at + by
        if to in range(len(self.names)):
            self.names[at], self.names[to] = self.names[to], self.names[at]
            self._show(to)

    def action_widen(self, by: int) -> None:
        """Make a column wider or narrower by a cell."""
        name = self.names[self._at]
        self.widths[name] = max(NARROWEST, min(self._width(name) + by, WIDEST))
        self._show(self._at)

    def action_as_usual(self) -> None:
        """Choose what the place shows by itself."""
        self._begin([(name, 0) for name in self.usual])
        self._show(0)

    @on(OptionList.OptionSelected)
    def _done(self) -> None:
        self.dismiss([(name, self.widths.get(name, 0)) for name in self.names if name in self.shown])

    def action_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
