"""The bottom line: the few keys that matter here, and where all of them are explained."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip

from itcrm_tui.text import safe
from widgets.line_widget import LineWidget, Run

MOST_HINTS = 6
GAP = 2


class Hint(NamedTuple):
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


OfNow = Callable[[Screen[Any], Sequence[Hint]], Sequence[Hint]]
"""`of_now(screen, usual)`: which hints hold on the screen now; the last of the usual ones is that of the help."""


class HintBar(LineWidget):
    """At most six hints, whole or not at all; the last one is help, wherever its key works."""

    DEFAULT_CSS = "HintBar { dock: bottom; height: 1; width: 1fr; }"

    hints: reactive[Sequence[Hint]] = reactive(())
    help_hint: reactive[Hint] = reactive(HELP)
    of_now: OfNow | None = None
    """What knows which hints hold; it is asked whenever the screen says that keys may do something else now."""
    _now: Sequence[Hint] | None = None

    def on_mount(self) -> None:
        """Hear of what keys do."""
        self.screen.bindings_updated_signal.subscribe(self, self.look_again)

    def watch_hints(self) -> None:
        """Look which of the new hints hold."""
        if self._now is not None:
            self.look_again()

    def look_again(self, _: object = None) -> None:
        """Look which hints hold now."""
        if self.of_now is None or not self.screen.is_active:
            return
        now = self.of_now(self.screen, [*self.hints, self.help_hint])
        if now != self._now:
            self._now = now
            self.refresh()

    @property
    def fitting(self) -> list[Hint]:
        """The hints that there is room for."""
        now = [*self.hints, self.help_hint] if self._now is None else self._now
        last = [self.help_hint] if self.help_hint in now else []
        fitting = [hint for hint in now if hint.key != self.help_hint.key][: MOST_HINTS - len(last)]
        while fitting and self._cells([*fitting, *last]) > self.size.width:
            fitting.pop()
        return [*fitting, *last]

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
