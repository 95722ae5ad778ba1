"""The bottom line: the few keys that matter here, and where all of them are explained."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from itcrm_tui.text import safe
from widgets.line_widget import LineWidget, Run

MOST_HINTS = 6
GAP = 2


@dataclass(frozen=True)
class Hint:
    """A key, what it does in a word or two, and the action it stands for."""

    key: str
    label: str
    action: str = ""

    @property
    def text(self) -> str:
        """The hint as it is read."""
        return safe(f"{self.key} {self.label}")


HELP = Hint("?", "help", "help")


class HintChosen(Message):
    """A hint was clicked."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class HintBar(LineWidget):
    """At most six hints, whole or not at all; the last one is always help."""

    DEFAULT_CSS = "HintBar { dock: bottom; height: 1; width: 1fr; }"

    hints: reactive[Sequence[Hint]] = reactive(())
    help_hint: reactive[Hint] = reactive(HELP)

    @property
    def fitting(self) -> list[Hint]:
        """The hints that there is room for."""
        fitting = [hint for hint in self.hints if hint.key != self.help_hint.key][: MOST_HINTS - 1]
        while fitting and self._cells([*fitting, self.help_hint]) > self.size.width:
            fitting.pop()
        return [*fitting, self.help_hint]

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        return self.paint(self._runs())

    def on_click(self, event: events.Click) -> None:
        """Choose the hint under the mouse."""
        start = 1
        for hint in self.fitting:
            end = start + cell_len(hint.text)
            if start <= event.x < end:
                self.post_message(HintChosen(hint.action))
            start = end + GAP

    def _runs(self) -> Iterator[Run]:
        yield " ", ""
        for hint in self.fitting:
            yield safe(hint.key), "here"
            yield safe(f" {hint.label}") + " " * GAP, "muted"

    def _cells(self, hints: list[Hint]) -> int:
        return 1 + sum(cell_len(hint.text) for hint in hints) + GAP * (len(hints) - 1)
