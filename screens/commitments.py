"""Place 4: the board of commitments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget

from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.overview import BoardCard, Key
from itcrm_tui.domain.wording import due_words, hours_words
from itcrm_tui.ids import RecordId
from screens.place import Counted, Place
from widgets.board import Board
from widgets.board_column import BoardColumn, Card
from widgets.hint_bar import Hint
from widgets.list_messages import RowHighlighted

if TYPE_CHECKING:
    from storage.question import Question
    from storage.store import Store

COLUMNS: dict[str, tuple[State, ...]] = {
    "DRAFT": (State.DRAFT,),
    "CHECKED": (State.CHECKED,),
    "PROMISED": (State.PROMISED,),
    "IN DELIVERY": (State.IN_DELIVERY, State.DELIVERED),
    "CLOSED": (State.KEPT, State.MISSED, State.DECLINED, State.WITHDRAWN),
}
WAITING = (State.PROMISED, State.IN_DELIVERY)


@dataclass(frozen=True)
class CommitmentCard(Card):
    """A commitment on the board."""

    client_id: RecordId | None = None


class Commitments(Place):
    """What was promised to whom, and how far each promise has come."""

    NUMBER = 4
    KIND = "commitment"
    CSS_PATH = ["place.tcss", "commitments.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (100, "wide")]
    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("Enter", "edit", "open_row"),
        Hint("a", "add", "add"),
        Hint("m", "next state", "next_state"),
        Hint("i", "client", "open_client"),
        Hint("/", "filter", "filter"),
        Hint("?", "help", "show_help"),
    )

    def compose_list(self) -> Widget:
        """Return the board."""
        columns = [BoardColumn(heading, id=heading.lower().replace(" ", "-")) for heading in COLUMNS]
        return Board(columns, id="listing")

    @property
    def current(self) -> Card | None:
        """The commitment under the cursor."""
        return self.query_one(Board).current

    @on(RowHighlighted)
    def _keep_in_sight(self, event: RowHighlighted[Card]) -> None:
        event.control.scroll_visible(animate=False, force=True)

    def reload(self, keep_id: str | None = None) -> None:
        """Read all columns anew; the cursor follows its card to another column."""
        board = self.query_one(Board)
        question = self.ask_anew()
        for column, states in zip(board.columns, COLUMNS.values(), strict=True):
            column.reload(
                self._source(question, states, self.words), keep_id or (self.current.id if self.current else None)
            )

    def _source(self, question: "Question", states: Sequence[State], words: str) -> "Source":
        return Source(self, question, tuple(states), words)

    def count(self, store: "Store") -> Counted:
        """Return how many are open, and how many of those are late."""
        from itcrm_tui.workflows.lists import board_counts

        found = board_counts(store, self.words, self.host.today)
        if found is None:
            self.app.call_from_thread(self._show_numbers, [None] * len(COLUMNS))
            return Counted(None)
        numbers = [sum(found.get(state, (0, 0))[0] for state in states) for states in COLUMNS.values()]
        self.app.call_from_thread(self._show_numbers, numbers)
        late = sum(found.get(state, (0, 0))[1] for state in WAITING)
        return Counted(sum(numbers) - numbers[-1], None, f"open  {late:,} late  {numbers[-1]:,} closed")

    def _show_numbers(self, numbers: Sequence[int | None]) -> None:
        for column, number in zip(self.query_one(Board).columns, numbers, strict=True):
            column.count = number


class Source:
    """Cards of some states, page by page."""

    def __init__(self, place: Commitments, question: "Question", states: tuple[State, ...], words: str) -> None:
        self.place, self.question, self.states, self.words = place, question, states, words

    def __call__(self, start: Key | None, backwards: bool, limit: int) -> list[Card]:
        from itcrm_tui.workflows.lists import Span, board_column

        span = Span(start, backwards, limit)
        found = self.question.answer(board_column, self.place.store, self.states, self.words, span)
        return [self._card(row) for row in found]

    def _card(self, row: BoardCard) -> Card:
        when = due_words(row.due, self.place.host.today)
        late = row.state in WAITING and row.due is not None and row.due < self.place.host.today
        words = {State.DELIVERED: "delivered?"}.get(row.state) or (
            when if row.state in WAITING else _standing(row, when)
        )
        detail = f"{row.client}  {words}"
        return CommitmentCard(row.id, row.key, row.title, detail, "late" if late else None, row.client_id)


def _standing(row: BoardCard, when: str) -> str:
    if row.state in COLUMNS["CLOSED"]:
        return str(row.state)
    return "UNCHECKED" if row.minutes is None else f"{hours_words(row.minutes)}  {when.removeprefix('in ')}"
