"""The least a list of any length can be: lines that a generator makes, of which those in view are painted."""

from collections.abc import Iterator
from itertools import islice

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS = 1_000_000
_CURSOR, _PLAIN = Style(reverse=True), Style()


def lines(first: int) -> Iterator[str]:
    """Yield lines from a number on."""
    for number in range(first, ROWS):
        yield f"row {number}  {number * 7919 % 100_003}  {number * 104_729 % 1_000_003}"


class Windowed(ScrollView, can_focus=True):
    """A million lines and a cursor."""

    BINDINGS = [Binding("down", "move(1)", "Down"), Binding("up", "move(-1)", "Up")]
    cursor = 0

    def on_mount(self) -> None:
        """Say how long the list is."""
        self.virtual_size = Size(80, ROWS)

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in view."""
        number = y + round(self.scroll_offset.y)
        text = "".join(islice(lines(number), 1)).ljust(self.size.width)
        return Strip([Segment(text, _CURSOR if number == self.cursor else _PLAIN)])

    def action_move(self, by: int) -> None:
        """Move the cursor; at the edge, the view goes with it."""
        before, self.cursor = self.cursor, min(max(self.cursor + by, 0), ROWS - 1)
        top = round(self.scroll_offset.y)
        for number in (before, self.cursor):
            self.refresh(Region(0, number - top, self.size.width, 1))
        if not top <= self.cursor < top + self.size.height:
            self.scroll_to(y=top + by, animate=False)


class List(App[None]):
    """Shows the list."""

    BINDINGS = [Binding("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Put the list on the screen."""
        yield Windowed()


if __name__ == "__main__":
    List().run()
