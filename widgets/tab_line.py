"""One line of tabs: the current one in capitals, the others by name as far as there is room."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from itcrm_tui.text import safe
from widgets.line_widget import LineWidget, Run


class TabLine(LineWidget):
    """Names to choose one of, by `turn` or by mouse."""

    DEFAULT_CSS = "TabLine { height: 1; width: 1fr; margin: 0 0 1 0; }"
    current: reactive[str] = reactive("")

    class Turned(Message):
        """Another tab was chosen."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = list(names)
        self.set_reactive(TabLine.current, self.names[0])

    def turn(self, by: int) -> None:
        """Choose a neighbour."""
        index = min(max(0, self.names.index(self.current) + by), len(self.names) - 1)
        self._choose(self.names[index])

    def _choose(self, name: str) -> None:
        if name != self.current:
            self.current = name
            self.post_message(self.Turned())

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        runs: list[Run] = []
        for name, label in self._shown():
            runs += [(" ", ""), (label, "here" if name == self.current else "muted")]
        return self.paint(runs)

    def _shown(self) -> list[tuple[str, str]]:
        """Return names and labels from the first one on with which the current one is still in sight."""
        shown = list(zip(self.names, self._labels(), strict=True))
        while shown[0][0] != self.current and self._end_of_current(shown) > self.size.width:
            shown.pop(0)
        return shown

    def _end_of_current(self, shown: Sequence[tuple[str, str]]) -> int:
        upto = next(at for at, (name, _) in enumerate(shown) if name == self.current)
        return sum(1 + cell_len(label) for _, label in shown[: upto + 1])

    def _labels(self) -> list[str]:
        return [safe(name.upper() if name == self.current else name.capitalize()) for name in self.names]

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the mouse."""
        end = 0
        for name, label in self._shown():
            end += 1 + cell_len(label)
            if event.x < end:
                self._choose(name)
                return
