"""What if: a sandbox in which dates, people, leave and hours are supposed; discarded, or made real as one change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.wording import Section as Said
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.bindings import bindings, hint, hint_bar
from screens.metering import NO_ROLES, WEEKS, Metering
from screens.what_if_entries import Entry, EntryRow, row_id, rows, with_entry, without
from screens.what_if_leaving import LeavingSandbox
from widgets.capacity_meter import CapacityMeter
from widgets.list_messages import RowOpened
from widgets.paged_table import Column, PagedTable
from widgets.reading_pane import ReadingPane, Section

if TYPE_CHECKING:
    from itcrm_tui.workflows.what_if.sandbox import Sandbox, Supposed

EMPTY = "Nothing is supposed yet."
FEW = 2
"""So many suppositions leave the text more room."""
HOW = Section(
    None,
    (
        "Suppose another due date, a person more, leave, other hours or a promise less, and see what becomes possible "
        "and what comes at risk. Nothing is written before it is made real, and then it is one change.",
    ),
)


@dataclass(frozen=True)
class Shown:
    """What there is to show of some suppositions: their words, what is otherwise, and a summary."""

    supposed: "Supposed"
    rows: Sequence[EntryRow]
    sections: Sequence[Said]
    summary: str


class WhatIf(LeavingSandbox, Metering[str | None]):
    """Ends with a sentence about what was made real, or None. `about`: the records that new forms name at first."""

    CSS_PATH = "what_if.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (100, "wide")]
    VERTICAL_BREAKPOINTS = [(0, "low"), (22, "usual"), (36, "tall")]
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "pane.next",
        "pane.previous",
        "record.add",
        "record.edit",
        "record.delete",
        "record.next_state",
        "data.refresh",
    )
    is_supposed = True

    def __init__(self, about: Mapping[str, RecordId]) -> None:
        super().__init__()
        self.about = about
        self.box: Sandbox | None = None
        self.shown: Shown | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", markup=False)
        with Container(id="above"):
            columns: list[Column[EntryRow]] = [
                Column(title="SUPPOSED", width=20, cell=_words, style=_style, grows_to=200)
            ]
            yield PagedTable(columns, empty=EMPTY)
            yield ReadingPane()
        yield CapacityMeter(empty=NO_ROLES)
        yield hint_bar(
            [
                hint("record.add", "suppose"),
                hint("record.edit"),
                hint("record.delete", "take out"),
                hint("record.next_state", "make real", "make_real"),
                hint("leave.back", "leave"),
            ]
        )

    @property
    def table(self) -> "PagedTable[EntryRow]":
        """The suppositions."""
        return self.query_one(PagedTable)

    def on_mount(self) -> None:
        """Begin with nothing supposed, and ask what is to be."""
        self.table.focus()
        self._tell_title("")
        self.refresh_data()

    def on_screen_resume(self) -> None:
        """Count anew: something may have changed while another screen was on top."""
        if self.box is not None:
            self.refresh_data()

    def refresh_data(self) -> None:
        """Read everything anew, and suppose the same of it."""
        self._suppose(anew=True)

    def entries_changed(self, keep_id: str | None = None) -> None:
        """Suppose something else of what was read."""
        self._suppose(anew=self.box is None, keep_id=keep_id)

    @work(exclusive=True, group="supposing")
    async def _suppose(self, *, anew: bool, keep_id: str | None = None) -> None:
        """Count what is otherwise; what was still being counted for other suppositions is never shown."""
        from itcrm_tui.workflows.what_if.sandbox import sandbox

        entries, today = self.entries, self.host.today
        if anew or self.box is None:
            box = await self.asked(partial(sandbox, today=today))
            if box is None:
                return
            self.box = box
        there = self.box
        found = await self.asked(lambda _: _shown(there, entries))
        if found is not None:
            self._show(found, keep_id)

    def _show(self, found: Shown, keep_id: str | None) -> None:
        self.shown, self.booked = found, found.supposed.booked
        self._tell_title(found.summary)
        self.set_class(len(found.rows) <= FEW, "few")
        self.table.reload(partial(_part, found.rows), keep_id, partial(_find, found.rows))
        self.show_meter(None)
        if not self.meter.has_focus:
            self._show_sections()

    def _tell_title(self, summary: str) -> None:
        self.query_one(".title", Static).update(Content(safe(f"WHAT IF  {summary}")))

    @on(events.DescendantFocus)
    def _show_sections(self) -> None:
        """Show what is otherwise, unless a week of the meter is being read."""
        if not self.meter.has_focus:
            said = [_styled(one) for one in self.shown.sections] if self.shown and self.entries else [HOW]
            self.query_one(ReadingPane).sections = said

    def action_add(self) -> None:
        """Suppose something."""
        self.host.hold_keys()
        self._choose()

    @work(exclusive=True, group="question")
    async def _choose(self) -> None:
        from itcrm_tui.domain.what_if.forms import FORMS
        from itcrm_tui.workflows.what_if.typed import words_of
        from screens.choose import Choose

        name = await self.app.push_screen_wait(Choose("WHAT IF", [(one.words, one.name) for one in FORMS]))
        if name is not None:
            self.host.hold_keys()
            await self._type(name, await self.asked(partial(words_of, about=self.about)) or {}, None)

    def action_edit(self) -> None:
        """Suppose something else instead of what is under the cursor."""
        if self.table.current is not None:
            self.host.hold_keys()
            self._edit(self.entries[self.table.current.key])

    @work(exclusive=True, group="question")
    async def _edit(self, entry: Entry) -> None:
        await self._type(entry.form, entry.texts, entry)

    async def _type(self, name: str, texts: Mapping[str, str], instead_of: Entry | None) -> None:
        from itcrm_tui.domain.what_if.forms import BY_NAME
        from screens.what_if_form import SupposingForm

        there = self.box.records.commitments if self.box is not None else ()
        form = SupposingForm(BY_NAME[name], texts, there, again=instead_of is not None)
        if await self.app.push_screen_wait(form) is None or form.supposition is None:
            return
        entry = Entry(form.supposition, name, form.said)
        self.set_entries(with_entry(self.entries, entry, instead_of), row_id(entry))

    def action_delete(self) -> None:
        """Suppose what is under the cursor no more."""
        if self.table.current is not None:
            self.set_entries(without(self.entries, self.table.current))

    @on(RowOpened)
    def _open(self) -> None:
        self.action_edit()

    def title_of_change(self) -> str:
        """Return what the change set is called: what is supposed first; before that, of how much it is the first."""
        words = [row.words for row in self.shown.rows] if self.shown else [""]
        return words[0] if len(words) == 1 else f"{len(words):,} suppositions: {words[0]}"

    def action_next_state(self) -> None:
        """Make it real: the next state of what is supposed."""
        self.action_make_real()

    def action_refresh_data(self) -> None:
        """Read everything anew."""
        self.refresh_data()

    def action_next_pane(self) -> None:
        """Go from the list to the text, and to the meter."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go back."""
        self.focus_previous()

    def action_what_if(self) -> None:
        """It is here already; see `check_action`."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what takes a supposition, where there is none."""
        if action == "what_if":
            return False
        if action in ("edit", "delete", "next_state", "make_real", "discard"):
            return bool(self.entries)
        return super().check_action(action, parameters)


