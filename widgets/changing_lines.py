"""Lines that are painted again only where what they show has changed, so that a key press costs few bytes."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from textual.geometry import Region
from textual.strip import Strip

from widgets.line_widget import Ground, LineWidget, Run


class Shown(NamedTuple):
    """What one line shows: a part of a row, or words.

    `mark`: what stands before a row while rows are marked, a symbol or a blank; nothing while none are.
    """

    row: Any = None
    part: int = 0
    ground: Ground = ""
    runs: tuple[Run, ...] = ()
    mark: str = ""


class ChangingLines(LineWidget):
    """A widget that says what each of its lines shows, and repaints those for which that is something else."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._shown: list[Shown] = []

    def lines(self) -> Iterable[Shown]:
        """Say what the lines show, from the top."""
        raise NotImplementedError

    def paint_shown(self, shown: Shown) -> Strip:
        """Return one line as it looks."""
        return self.paint(shown.runs)

    def render_line(self, y: int) -> Strip:
        """Return one line of the widget."""
        return self.paint_shown(self._shown[y] if y < len(self._shown) else Shown())

    def repaint(self) -> None:
        """Paint every line, for instance when rows look different without being different."""
        self._shown = list(self.lines())
        self.refresh()

    def renew(self) -> None:
        """Paint the lines that changed."""
        old, self._shown = self._shown, list(self.lines())
        if len(old) != len(self._shown):
            self.refresh()
            return
        width = self.size.width
        changed = [Region(0, y, width, 1) for y, shown in enumerate(self._shown) if shown != old[y]]
        if changed:
            self.refresh(*changed)
