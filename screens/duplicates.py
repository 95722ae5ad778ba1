"""Pairs of records that may be the same thing, the surest first, kind by kind; Enter looks at a merge."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.wording import Section
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.bindings import bindings, hint, hint_bar
from screens.list_with_text import ListWithText
from screens.merge import Merge
from screens.record_source import part_of
from widgets.bound import bound
from widgets.hint_bar import Hint
from widgets.list_messages import RowOpened, RowRested, RowsArrived
from widgets.paged_table import Column, PagedTable
from widgets.reading_pane import ReadingPane
from widgets.tab_line import TabLine

if TYPE_CHECKING:
    from itcrm_tui.workflows.duplicates import Suggestion
    from storage.store import Store
    from storage.views.identities import Identity


@dataclass(frozen=True)
class PairRow:
    """Two records that may be one, in a list."""

    id: str
    key: int
    pair: "Suggestion"


class Duplicates(ListWithText[None]):
    """What may be there twice, of one kind after the other."""

    CSS_PATH = "merge.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("data.refresh"),
        *bound("pane.left", "turn(-1)"),
        *bound("pane.right", "turn(1)"),
    ]

    def __init__(self, kinds: Sequence[Kind], first: Kind) -> None:
        super().__init__()
        self.kinds = {kind.plural.replace("_", " "): kind for kind in kinds}
        self.first = first if first in kinds else kinds[0]
        self.found: list[Suggestion] = []

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", markup=False)
        yield TabLine(list(self.kinds))
        columns: list[Column[PairRow]] = [
            Column(title="WHY", width=11, grows_to=24, cell=lambda row: ", ".join(row.pair.reasons)),
            Column(title="ONE", width=28, grows_to=70, cell=lambda row: _called(row.pair.survivor)),
            Column(title="OTHER", width=28, grows_to=70, cell=lambda row: _called(row.pair.merged)),
        ]
        yield PagedTable(columns, empty="Looking for duplicates")
        yield ReadingPane()
        left, right = hint("pane.left"), hint("pane.right")
        yield hint_bar(
            [
                Hint("Enter", "look at a merge", "open"),
                Hint(f"{left.key} {right.key}", "other kind", "turn(1)"),
                hint("data.undo"),
                hint("leave.back"),
            ]
        )

    @property
    def table(self) -> "PagedTable[PairRow]":
        """The list of pairs."""
        return self.query_one(PagedTable)

    @property
    def kind(self) -> Kind:
        """The kind that is looked at."""
        return self.kinds[self.query_one(TabLine).current]

    def on_mount(self) -> None:
        """Look at the kind one has come from."""
        self.table.focus()
        self.query_one(TabLine).current = self.first.plural.replace("_", " ")
        self.refresh_data()

    @on(TabLine.Turned)
    def refresh_data(self) -> None:
        """Look for duplicates anew."""
        self._title("looking ...")
        self._find()

    @work(exclusive=True, group="finding")
    async def _find(self) -> None:
        from itcrm_tui.workflows.duplicates import duplicates

        kind = self.kind
        found = await self.asked(lambda store: duplicates(store, kind))
        self.found = found or []
        self._title(f"{len(self.found):,} pairs" if len(self.found) != 1 else "1 pair")
        self.table.empty = f"No {kind.plural.replace('_', ' ')} look like the same."
        self.table.reload(partial(part_of, [PairRow(one.id, at, one) for at, one in enumerate(self.found)]))

    def _title(self, words: str) -> None:
        plural = self.kind.plural.replace("_", " ")
        self.query_one(".title", Static).update(Content(safe(f"DUPLICATES of {plural}   {words}")))

    @on(RowRested)
    @work(exclusive=True, group="preview")
    async def _preview(self, event: RowRested[PairRow]) -> None:
        if event.row is not None:
            kind, pair = self.kind, event.row.pair
            sections = await self.asked(lambda store: _looked_at(store, kind, pair)) or []
            self.query_one(ReadingPane).sections = sections

    @on(RowsArrived)
    def _clear_preview(self) -> None:
        if self.table.current is None:
            self.query_one(ReadingPane).sections = []

    @on(RowOpened)
    def _open(self, event: RowOpened[PairRow]) -> None:
        if event.row is not None:
            pair = event.row.pair
            self.app.push_screen(Merge(self.kind, pair.merged.id, pair.survivor.id), self._merged)

    def _merged(self, survivor: RecordId | None) -> None:
        if survivor is not None:
            self.refresh_data()

    def action_open(self) -> None:
        """Look at a merge of the pair."""
        self.table.action_open()

    def action_turn(self, by: int) -> None:
        """Go to another kind."""
        self.query_one(TabLine).turn(by)


def _called(record: "Identity") -> str:
    about = record.code or record.email
    return f"{record.name} ({about})" if about else record.name


def _line(words: str) -> str:
    return " / ".join(words.splitlines()) or "-"


def _looked_at(store: "Store", kind: Kind, pair: "Suggestion") -> list[Section]:
    """Return what a merge of a pair would do; called in a thread."""
    from itcrm_tui.domain.merging import Choice
    from itcrm_tui.workflows.merging import belongs_to, choice_words, moves_words, plan

    planned = plan(store, kind, pair.merged.id, pair.survivor.id)
    said = choice_words(store, planned)
    differ = [f"{one.part.label}: {_line(one.words[Choice.KEEP])} | {_line(one.words[Choice.TAKE])}" for one in said]
    above = belongs_to(store, planned)
    sections = [Section("BOTH OF", (above,))] if above else []
    return [
        *sections,
        Section("THEY DIFFER IN", tuple(differ or ["nothing"])),
        Section("WOULD MOVE", (moves_words(planned), *planned.notes)),
    ]
