"""Choosing the look: each theme is worn as the cursor moves; Enter keeps it, Esc returns to the one before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.theme import Theme
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.bindings import bindings, hint, hint_bar
from screens.leaving_once import LeavingOnce
from screens.panel import Panel
from screens.themes import WORDS
from widgets.bound import bound
from widgets.cells import safe_fit
from widgets.few_lines import FewLines
from widgets.hint_bar import Hint
from widgets.options import Options

if TYPE_CHECKING:
    from screens.anywhere import Anywhere

NAME_CELLS = 18
OWN_FILE = "from your folder of themes"
CHOOSING = (Hint("j k", "try one on", "move(1)"), Hint("Enter", "keep it"))
MOST_WRONG = 4
"""Lines that say which files cannot be used."""


class ThemeChooser(LeavingOnce[Theme | None], ModalScreen[Theme | None]):
    """Ends with the theme to keep, or None; then the earlier one is worn again."""

    CSS_PATH = "theme_chooser.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.back", "leave.close"),
        *bound("list.down", "move(1)"),
        *bound("list.up", "move(-1)"),
    ]

    def __init__(self, themes: Sequence[Theme], worn: str, brought: frozenset[str], wrong: Sequence[str]) -> None:
        super().__init__()
        self.themes, self.worn, self.brought, self.wrong = list(themes), worn, brought, wrong

    @property
    def _wearer(self) -> "Anywhere":
        from screens.anywhere import Anywhere

        assert isinstance(self.app, Anywhere)
        return self.app

    def compose(self) -> ComposeResult:
        with Panel():
            yield from self._parts()
        yield hint_bar(CHOOSING, last=hint("leave.back", "leave as it was"))

    def _parts(self) -> ComposeResult:
        yield Static(Content("THEME"), classes="title")
        yield Options(*(Option(self._line(theme)) for theme in self.themes), markup=False, compact=True)
        if self.wrong:
            yield FewLines("\n".join(self.wrong), most=MOST_WRONG, classes="wrong")

    def _line(self, theme: Theme) -> Content:
        words = WORDS.get(theme.name) or ("" if theme.name in self.brought else OWN_FILE)
        return Content(f"{safe_fit(theme.name, NAME_CELLS)} {words}")

    def on_mount(self) -> None:
        """Begin at the theme that is worn."""
        options = self.query_one(Options)
        options.focus()
        options.highlighted = next((at for at, one in enumerate(self.themes) if one.name == self.worn), 0)

    def action_move(self, by: int) -> None:
        """Go to the next or the previous theme."""
        options = self.query_one(Options)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        self._wearer.wear(self.themes[event.option_index])

    @on(OptionList.OptionSelected)
    def _keep(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.themes[event.option_index])

    def action_back(self) -> None:
        """Wear the earlier theme again."""
        self._wearer.wear(next(theme for theme in self.themes if theme.name == self.worn))
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Wear the earlier theme again."""
        self.action_back()
