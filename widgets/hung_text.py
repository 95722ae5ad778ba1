"""Text beside a word: its lines, wrapped or its own, begin one below the other."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

LEAST = 10
"""Cells that the text has at least, however narrow it gets."""


def hung(head: str, text: Content, width: int) -> Content:
    """Return a word, padded as it is to stand there, with a text beside it in `width` cells. Both must be safe."""
    lines = text.wrap(max(LEAST, width - len(head))) or [Content("")]
    beside = " " * len(head)
    return Content("\n").join(Content.assemble(beside if at else head, line) for at, line in enumerate(lines))


class HungText(Widget):
    """A word and a text beside it, as many lines high as they need."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "HungText { width: 1fr; height: auto; }"

    def __init__(self, head: str, text: Content, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.head, self.text = head, text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the text takes."""
        return len(hung(self.head, self.text, width).split("\n", allow_blank=True))

    def render(self) -> Content:
        """Return the lines."""
        return hung(self.head, self.text, self.content_size.width)
