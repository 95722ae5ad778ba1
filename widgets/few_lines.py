"""Words that take a few lines at most, however long they are, so that what stands below keeps its place."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from itcrm_tui.text import safe_lines
from widgets.cells import few, wrap

MOST = 2
MOST_OF_A_PROBLEM = 4
"""Lines that the words of a problem take at most; of what is understood, few are shown."""


class FewLines(Widget):
    """A title or a sentence. What is left out is so at its end, or with `to_the_end` before its last line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "FewLines { width: 1fr; height: auto; }"

    words: reactive[str] = reactive("", layout=True)
    """What it says, from wherever it comes: it is made safe here."""

    def __init__(
        self, words: str = "", *, most: int = MOST, to_the_end: bool = False, classes: str | None = None
    ) -> None:
        super().__init__(classes=classes, markup=False)
        self.most, self.to_the_end = most, to_the_end
        self.set_reactive(FewLines.words, words)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the words take."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n".join(self._lines(self.content_size.width)))

    def _lines(self, width: int) -> list[str]:
        if width < 2:
            return [""]
        lines = [piece for line in safe_lines(self.words).split("\n") for piece in wrap(line, width)]
        return few(lines, width, self.most, to_the_end=self.to_the_end)
