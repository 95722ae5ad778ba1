"""What views of a list with a text below it share: from one to the other, anew, and back to where one came from."""

from typing import Any, ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import Screen

from screens.base import CrmScreen
from screens.bindings import bindings
from widgets.paged_table import PagedTable
from widgets.reading_pane import ReadingPane

R = TypeVar("R")


class ListWithText(CrmScreen[R]):
    """Each binds `data.refresh` itself where there is something to read anew."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "leave.close", "pane.next", "pane.previous")

    @property
    def idle_actions(self) -> frozenset[str]:
        """Where there is no row, there is nothing to read, and nothing of it to take back."""
        return idle_in(self)

    def action_refresh_data(self) -> None:
        """Read everything anew."""
        self.refresh_data()

    def action_next_pane(self) -> None:
        """Go from the list to the text and back."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go from the text to the list and back."""
        self.focus_previous()

    def action_back(self) -> None:
        """Go back to where one came from, with nothing decided."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Go back to where one came from, with nothing decided."""
        self.dismiss(None)


def idle_in(screen: Screen[Any]) -> frozenset[str]:
    """Return what does nothing over a list without a row, and none to come: undo; reading, where there is no text."""
    tables, panes = screen.query(PagedTable), screen.query(ReadingPane)
    if not tables or not panes or tables.first().check_action("open", ()):
        return frozenset()
    return frozenset(("undo",) if panes.first().sections else ("undo", "next_pane"))
