"""One record of any kind: what it says of itself and what belongs to it; tabs when narrow, columns when wide."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.linked import Paragraph, Way
from itcrm_tui.domain.relations import MORE, OVERVIEW, Relation
from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from itcrm_tui.text import safe
from screens.bindings import bindings, hint, hint_bar, silently
from screens.record_source import Behind, Lines, Related, Rows, Source
from screens.record_steps import RecordSteps
from screens.rows import in_words
from screens.trail import Trail
from widgets.bound import bound
from widgets.list_messages import RowOpened, RowRested
from widgets.reading_pane import ReadingPane
from widgets.section_list import SectionList, SectionRow
from widgets.tab_line import TabLine

if TYPE_CHECKING:
    from itcrm_tui.workflows.viewing import Viewed
    from storage.question import Question

WIDE, WIDEST = 100, 140
NARROWEST_HEADING, WIDEST_HEADING = 10, 22
FIRST_WHEN_WIDE = {"client": "promises"}
"""The tab that stands beside the overview at first; of other kinds it is the first one."""


class RecordView(RecordSteps):
    """A record with its surroundings."""

    CSS_PATH = "record_view.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (WIDE, "wide"), (WIDEST, "widest")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.back", "leave.close", "pane.next", "pane.previous"),
        *silently("many.mark", "say_marking"),
        *bound("pane.left", "turn(-1)"),
        *bound("pane.right", "turn(1)"),
    ]

    def __init__(self, kind: Kind, record_id: RecordId, trail: Trail | None = None) -> None:
        super().__init__()
        self.kind, self.record_id, self.trail = kind, record_id, trail
        self.viewed: Viewed | None = None
        self.tab = ""
        self._keep: str | None = None
        self._wrapped_to: list[int] = []
        self._question: Question | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static("", id="title", markup=False)
            yield Static("", id="standing", markup=False)
        yield Static("", id="about", markup=False)
        yield TabLine([OVERVIEW])
        with Horizontal():
            yield SectionList(id="beside", empty="")
            yield SectionList(id="tab", empty="")
            yield ReadingPane(id="preview")
        last = "record.promise" if self.kind.name == "client" else "record.next"
        yield hint_bar([hint("list.open", call="open"), *map(hint, ("record.add", "record.edit", "record.who", last))])

    def on_mount(self) -> None:
        """Read the record."""
        self.query_one("#tab").focus()
        self.refresh_data()

    def on_screen_resume(self) -> None:
        """Read anew what may have changed while another screen was on top."""
        if self.viewed is not None:
            self.refresh_data()

    def refresh_data(self) -> None:
        """Read the record anew."""
        self._read()

    def reload(self, keep_id: str | None = None) -> None:
        """Let the cursor go to a record that was just saved, once its rows are read anew."""
        if keep_id and self.changed is not None:
            self._keep = f"{self.changed.kind.name}.{self.changed.field.name}/{keep_id}"

    @work(exclusive=True, group="profile")
    async def _read(self) -> None:
        from itcrm_tui.workflows.viewing import Viewed, view

        kind, record_id, today = self.kind, self.record_id, self.host.today
        found = await self.asked(lambda store: (view(store, kind, record_id, today),))
        if found is None:
            return
        if not isinstance(found[0], Viewed):
            deleted = f"has been deleted.   {key('data.undo')} brings it back"
            self._leave(deleted if found[0] is None else "is not for your role.")
            return
        self.viewed = found[0]
        self.show_record()

    def _leave(self, why: str) -> None:
        self.dismiss(None)
        self.host.tell(f"This {self.kind.label} {why}")

    @property
    def is_wide(self) -> bool:
        """Whether the overview has a column of its own."""
        return self.size.width >= WIDE

    @on(SectionList.Resized)
    def _wrap_anew(self) -> None:
        widths = [shown.size.width for shown in self.query(SectionList)]
        if self.viewed is not None and widths != self._wrapped_to:
            self.show_record()
            self._preview(self.shown)

    def show_record(self) -> None:
        """Show what was read, in the tab that is chosen."""
        viewed = self.viewed
        if viewed is None:
            return
        self.query_one("#title", Static).update(Content(safe(viewed.title)))
        self.query_one("#about", Static).update(Content(safe(viewed.about)))
        self.query_one("#standing", Static).update(self.trail.words if self.trail else "")
        self._name_tabs(viewed)
        self._show_lists(viewed)

    def _name_tabs(self, viewed: "Viewed") -> None:
        line = self.query_one(TabLine)
        names = [*viewed.tabs] if self.is_wide else [OVERVIEW, *viewed.tabs]
        first = FIRST_WHEN_WIDE.get(self.kind.name) if self.is_wide else None
        first = first or next(iter(names), OVERVIEW)
        line.names = names or [OVERVIEW]
        line.set_reactive(TabLine.current, self.tab if self.tab in names else first)
        line.display = viewed.has_tabs
        line.refresh()

    def _show_lists(self, viewed: "Viewed") -> None:
        question = self._ask_anew()
        self._wrapped_to = [shown.size.width for shown in self.query(SectionList)]
        tab, beside = self.query_one("#tab", SectionList), self.query_one("#beside", SectionList)
        related = self._related(viewed)
        tab.display = bool(related) or not self.is_wide
        if self.is_wide:
            self._fill(beside, question, [self._lines(beside, viewed.overview)])
            self._fill(tab, question, related)
        elif self.query_one(TabLine).current == OVERVIEW:
            self._fill(tab, question, [self._lines(tab, viewed.overview), *related])
        else:
            self._fill(tab, question, related)
        if self.focused is None or not self.focused.display:
            (tab if tab.display else beside).focus()
        self._keep = None

    def _related(self, viewed: "Viewed") -> list[Related]:
        current = self.query_one(TabLine).current
        found: Sequence[Relation] = viewed.tabs.get(current if viewed.has_tabs else MORE, ())
        under = not self.is_wide and not viewed.has_tabs
        return [
            Related(one, self.record_id, self.host.today, lambda: self.store, apart=bool(at) or under)
            for at, one in enumerate(found)
        ]

    def _lines(self, shown: SectionList, paragraphs: Sequence[Paragraph]) -> Lines:
        widest = max((len(one.heading) for one in paragraphs), default=0)
        shown.heading_width = min(max(widest + 1, NARROWEST_HEADING), WIDEST_HEADING)
        return Lines(paragraphs, shown.size.width - 2 - shown.heading_width)

    def _fill(self, shown: SectionList, question: "Question", parts: Sequence[Rows]) -> None:
        source = Source(parts)
        shown.reload(partial(question.answer, source), self._keep, partial(question.answer, source.find))

    def _ask_anew(self) -> "Question":
        from storage.question import Question

        if self._question is not None:
            self._question.stop()
            self.host.asked.discard(self._question)
        self._question = Question()
        self.host.asked.add(self._question)
        return self._question

    @on(TabLine.Turned)
    def _turned(self) -> None:
        self.tab = self.query_one(TabLine).current
        if self.viewed is not None:
            self._show_lists(self.viewed)

    @property
    def shown(self) -> SectionList:
        """The list that has the keys, or had them last."""
        return self.focused if isinstance(self.focused, SectionList) else self.query_one("#tab", SectionList)

    @property
    def current(self) -> SectionRow | None:
        """The row under the cursor."""
        return self.shown.current

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out opening where nothing stands behind the row."""
        behind = self.current.about if action == "open" and self.current is not None else None
        if isinstance(behind, Behind):
            return behind.relation is not None or bool(behind.ways)
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open what is behind the row under the cursor."""
        self.shown.action_open()

    @on(RowRested)
    def _follow(self, event: RowRested[Any]) -> None:
        if isinstance(event.control, SectionList):
            self._preview(event.control)

    @work(exclusive=True, group="preview")
    async def _preview(self, shown: SectionList) -> None:
        """Show what stands behind the row of the list that has the keys."""
        if self.size.width < WIDEST or not shown.has_focus:
            return
        subject, today = self.subject_of(shown.current), self.host.today
        if subject is None or subject[1] == self.record_id:
            sections = []
        else:
            kind, record_id = KINDS[subject[0]], subject[1]
            sections = await self.asked(lambda store: in_words(store, kind, record_id, today)) or []
        self.query_one("#preview", ReadingPane).sections = sections

    @on(RowOpened)
    def _open(self, event: RowOpened[Any]) -> None:
        behind = event.row.about if event.row is not None else None
        if event.row is None or not isinstance(behind, Behind):
            return
        if behind.relation is not None and behind.record is not None:
            self.open_target(behind.relation.kind.name, behind.record, self._trail_of(behind, event.row))
        elif behind.relation is not None:
            self.action_add()
        else:
            self._go_ways(behind.ways)

    def _trail_of(self, behind: Behind, row: SectionRow) -> Trail:
        """Return the way through the rows of the same section."""
        assert behind.relation is not None
        section = Related(behind.relation, self.record_id, self.host.today, lambda: self.store, apart=False)
        kind = behind.relation.kind.name
        inside = row.key[1][1]
        start = SectionRow(row.id, inside, row.part, about=row.about)
        return Trail(section.records, start, lambda one: (kind, getattr(one, "about").record))  # noqa: B009

    @work(exclusive=True, group="question")
    async def _go_ways(self, ways: Sequence[Way]) -> None:
        from screens.choose import Choose

        if not ways:
            self.say(f"Nothing stands behind this line; {key('record.edit')} edits it.")
            return
        at: str | None = "0"
        if len(ways) > 1:
            at = await self.app.push_screen_wait(Choose("Open", [(one.words, str(n)) for n, one in enumerate(ways)]))
        if at is not None:
            self._go(ways[int(at)])

    def _go(self, way: Way) -> None:
        if way.record is not None:
            self.open_target(way.kind, way.record)
        elif way.tab in self.query_one(TabLine).names:
            self.tab = way.tab
            self.show_record()
            self.query_one("#tab").focus()

    def action_say_marking(self) -> None:
        """Say where rows are marked."""
        self.say("Rows are marked in the places 2 to 5, not inside a record.")

    def action_turn(self, by: int) -> None:
        """Go to a neighbouring tab."""
        self.query_one(TabLine).turn(by)

    def action_next_pane(self) -> None:
        """Go to the other column."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go to the other column."""
        self.focus_previous()

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)
