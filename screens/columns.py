"""Which columns a table shows, in which order and how wide; remembered for each place."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import BindingType

from screens.bindings import bindings
from screens.place import Place
from widgets.paged_table import Column

if TYPE_CHECKING:
    from itcrm_tui.domain.fields import Field

Choice = tuple[str, int]
"""A column by name, and its width in cells; 0 is the width it has by itself."""


class Columns(Place):
    """A place with columns."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list.columns")

    @abstractmethod
    def columns(self) -> list[Column[Any]]:
        """Return the columns of the place itself, the most important ones first."""

    @property
    @abstractmethod
    def in_sight(self) -> list[Column[Any]]:
        """The columns that there is room for now."""

    @abstractmethod
    def show_columns(self) -> None:
        """Show the columns that were chosen."""

    def all_columns(self) -> dict[str, Column[Any]]:
        """Return every column there can be, by name: those of the place, then all other fields of its records."""
        from screens.field_columns import field_column

        own = {column.name: column for column in self.columns()}
        return own | {field.name: field_column(field) for field in self.kind.fields if field.name not in own}

    def chosen_columns(self) -> list[Column[Any]]:
        """Return the columns to show; the place's own unless the person has chosen."""
        chosen = self.choices()
        known = self.all_columns() if chosen else {}
        found = [_as_wide(known[name], width) for name, width in chosen if name in known]
        return found or [column for column in self.columns() if not column.optional]

    def extra_fields(self) -> "list[Field]":
        """Return the fields that are shown beside what the place reads by itself."""
        chosen = self.choices()
        own = {column.name for column in self.columns()} if chosen else set()
        fields = (self.kind.by_name.get(name) for name, _ in chosen if name not in own)
        return [field for field in fields if field is not None]

    def choices(self) -> list[Choice]:
        """Return what was chosen earlier; nothing when nothing was, or nothing sound is on file."""
        found = self.memory.get("columns", [])
        pairs = [one for one in found if isinstance(one, list) and len(one) == 2]
        return [(name, width) for name, width in pairs if isinstance(name, str) and isinstance(width, int)]

    @work(exclusive=True, group="question")
    async def action_columns(self) -> None:
        """Choose columns, their order and their widths."""
        from screens.column_choice import ColumnChoice

        usual = [column.name for column in self.columns() if not column.optional]
        kept = self.kind.name_field.name if self.kind.name_field else ""
        shown = self.choices() or [(column.name, 0) for column in self.in_sight]
        chosen = await self.app.push_screen_wait(ColumnChoice(self.all_columns(), shown, usual, kept))
        if chosen is not None and chosen != shown:
            as_usual = chosen == [(name, 0) for name in usual]
            self.memory.set("columns", None if as_usual else [list(one) for one in chosen])
            self.show_columns()


def _as_wide(column: Column[Any], width: int) -> Column[Any]:
    """Return a chosen column: it is shown whatever the width of the table, as far as there is room."""
    if not width:
        return column._replace(min_width=0)
    return column._replace(min_width=0, width=width, grows_to=0)