def _shown(box: "Sandbox", entries: Sequence[Entry]) -> Shown:
    """Return what there is to show; called in a thread."""
    from itcrm_tui.domain.what_if.words import sections, summary_words, supposition_words

    found = box.suppose([one.supposition for one in entries], WEEKS)
    names, today = found.booked.known.names, box.today
    words = [supposition_words(one.supposition, names, today) for one in entries]
    return Shown(
        supposed=found,
        rows=rows(entries, words, found.moved),
        sections=sections(found.comparison, names, today),
        summary=summary_words(found.comparison) if entries else "",
    )


def _styled(one: Said) -> Section:
    """Return a section to read; what comes at risk, or is so by more, is marked as such."""
    from itcrm_tui.domain.what_if.words import AT_RISK, NOTHING, WORSE

    style = "risk" if one.heading in (AT_RISK, WORSE) and one.lines != (NOTHING,) else ""
    return Section(one.heading, [(line, style) for line in one.lines])


def _words(row: EntryRow) -> str:
    return row.words


def _style(row: EntryRow) -> str | None:
    return "risk" if row.has_moved else None


def _part(found: Sequence[EntryRow], start: int | None, backwards: bool, limit: int) -> Sequence[EntryRow]:
    if backwards:
        return found[:start][-limit:]
    return found[0 if start is None else start + 1 :][:limit]


def _find(found: Sequence[EntryRow], row_id: str) -> int | None:
    return next((row.key for row in found if row.id == row_id), None)
