"""A radio button with a text beside the word that it stands for: `(x) mine    what I wrote`."""

from textual.content import Content
from textual.geometry import Size

from widgets.hung_text import hung
from widgets.plain_radio import PlainRadio

SIDE_CELLS = 8


class SideRadio(PlainRadio):
    """The text, which must be safe, is shown line by line and whole, however long it is."""

    def __init__(self, side: str, text: Content, *, value: bool = False, disabled: bool = False) -> None:
        super().__init__(side, value=value)
        self.text, self.disabled = text, disabled

    def say(self, text: Content) -> None:
        """Show another text."""
        self.text = text
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the text takes."""
        return len(self._drawn(width).split("\n", allow_blank=True))

    def render(self) -> Content:
        """Return the lines."""
        return self._drawn(self.content_size.width).stylize_before(self.get_visual_style("toggle--label"))

    def _drawn(self, width: int) -> Content:
        return hung(f"{self.BUTTON_INNER} {self.label.plain:{SIDE_CELLS}}", self.text, width)
