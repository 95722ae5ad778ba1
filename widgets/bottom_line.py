"""The bottom line of a screen: hints, or for a while what there is to tell."""

from textual.reactive import reactive
from textual.strip import Strip

from itcrm_tui.text import safe
from widgets.cells import fit
from widgets.hint_bar import HintBar


class BottomLine(HintBar):
    """Hints that give way to a message as long as there is one."""

    message: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """Return the message, or the hints."""
        if self.message:
            return self.paint([(" ", ""), (fit(safe(self.message), self.size.width - 2), "strong")])
        return super().render_line(y)
