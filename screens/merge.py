"""Two records for the same thing side by side: choose field by field, see what moves, and merge them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.merging import Choice
from itcrm_tui.domain.wording import Section
from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from itcrm_tui.text import safe
from screens.bindings import bindings, hint, hint_bar
from screens.list_with_text import ListWithText
from widgets.bound import bound
from widgets.hint_bar import Hint
from widgets.list_messages import RowHighlighted, RowOpened
from widgets.paged_table import Column, PagedTable
from widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from itcrm_tui.workflows.merging import Merge as Planned
    from itcrm_tui.workflows.merging import SideBySide
    from storage.store import Store

CHOSEN, LEFT = "* ", "  "


@dataclass(frozen=True)
class FieldRow:
    """One part of the merge: what each of the two says, and which of them was chosen."""

    id: str
    key: int
    label: str
    said: "SideBySide"
    choice: Choice

    @property
    def stays(self) -> str:
        """What the survivor says, marked where it stays."""
        return (LEFT if self.choice is Choice.TAKE else CHOSEN) + self._words(Choice.KEEP)

    @property
    def goes(self) -> str:
        """What the other says, marked where it is taken."""
        return (LEFT if self.choice is Choice.KEEP else CHOSEN) + self._words(Choice.TAKE)

    def _words(self, choice: Choice) -> str:
        return " / ".join(self.said.words[choice].splitlines()) or "-"


class Merge(ListWithText[RecordId | None]):
    """Ends with the id of the survivor, or with nothing."""

    CSS_PATH = "merge.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("merge.swap"),
        *bound("pane.left", "choose(-1)"),
        *bound("pane.right", "choose(1)"),
        # Where the two differ in nothing there is no row to open.
        *bound("list.open", "merge"),
    ]

    def __init__(self, kind: Kind, merged: RecordId, survivor: RecordId) -> None:
        super().__init__()
        self.kind, self.merged, self.survivor = kind, merged, survivor
        self.planned: Planned | None = None
        self.said: list[SideBySide] = []
        self.moves, self.whose = "", ("", "")
        self.choices: dict[str, Choice] = {}
        self._is_merging = False

    def compose(self) -> ComposeResult:
        yield Static(Content("MERGE"), classes="title")
        yield Static("", classes="moves", markup=False)
        yield PagedTable[FieldRow](self._columns(), empty="They differ in nothing: Enter merges them.")
        yield ReadingPane()
        left, right = hint("pane.left"), hint("pane.right")
        yield hint_bar(
            [
                Hint("Enter", "merge", "merge"),
                Hint(f"{left.key} {right.key}", "choose", "choose_next"),
                hint("merge.swap"),
                hint("pane.next", "read"),
                hint("leave.back"),
            ]
        )

    def _columns(self, stays: str = "STAYS", goes: str = "GOES") -> list[Column[FieldRow]]:
        return [
            Column(title="FIELD", width=18, grows_to=30, cell=lambda row: row.label),
            Column(title=f"  {stays}", width=26, grows_to=80, cell=lambda row: row.stays),
            Column(title=f"  {goes}", width=26, grows_to=80, cell=lambda row: row.goes),
        ]

    @property
    def table(self) -> "PagedTable[FieldRow]":
        """The list of fields."""
        return self.query_one(PagedTable)

    def on_mount(self) -> None:
        """Look at both."""
        self.table.focus()
        self._plan()

    @work(exclusive=True, group="plan")
    async def _plan(self) -> None:
        from storage.errors import StoreError

        kind, merged, survivor = self.kind, self.merged, self.survivor
        try:
            self.planned, self.said, self.whose = await self.host.ask(
                lambda store: _looked_at(store, kind, merged, survivor)
            )
        except StoreError as error:
            self.dismiss(None)
            self.host.tell(str(error))
            return
        self.choices = {}
        self._show()

    def _show(self) -> None:
        from itcrm_tui.workflows.merging import moves_words

        planned = self.planned
        assert planned is not None
        names = [_name(self.kind, one) for one in (planned.survivor, planned.merged)]
        self.query_one(".title", Static).update(Content(safe(f"MERGE {self.kind.label} {names[1]} into {names[0]}")))
        self.moves = moves_words(planned)
        stays, goes = self.whose
        lines = [f"stays: {stays}", f"goes:  {goes}"] if stays or goes else []
        told = [safe(line) for line in (*lines, f"moves to it: {self.moves}")]
        self.query_one(".moves", Static).update(Content("\n").join(map(Content, told)))
        self.table.columns = self._columns(f"STAYS: {names[0]}", f"GOES: {names[1]}")
        self.table.reload(self._rows)
        self._read(self.table.current)

    def _rows(self, start: int | None, backwards: bool, limit: int) -> Sequence[FieldRow]:
        rows = [FieldRow(one.part.name, at, one.part.label, one, self._choice(one)) for at, one in enumerate(self.said)]
        if backwards:
            return [row for row in rows if start is None or row.key < start][-limit:]
        return [row for row in rows if start is None or row.key > start][:limit]

    def _choice(self, one: "SideBySide") -> Choice:
        return one.part.fixed or self.choices.get(one.part.name, one.part.advised)

    @on(RowHighlighted)
    def _look(self, event: RowHighlighted[FieldRow]) -> None:
        self._read(event.row)

    def _read(self, row: FieldRow | None) -> None:
        """Show what the field becomes, whole, and what to look at."""
        if self.planned is None:
            return
        sections = [Section("LOOK AT", self.planned.notes)] if self.planned.notes else []
        sections.append(Section("MOVES TO IT", (self.moves,)))
        if row is not None:
            one = row.said
            becomes = one.words[self._choice(one)] or "nothing"
            sections.insert(0, Section(f"{one.part.label.upper()} BECOMES", (becomes,)))
        self.query_one(ReadingPane).sections = sections

    def action_choose(self, by: int) -> None:
        """Choose what stands on the left or on the right; both in between, where both can be."""
        if (row := self.table.current) is not None:
            choices = row.said.part.choices
            at = choices.index(self._choice(row.said)) + by
            self._choose(row, choices[min(max(0, at), len(choices) - 1)])

    def action_choose_next(self) -> None:
        """Choose the next one, after the last the first: for the mouse, which has one place to click."""
        if (row := self.table.current) is not None:
            choices = row.said.part.choices
            self._choose(row, choices[(choices.index(self._choice(row.said)) + 1) % len(choices)])

    def _choose(self, row: FieldRow, choice: Choice) -> None:
        self.choices[row.id] = choice
        self.table.reload()
        self._read(row)

    def action_swap(self) -> None:
        """Let the other one survive."""
        self.merged, self.survivor = self.survivor, self.merged
        self._plan()

    @on(RowOpened)
    def _enter(self) -> None:
        self.action_merge()

    def action_merge(self) -> None:
        """Merge them, once."""
        if self.planned is not None and not self._is_merging:
            self._is_merging = True
            self._merge(self.planned, dict(self.choices))

    @work(group="change")
    async def _merge(self, planned: "Planned", choices: dict[str, Choice]) -> None:
        from itcrm_tui.workflows.merging import merge
        from storage.errors import ConflictError, StoreError

        try:
            written = await self.host.save(lambda store: merge(store, planned, choices))
        except ConflictError as conflict:
            self.say(f"{conflict} Both are shown as they are now.")
            self._plan()
        except StoreError as error:
            self.say(str(error))
        else:
            self.dismiss(self.survivor)
            self.host.tell(f"{written.title.replace('Merge', 'Merged', 1)}.   {key('data.undo')} takes it back")
        finally:
            self._is_merging = False


def _looked_at(
    store: "Store", kind: Kind, merged: RecordId, survivor: RecordId
) -> "tuple[Planned, list[SideBySide], tuple[str, str]]":
    """Return a merge, its fields in words, and whose the two are; called in a thread."""
    from itcrm_tui.workflows.merging import choice_words, plan, whose

    planned = plan(store, kind, merged, survivor)
    return planned, choice_words(store, planned), whose(store, planned)


def _name(kind: Kind, record: object) -> str:
    """Return what one of the two is called: its name with its code, as both may have the same name."""
    named = getattr(record, kind.name_field.name) if kind.name_field else None
    code = next((value for names in kind.unique if (value := getattr(record, names[0], None))), None)
    return f"{named or kind.label} ({code})" if code else str(named or kind.label)
