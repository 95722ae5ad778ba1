"""A radio button that shows by a character whether it is on, also where there are no colours."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import RadioButton

from itcrm_tui.text import safe


class PlainRadio(RadioButton):
    """`(x) taken` or `( ) not taken`; a long label goes on in the next line."""

    BUTTON_LEFT = ""
    BUTTON_RIGHT = ""
    DEFAULT_CSS = "PlainRadio { width: 1fr; height: auto; text-wrap: wrap; text-overflow: fold; }"

    def __init__(self, label: str, *, value: bool = False) -> None:
        super().__init__(Content(safe(label)), value, compact=True)
        self._mark()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the label takes; Textual's own radio button has one whatever it says."""
        return Widget.get_content_height(self, container, viewport, width)

    def watch_value(self) -> None:
        """Show whether it is on."""
        self._mark()
        super().watch_value()

    def _mark(self) -> None:
        self.BUTTON_INNER = "(x)" if self.value else "( )"
