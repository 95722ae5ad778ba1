"""How much of a place its text takes, below the list or beside it: chosen by key or by dragging, and remembered."""

from typing import TYPE_CHECKING

from textual import on

from screens.base import CrmScreen
from widgets.reading_pane import ReadingPane, RuleDragged

if TYPE_CHECKING:
    from itcrm_tui.remembered import Noted

LEAST_LINES, LEAST_COLUMNS = 3, 20
LIST_LINES, LIST_COLUMNS = 6, 40
"""What the list keeps."""
COLUMNS = 4
"""By how many one press moves the line between the two."""


class Splitting(CrmScreen[None]):
    """Mixed into screens with a list and a text."""

    @property
    def memory(self) -> "Noted":
        """What is remembered of this screen."""
        raise NotImplementedError

    @property
    def _beside(self) -> bool:
        return self.has_class("widest")

    def on_resize(self) -> None:
        """Use the size that was chosen for this way of standing side by side, or the usual one."""
        self.call_after_refresh(self._split)

    def action_resize_pane(self, by: int) -> None:
        """Give the text more room, or less."""
        pane = self.query_one(ReadingPane)
        if self._beside:
            most = self.size.width - LIST_COLUMNS
            self.memory.set("text_columns", max(LEAST_COLUMNS, min(pane.outer_size.width + COLUMNS * by, most)))
        else:
            most = self.size.height - LIST_LINES
            self.memory.set("text_lines", max(LEAST_LINES, min(pane.outer_size.height + by, most)))
        self._split()

    @on(RuleDragged)
    def _drag(self, event: RuleDragged) -> None:
        if not self._beside:
            self.action_resize_pane(event.by)

    def _split(self) -> None:
        """A size that was chosen goes before what the style sheet says; without one, that counts."""
        styles = self.query_one(ReadingPane).styles
        styles.clear_rule("height")
        styles.clear_rule("width")
        columns, lines = self.memory.get("text_columns"), self.memory.get("text_lines")
        if self._beside and isinstance(columns, int):
            styles.width = max(LEAST_COLUMNS, min(columns, self.size.width - LIST_COLUMNS))
        elif not self._beside and isinstance(lines, int):
            styles.height = max(LEAST_LINES, min(lines, self.size.height - LIST_LINES))
