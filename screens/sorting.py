"""What a table is sorted by, and in which direction; remembered for each place."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import BindingType

from screens.bindings import bindings
from screens.columns import Columns
from widgets.paged_table import DOWN, UP, Column, HeadClicked
from widgets.place_bar import PlaceBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itcrm_tui.domain.overview import Sort

USUAL = "the usual order"
COLUMNS = "columns: which, in which order, how wide ..."
_TO_COLUMNS = "columns"


class Sorting(Columns):
    """A place whose list can be put in another order."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list.sort")

    def sort(self) -> "Sort | None":
        """Return what the person has chosen to sort by; None for the order that the list has by itself."""
        noted = self.memory.get("sort", "")
        if not noted:
            return None
        from itcrm_tui.domain.overview import Sort

        name = noted.removeprefix("-")
        column = self.all_columns().get(name)
        return Sort(name, noted.startswith("-")) if column is not None and column.sorts else None

    @abstractmethod
    def show_from_the_top(self) -> None:
        """Show the list in the order that was chosen, from its first row on."""

    def sorted_by(self) -> tuple[str, bool] | None:
        """Return the name of the column of the order, and whether it goes downwards."""
        sort = self.sort()
        return (sort.by, sort.descending) if sort else None

    def show_order(self) -> None:
        """Say in words what the list is sorted by."""
        sort = self.sort()
        title = self.all_columns()[sort.by].title.lower() if sort else ""
        self.query_one(PlaceBar).order = f"by {title} {DOWN if sort.descending else UP}" if sort else ""

    @work(exclusive=True, group="question")
    async def action_sort(self) -> None:
        """Choose what to sort by; what the list is sorted by already can be turned round."""
        from screens.choose import Choose

        self.host.hold_keys()
        chosen = await self.app.push_screen_wait(Choose("SORT by", list(self._offered())))
        if chosen == _TO_COLUMNS:
            self.action_columns()
        elif chosen is not None:
            self._sort_by(chosen.removeprefix("+") if chosen != USUAL else None)

    def _sort_by(self, noted: str | None) -> None:
        self.memory.set("sort", noted)
        self.show_from_the_top()

    @on(HeadClicked)
    def _sort_by_head(self, event: HeadClicked) -> None:
        """Sort by the column whose title was clicked; turn the list round if that is its order already."""
        column, sort = event.column, self.sort()
        if not column.sorts:
            self.say(f"A list cannot be sorted by {column.title.lower()}.")
            return
        down = not sort.descending if sort and sort.by == column.name else column.sorts == "down"
        self._sort_by(f"-{column.name}" if down else column.name)

    def _offered(self) -> "Iterator[tuple[str, str]]":
        sort, columns = self.sort(), self.all_columns()
        if sort is not None:
            turned = f"+{sort.by}" if sort.descending else f"-{sort.by}"
            yield f"{columns[sort.by].title.lower()}, the other way round", turned
            yield USUAL, USUAL
        yield from (_offer(column) for column in self.chosen_columns() if column.sorts)
        yield COLUMNS, _TO_COLUMNS
        shown = {column.name for column in self.chosen_columns()}
        yield from (_offer(column) for name, column in columns.items() if column.sorts and name not in shown)


def _offer(column: Column[Any]) -> tuple[str, str]:
    return f"{column.title.lower()} {DOWN if column.sorts == 'down' else UP}", (
        f"-{column.name}" if column.sorts == "down" else f"+{column.name}"
    )
