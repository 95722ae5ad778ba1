"""What the four places have in common: a list, a preview that follows the cursor, a filter, and the verbs."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from itcrm_tui.ids import RecordId
from screens.bindings import bindings, hint_bar
from screens.filtering import Filtering
from screens.previewing import Previewing
from screens.row_records import RowRecords
from screens.rows import row_name
from screens.splitting import Splitting
from widgets.filter_bar import FilterBar
from widgets.hint_bar import Hint
from widgets.list_messages import RowOpened
from widgets.place_bar import Place as PlaceName
from widgets.place_bar import PlaceBar
from widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from itcrm_tui.domain.kinds import Kind
    from itcrm_tui.remembered import Noted
    from storage.first_page import FirstPage
    from storage.question import Question
    from storage.store import Store

PLACES = (
    PlaceName(1, "Today"),
    PlaceName(2, "Clients"),
    PlaceName(3, "Services"),
    PlaceName(4, "Commitments"),
    PlaceName(5, "Feedback"),
)
MODES = {1: "today", 2: "clients", 3: "services", 4: "commitments", 5: "feedback"}
OF_A_ROW = frozenset(
    ("open_row", "edit", "edit_text", "delete", "next_state", "who", "open_client", "merge", "mark", "mark_range")
)
"""What is done to the row under the cursor."""


@dataclass(frozen=True)
class Counted:
    """How many records a place holds, how many its filter shows, and what else to say of them.

    `more`: the filter shows at least so many. What was not counted is None.
    """

    count: int | None
    shown: int | None = None
    summary: str = ""
    more: bool = False


class Place(Splitting, RowRecords, Previewing, Filtering):
    """One of the places 1 to 9."""

    NUMBER: ClassVar[int]
    KIND: ClassVar[str]
    HINTS: ClassVar[Sequence[Hint]]
    CSS_PATH: ClassVar[Any] = "place.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (100, "wide"), (140, "widest")]
    VERTICAL_BREAKPOINTS = [(0, "low"), (16, "usual"), (36, "tall")]
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "leave.back",
        "leave.close",
        "record.add",
        "record.edit",
        "record.delete",
        "record.next_state",
        "data.history",
        "data.export",
        "data.refresh",
        "pane.next",
        "pane.previous",
        "pane.grow",
        "pane.shrink",
    )

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._shown = False
        self._question: Question | None = None

    @property
    def kind(self) -> "Kind":
        """The kind of record this place is about."""
        from itcrm_tui.domain.kinds import KINDS

        return KINDS[self.KIND]

    @property
    def memory(self) -> "Noted":
        """What is remembered of this place."""
        return self.host.remembered.place(MODES[self.NUMBER])

    def compose(self) -> ComposeResult:
        self.words = self.memory.get("filter", "")
        bar = PlaceBar()
        bar.places, bar.current, bar.filter_text = PLACES, self.NUMBER, self.words
        yield bar
        yield self.compose_list()
        yield from self.compose_below()
        yield hint_bar(self.HINTS)

    @abstractmethod
    def compose_list(self) -> Widget:
        """Return the list, without rows yet."""

    def compose_below(self) -> ComposeResult:
        """Return what stands below the list: the record under the cursor, to read."""
        yield ReadingPane()

    @abstractmethod
    def reload(self, keep_id: str | None = None) -> None:
        """Read the list anew; the cursor stays on its record, or goes to `keep_id`."""

    def show_first(self, page: "FirstPage") -> None:
        """Show what was read before the store is open, in a place that has use for it."""

    @abstractmethod
    def count(self, store: "Store") -> Counted:
        """Return how many there are; called in a thread."""

    @work(exclusive=True, group="counts")
    async def show_counts(self) -> None:
        """Read and show how many there are."""
        counted = await self.asked(self.count)
        if counted is not None:
            bar = self.query_one(PlaceBar)
            bar.count, bar.summary = counted.count, counted.summary
            bar.shown = counted.shown if self.words.strip() else None
            bar.shown_more = counted.more

    @work(group="start")
    async def on_mount(self) -> None:
        """Show the list as soon as the database is open; the first frame does not wait for it."""
        self.listing.focus()
        await self.host.ready.wait()
        await self.understand_remembered()
        self._shown = True
        self.refresh_data()

    def on_screen_resume(self) -> None:
        """Read anew what may have changed while another screen was on top."""
        if self._shown:
            self.refresh_data()

    def ask_anew(self) -> "Question":
        """Return the question for the rows of another list; what was asked for the list before is stopped."""
        from storage.question import Question

        if self._question is not None:
            self._question.stop()
            self.host.asked.discard(self._question)
        self._question = Question()
        self.host.asked.add(self._question)
        return self._question

    @property
    def listing(self) -> Widget:
        """The widget that takes the keys of the list."""
        return self.query_one("#listing")

    def show_status(self, words: str) -> None:
        """Say whether the database is there."""
        self.query_one(PlaceBar).status = words

    def refresh_data(self) -> None:
        """Read list, preview and counts anew."""
        self.show_status(self.host.status)
        self.reload()
        self.show_counts()
        if self.marked_list.marks:
            self.forget_gone()

    @on(RowOpened)
    def _open(self, event: RowOpened[Any]) -> None:
        if event.row is not None:
            self.open_row(event.row)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what rows of this place do not have: states to move through, a client."""
        if action in OF_A_ROW and self._is_empty:
            return False
        if action == "next_state":
            return self.KIND in ("commitment", "feedback")
        if action == "open_client":
            return self.KIND != "service"
        return super().check_action(action, parameters)

    @property
    def _is_empty(self) -> bool:
        """Whether there is no row under the cursor, and none to come."""
        return bool(self.query("#listing")) and self.current is None and self.marked_list.part.window.request is None

    def emptiness(self, when_there_is_none: str) -> str:
        """Return what an empty list says."""
        return f"Nothing here is like “{self.words}”. Esc clears the filter." if self.words else when_there_is_none

    def action_back(self) -> None:
        """Stop what is being written, else unmark what is marked, else clear the filter."""
        if self.stop_underway() or self.clear_marks():
            return
        for bar in self.query(FilterBar):
            bar.action_clear()
        if self.words and not self.query(FilterBar):
            self.show_only("")
        self.listing.focus()

    def action_close_view(self) -> None:
        """Quit: a place is where one has come from."""
        self.app.exit(return_code=0)

    def action_next_pane(self) -> None:
        """Go from the list to the text and back."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go back from the text to the list."""
        self.focus_previous()

    def action_refresh_data(self) -> None:
        """Read everything anew."""
        self.refresh_data()

    def action_add(self) -> None:
        """Add a record."""
        self.add_record(self.kind, {})

    def action_edit(self) -> None:
        """Edit the record under the cursor."""
        if self.current is not None:
            self.edit_record(self.kind, RecordId(self.current.id))

    def action_edit_text(self) -> None:
        """Edit the record under the cursor as text."""
        if self.current is not None:
            self.edit_as_text(self.kind, RecordId(self.current.id))

    def action_delete(self) -> None:
        """Delete the record under the cursor."""
        if self.current is not None:
            self.delete_record(self.kind, RecordId(self.current.id))

    def action_next_state(self) -> None:
        """Move the record under the cursor to its next state."""
        if self.current is not None:
            self.move_on(self.kind, RecordId(self.current.id))

    def action_history(self) -> None:
        """Show who changed the record under the cursor; in an empty list, who changed anything."""
        from screens.history import History

        row = self.current
        name = f"{self.kind.label} {row_name(row)}" if row else "everything"
        self.app.push_screen(History(RecordId(row.id) if row else None, name))

    def action_export_list(self) -> None:
        """Write what the list shows to a file."""
        from screens.export_file import ExportFile

        self.host.hold_keys()
        self.app.push_screen(ExportFile(self.kind, self.words))
