"""Marking rows on a place: what is marked, and the words that say how many there are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widget import Widget

from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from screens.bindings import hint, shown_hints
from screens.marking_rows import MarkingRows
from widgets.bottom_line import BottomLine
from widgets.hint_bar import Hint
from widgets.markable import Markable
from widgets.place_bar import PlaceBar

if TYPE_CHECKING:
    from itcrm_tui.domain.kinds import Kind
    from itcrm_tui.workflows.many import Selection


class Marking(MarkingRows[None]):
    """Mixed into places, whose lists can be marked."""

    HINTS: ClassVar[Sequence[Hint]]

    words: str

    @property
    def kind(self) -> "Kind":
        """The kind of record in the list."""
        raise NotImplementedError

    @property
    def listing(self) -> Widget:
        """The widget that takes the keys of the list."""
        raise NotImplementedError

    @property
    def marked_list(self) -> Markable:
        """The list whose rows are marked."""
        assert isinstance(self.listing, Markable)
        return self.listing

    def selection(self) -> "Selection | None":
        """Return what is marked; the row under the cursor when nothing is, and None in an empty list."""
        from itcrm_tui.workflows.many import Selection

        marks, current = self.marked_list.marks, self.marked_list.part.window.current
        if marks:
            ids = frozenset(RecordId(row_id) for row_id in marks.ids)
            return Selection(self.kind, ids, self.words if marks.all else None)
        return Selection(self.kind, frozenset({RecordId(current.id)})) if current is not None else None

    def filter_is_another(self) -> None:
        """Give up marks on "all that the filter shows", for that is something else now; single ones stay."""
        if self.marked_list.marks.all:
            self.clear_marks()
            self.say("All was marked of another filter; now nothing is.")

    @work(exclusive=True, group="gone")
    async def forget_gone(self) -> None:
        """Drop the marks of records that were merged or deleted, by whomever, and say how many are left."""
        from itcrm_tui.workflows.lists import shown_of

        marked = frozenset(RecordId(row_id) for row_id in self.marked_list.marks.ids)
        there = await self.asked(lambda store: shown_of(store, self.kind.name, "", marked)) if marked else set()
        if there is not None:
            self.marked_list.forget(marked - there)
            self.show_marked()

    @work(exclusive=True, group="marked")
    async def show_marked(self) -> None:
        """Say how many rows are marked, and what can be done with them."""
        self.query_one(PlaceBar).marked = await self._marked_words()
        marks = self.marked_list.marks or self.marked_list.is_ranging
        self.query_one(BottomLine).hints = shown_hints(MARKED_HINTS if marks else self.HINTS)

    async def _marked_words(self) -> str:
        from itcrm_tui.workflows import many

        marks, selection = self.marked_list.marks, self.selection()
        if self.marked_list.is_ranging:
            return f"a range, {key('many.range')} ends it"
        if not marks or selection is None:
            return ""
        counted = await self.asked(lambda store: many.count(store, selection)) if marks.all else (len(marks.ids), False)
        number, more = counted or (0, True)
        return f"{number:,}{'+' if more else ''} marked"


MARKED_HINTS = (
    hint("many.actions"),
    hint("many.mark"),
    hint("many.range"),
    hint("many.all"),
    hint("leave.back", "unmark"),
)
"""What the bottom line offers while rows are marked."""
