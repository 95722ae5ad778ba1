"""What is wrong with a line that is being typed, under it: a mark below the place, and the words."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.text import safe
from widgets.cells import wrap

PLACE = "^"


class ProblemLine(Static):
    """Away while nothing is wrong; the words stand beside the mark, or below it where they would not fit."""

    DEFAULT_CSS = "ProblemLine { width: 1fr; height: auto; color: $text-warning; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._words, self._column = "", 0
        self.display = False

    def tell(self, words: str, column: int) -> None:
        """Show what is wrong, and in which column of the screen; a column that is out of view is not marked."""
        self._words, self._column = safe(words), column
        self.display = bool(words)
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Break the words anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.size.width or self.screen.size.width
        mark = " " * self._column + PLACE if 0 <= self._column < width else ""
        beside = f"{mark} {self._words}"
        below = [f" {line}" for line in wrap(self._words, width - 2)]
        self.update(
            Content(beside if mark and cell_len(beside) < width else "\n".join([mark, *below] if mark else below))
        )
