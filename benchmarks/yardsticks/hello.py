"""The least a Textual program can be: one line, which counts how often Up or Down was pressed."""

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Static


class Hello(App[None]):
    """Shows one line."""

    BINDINGS = [Binding("q", "quit", "Quit"), Binding("down,up", "count", "Count")]
    pressed = 0

    def compose(self) -> ComposeResult:
        """Put the line on the screen."""
        yield Static("READY 0", id="line")

    def action_count(self) -> None:
        """Count, and show it."""
        self.pressed += 1
        self.query_one("#line", Static).update(f"READY {self.pressed}")


if __name__ == "__main__":
    Hello().run()
