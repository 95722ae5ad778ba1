"""The top of every screen: where you are among the places, what is shown there, and the connection."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from itcrm_tui.text import safe
from widgets.cells import safe_fit
from widgets.line_widget import LineWidget, Run


class Place(NamedTuple):
    """One of the places, by the digit that leads there."""

    number: int
    name: str


class PlaceChosen(Message):
    """A place was clicked."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class PlaceBar(LineWidget):
    """Two lines: the places with the status at the right, and what the current one shows."""

    DEFAULT_CSS = "PlaceBar { dock: top; height: 2; width: 1fr; }"

    places: reactive[Sequence[Place]] = reactive(())
    current: reactive[int] = reactive(1)
    """The number of the place shown; that of none, in a view that belongs to no place."""
    summary: reactive[str] = reactive("")
    """What the place is about just now, such as "22 open  3 late"."""
    count: reactive[int | None] = reactive(None)
    """How many records the place holds."""
    order: reactive[str] = reactive("")
    """What the list is sorted by, in words."""
    filter_text: reactive[str] = reactive("")
    shown: reactive[int | None] = reactive(None)
    """How many of them the filter shows."""
    shown_more: reactive[bool] = reactive(False)
    """Whether it shows at least so many, and nobody counted further."""
    marked: reactive[str] = reactive("")
    """How many rows are marked, in words."""
    status: reactive[str] = reactive("")
    """The connection in words, such as "live"."""
    status_style: reactive[str] = reactive("muted")

    def render_line(self, y: int) -> Strip:
        """Return one of the two lines."""
        if y == 0:
            return self._spread(self._place_runs(), (safe(self.status), self.status_style))
        words = "   ".join(filter(None, (safe(self.marked), self._shown_words())))
        return self._spread(self._content_runs(), (words, "here" if self.marked else "muted"))

    def on_click(self, event: events.Click) -> None:
        """Choose the place under the mouse."""
        end = 0
        for place, label in self._labels():
            end += cell_len(label)
            if event.y == 0 and event.x < end:
                self.post_message(PlaceChosen(place.number))
                return

    def _spread(self, left: list[Run], right: Run) -> Strip:
        """Put runs at the left and words at the right; the left gives way."""
        room = self.size.width - cell_len(right[0]) - 2
        taken = sum(cell_len(text) for text, _ in left)
        if taken > room:
            left = [(safe_fit("".join(text for text, _ in left), room), left[0][1])]
        return self.paint([*left, (" " * max(1, room - taken + 1), ""), right])

    def _place_runs(self) -> list[Run]:
        runs = [(label, "here" if place.number == self.current else "muted") for place, label in self._labels()]
        return runs or [("", "")]

    def _labels(self) -> Iterator[tuple[Place, str]]:
        """Say what each place is called: by number alone, from the last one on, where there is no room."""
        room = self.size.width - cell_len(safe(self.status)) - 3
        labels = [self._label(place) for place in self.places]
        gap = "  " if sum(cell_len(label) + 2 for label in labels) <= room else " "
        for index in reversed(range(len(labels))):
            if sum(cell_len(label) + len(gap) for label in labels) <= room:
                break
            if self.places[index].number != self.current:
                labels[index] = str(self.places[index].number)
        for index, label in enumerate(labels):
            yield self.places[index], (gap if index else " ") + label

    def _label(self, place: Place) -> str:
        label = safe(f"{place.number} {place.name}")
        return label.upper() if place.number == self.current else label

    def _content_runs(self) -> list[Run]:
        runs: list[Run] = [(" ", "")]
        if self.count is not None:
            runs += [(f"{self.count:,}", "strong"), ("   ", "")]
        if self.summary:
            runs += [(safe(self.summary), ""), ("   ", "")]
        if self.order:
            runs += [(safe(self.order), "muted"), ("   ", "")]
        if self.filter_text:
            runs += [("/ ", "muted"), (safe(self.filter_text), "here")]
        return runs

    def _shown_words(self) -> str:
        return "" if self.shown is None else f"{self.shown:,}{'+' if self.shown_more else ''} shown"
