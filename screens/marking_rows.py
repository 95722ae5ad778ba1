"""The keys that mark rows, on any screen with a list; what is said of the marked is for the screen."""

from typing import Any, ClassVar, TypeVar

from textual import on
from textual.binding import BindingType

from itcrm_tui.keys import key
from screens.base import CrmScreen
from screens.bindings import bindings
from widgets.list_messages import MarkClicked
from widgets.markable import Markable

R = TypeVar("R")


class MarkingRows(CrmScreen[R]):
    """Mixed into screens whose list can be marked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("many.mark", "many.range", "many.all")

    @property
    def marked_list(self) -> Markable:
        """The list whose rows are marked."""
        raise NotImplementedError

    def show_marked(self) -> object:
        """Say how many rows are marked, and what can be done with them."""
        raise NotImplementedError

    async def action_mark(self) -> None:
        """Mark the row and go down; keep a range that is being marked."""
        if self.marked_list.is_ranging:
            await self.end_range()
        else:
            self.marked_list.mark()
        self.show_marked()

    async def action_mark_range(self) -> None:
        """Begin a range, or end it."""
        if self.marked_list.is_ranging:
            await self.end_range()
        else:
            self.marked_list.begin_range()
        self.show_marked()

    def action_mark_all(self) -> None:
        """Mark all that the filter shows, or nothing."""
        self.marked_list.mark_all()
        self.show_marked()

    @on(MarkClicked)
    async def _mark_clicked(self, event: MarkClicked[Any]) -> None:
        if self.marked_list.is_ranging:
            await self.end_range()
        elif event.row is not None:
            self.marked_list.turn(event.row.id)
        self.show_marked()

    async def end_range(self) -> None:
        """Keep the rows of the range as marked."""
        if not await self.marked_list.end_range():
            self.say(f"These are too many to mark one by one; {key('many.all')} marks all that the filter shows.")

    def clear_marks(self) -> bool:
        """Mark nothing any more; say whether anything was marked."""
        had = self.marked_list.clear_marks()
        self.show_marked()
        return had
