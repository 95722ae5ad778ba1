"""Textual's own DataTable with 1,000 rows of ten columns."""

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable

ROWS, COLUMNS = 1_000, 10


class Table(App[None]):
    """Shows the table, with a cursor over whole rows."""

    BINDINGS = [Binding("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Put the table on the screen."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill it."""
        table = self.query_one(DataTable)
        table.add_columns(*(f"COLUMN {number}" for number in range(COLUMNS)))
        table.add_rows([f"row {row} {column}" for column in range(COLUMNS)] for row in range(ROWS))


if __name__ == "__main__":
    Table().run()
