"""Place 4: the board of commitments."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.overview import OVER, BoardCard, Key
from itcrm_tui.domain.wording import due_words, hours_words
from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from screens.answering import Answering, ToAnswer
from screens.bindings import silently
from screens.metering import Metering
from screens.place import Counted, Place
from widgets.board import Board
from widgets.board_column import BoardColumn, Card
from widgets.capacity_meter import CapacityMeter
from widgets.hint_bar import Hint
from widgets.keyset import Row
from widgets.list_messages import RowHighlighted
from widgets.reading_pane import Readable, ReadingPane, Section

if TYPE_CHECKING:
    from itcrm_tui.domain.board_words import Said
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


class Commitments(Answering, Metering[None], Place):
    """What was promised to whom, how far each promise has come, and what the people have room for."""

    NUMBER = 4
    KIND = "commitment"
    CSS_PATH = ["place.tcss", "commitments.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "one"), (54, "three"), (72, "narrow"), (100, "wide"), (140, "widest")]
    VERTICAL_BREAKPOINTS = [(0, "least"), (14, "low"), (22, "usual"), (36, "tall")]
    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("Enter", "open", "open_row"),
        Hint("a", "add", "add"),
        Hint("m", "next state", "next_state"),
        Hint("r", "answer", "reply"),
        Hint("tab", "meter", "next_pane"),
        Hint("?", "help", "show_help"),
    )

    BINDINGS: ClassVar[list[BindingType]] = silently("list.sort", "say_order")

    def action_say_order(self) -> None:
        """Say why there is nothing to sort by."""
        self.say("The board goes by due date.")

    def action_add(self) -> None:
        """Draft a promise."""
        self.draft_promise(None)

    def action_edit(self) -> None:
        """Draft again what is not promised yet; anything else is edited field by field."""
        if self.current is not None:
            record_id = RecordId(self.current.id)
            self.redraft_promise(record_id, partial(self.edit_record, self.kind, record_id))

    def compose_list(self) -> Widget:
        """Return the board."""
        columns = [BoardColumn(heading, id=heading.lower().replace(" ", "-")) for heading in COLUMNS]
        return Board(columns, id="listing")

    def compose_below(self) -> ComposeResult:
        """Return the meter, and what is to be said of the commitment under the cursor."""
        with Container(id="below"):
            yield CapacityMeter(empty=f"There are no roles yet. {key('data.commands')} import brings people in.")
            yield ReadingPane()

    @property
    def current(self) -> Card | None:
        """The commitment under the cursor."""
        return self.query_one(Board).current

    @property
    def listed(self) -> int | None:
        """How many cards the column has."""
        return self.query_one(Board).column.count

    def to_answer(self) -> ToAnswer | None:
        """Return the commitment under the cursor: its teams may answer."""
        card = self.current
        return ToAnswer(self.KIND, RecordId(card.id), card.title) if card is not None else None

    @on(RowHighlighted)
    def _keep_in_sight(self, event: RowHighlighted[Card]) -> None:
        event.control.scroll_visible(animate=False, force=True)

    def reload(self, keep_id: str | None = None) -> None:
        """Read all columns anew; the cursor follows its card to another column."""
        board = self.query_one(Board)
        question, kept = self.ask_anew(), keep_id or board.followed or (self.current.id if self.current else None)
        board.follow(kept)
        board.seeking = bool(self.words)
        for column, states in zip(board.columns, COLUMNS.values(), strict=True):
            column.reload(self._source(question, states, self.words), kept)
        self._weigh_anew()

    @work(exclusive=True, group="capacity")
    async def _weigh_anew(self) -> None:
        """Read what is booked, and say anew how each card stands; until then it stands as it did."""
        if await self.read_booked() is None:
            return
        for column in self.query_one(Board).columns:
            column.reload()
        self.show_counts()
        if not self.meter.has_focus:
            self._look_at_current()
        else:
            self.show_meter(self.wish)

    def nothing_to_read(self) -> Sequence[Readable]:
        """Say that the column is empty, once that is known: it has no room for a sentence."""
        if self.query_one(Board).column.window.request is not None:
            return ()
        words = self.emptiness(f"Nothing stands here. Press {key('record.add')} to add a commitment.")
        return [Section(None, ((words, "muted"),))]

    @work(exclusive=True, group="preview")
    async def _look_at_current(self) -> None:
        """Show the meter with the promise under the cursor drawn in, and what is to be said of that."""
        row = self.current
        if row is None:
            self.show_meter(None)
        self.show_preview(row, await self.preview(row) if row is not None else self.nothing_to_read())

    @on(events.DescendantFocus)
    def _come_back(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, Board) and self.booked is not None:
            self._look_at_current()

    async def preview(self, row: Row) -> Sequence[Readable]:
        """Return whether the commitment can be promised, when, and what is in the way; below, the record itself."""
        record = await super().preview(row)
        there, record_id, today = self.booked, RecordId(row.id), self.host.today
        if there is None:
            return record
        from itcrm_tui.workflows.board import judged

        found = await self.asked(lambda store: judged(store, there, record_id, today))
        if found is None:
            return record
        if self.is_under_cursor(row):
            self.show_meter(found.wish)
        return [Section(None, found.lines), *record] if found.lines else record

    def _source(self, question: "Question", states: Sequence[State], words: str) -> "Source":
        return Source(self, question, tuple(states), words)

    def count(self, store: "Store") -> Counted:
        """Return how many the filter shows are open, and how many of those are late, or at risk."""
        from itcrm_tui.workflows.lists import board_counts, shown_of

        found = board_counts(store, self.words, self.host.today)
        if found is None:
            self.app.call_from_thread(self._show_numbers, [None] * len(COLUMNS))
            return Counted(None)
        numbers = [sum(found.get(state, (0, 0))[0] for state in states) for states in COLUMNS.values()]
        self.app.call_from_thread(self._show_numbers, numbers)
        late = sum(found.get(state, (0, 0))[1] for state in WAITING)
        at_risk = len(shown_of(store, self.KIND, self.words, self.booked.at_risk)) if self.booked else 0
        risk = f"{at_risk:,} at risk  " if at_risk else ""
        return Counted(sum(numbers) - numbers[-1], None, f"open  {late:,} late  {risk}{numbers[-1]:,} closed")

    @work(exclusive=True, group="question")
    async def action_group(self) -> None:
        """Show what is open by client, owner or team."""
        from itcrm_tui.workflows.grouping import By
        from screens.choose import Choose
        from screens.grouped import GroupedCommitments

        chosen = await self.app.push_screen_wait(Choose("GROUP open commitments by", [(by, by) for by in By]))
        if chosen is not None:
            self.app.push_screen(GroupedCommitments(By(chosen), self.words))

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
        said = self._standings(found)
        return [self._card(row, *said[row.id]) if row.id in said else self._bare(row) for row in found]

    def _standings(self, found: Sequence[BoardCard]) -> "dict[RecordId, Said]":
        from itcrm_tui.workflows.board import standings

        there = self.place.booked
        return (
            {}
            if there is None
            else self.question.answer(standings, self.place.store, there, found, self.place.host.today)
        )

    def _card(self, row: BoardCard, words: str, style: str) -> Card:
        sign, detail = OVER if row.overrides else "", f"{row.client}  {words}"
        return CommitmentCard(row.id, row.key, row.title, detail, style or None, sign, row.client_id)

    def _bare(self, row: BoardCard) -> Card:
        """Return a card as long as nobody has counted the hours."""
        when = due_words(row.due, self.place.host.today)
        late = row.state in WAITING and row.due is not None and row.due < self.place.host.today
        words = {State.DELIVERED: "delivered?"}.get(row.state) or (
            when if row.state in WAITING else _standing(row, when)
        )
        return self._card(row, words, "late" if late else "muted")


def _standing(row: BoardCard, when: str) -> str:
    if row.state in COLUMNS["CLOSED"]:
        return str(row.state)
    return "UNCHECKED" if row.minutes is None else f"{hours_words(row.minutes)} {when}"
