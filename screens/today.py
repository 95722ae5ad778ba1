"""Place 1: what needs me now, and below it the meter for the coming weeks."""

from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.today import Need, What
from itcrm_tui.ids import RecordId
from screens.bindings import bindings, hint, hint_bar
from screens.metering import NO_ROLES
from screens.place import PLACES
from screens.rows import in_words
from screens.today_apart import DecidingApart, why
from screens.today_list import MINE, SNOOZED, TEAM, TodayList
from screens.today_verbs import TodayVerbs
from screens.trail import Target
from widgets.bound import bound
from widgets.capacity_meter import CapacityMeter
from widgets.hint_bar import Hint
from widgets.list_messages import RowOpened, RowRested, RowsArrived
from widgets.place_bar import PlaceBar
from widgets.reading_pane import Readable, ReadingPane, Section
from widgets.section_list import SectionList, SectionRow
from widgets.tab_line import TabLine


class Today(TodayList, DecidingApart, TodayVerbs):
    """Promises, answers, replies and follow-ups, the most urgent first."""

    CSS_PATH = ["place.tcss", "today.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (100, "wide"), (140, "widest")]
    VERTICAL_BREAKPOINTS = [(0, "least"), (14, "low"), (20, "usual"), (36, "tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.back", "leave.close", "pane.next", "pane.previous"),
        *bound("pane.left", "turn(-1)"),
        *bound("pane.right", "turn(1)"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.kind, self.record_id, self.viewed = KINDS["commitment"], RecordId(""), None
        self._read_once = False

    def compose(self) -> ComposeResult:
        bar = PlaceBar()
        bar.places, bar.current = PLACES, 1
        yield bar
        yield TabLine([MINE, TEAM, SNOOZED])
        yield SectionList(id="listing", empty="Loading")
        with Container(id="below"):
            yield ReadingPane()
            yield CapacityMeter(empty=NO_ROLES)
        yield hint_bar(
            [
                hint("list.open", call="open"),
                hint("record.next_state"),
                hint("record.reply", "answer"),
                hint("record.who"),
                hint("record.snooze"),
                Hint("h l", "mine, team", "turn(1)"),
            ]
        )

    @work(group="start")
    async def on_mount(self) -> None:
        """Show what was seen last, and the list as it is as soon as the database is open."""
        self.listing.focus()
        self.show_remembered()
        await self.host.ready.wait()
        self._read_once = True
        self.refresh_data()

    def on_screen_resume(self) -> None:
        """Read anew what may have changed while another screen was on top."""
        if self._read_once:
            self.refresh_data()

    def refresh_data(self) -> None:
        """Read everything anew."""
        self.show_status(self.host.status)
        self.read()

    def show_status(self, words: str) -> None:
        """Say whether the database is there."""
        self.query_one(PlaceBar).status = words

    def action_refresh_data(self) -> None:
        """Read everything anew."""
        self.refresh_data()

    def reload(self, keep_id: str | None = None) -> None:
        """The list is read as a whole."""

    def subject_of(self, row: SectionRow | None) -> Target | None:
        """Return the record that a row is about."""
        about = row.about if row is not None else None
        return (about.kind, about.record) if isinstance(about, Need) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what the row does not have."""
        if action in ("edit", "edit_text", "delete", "history", "who", "open_client", "merge"):
            return self.need is not None and super().check_action(action, parameters)
        return super().check_action(action, parameters)

    @on(RowRested)
    @work(exclusive=True, group="preview")
    async def _follow(self, event: RowRested[SectionRow]) -> None:
        await self._look_at_current()

    @on(RowsArrived)
    def _clear(self) -> None:
        if self.current is None and not self.meter.has_focus:
            self.query_one(ReadingPane).sections = []

    @on(events.DescendantFocus)
    def _come_back(self, event: events.DescendantFocus) -> None:
        if event.widget is self.listing and self.day is not None:
            self.look_again()

    def look_again(self) -> None:
        """Say anew what there is to be said of the row, unless a week of the meter is being read."""
        self._look_again()

    @work(exclusive=True, group="preview")
    async def _look_again(self) -> None:
        if not self.meter.has_focus:
            await self._look_at_current()

    async def _look_at_current(self) -> None:
        """Show what is to be said of the row, and of a promise to be made what it would take."""
        found, need = self.subject_of(self.current), self.need
        if found is None or need is None:
            return
        sections: list[Readable] = []
        if need.what in (What.DECIDE, What.SAME):
            sections += await self.asked(partial(why, need=need, today=self.host.today)) or []
        there, today = self.booked, self.host.today
        if there is not None and need.kind == "commitment":
            from itcrm_tui.workflows.board import judged

            said = await self.asked(partial(judged, there=there, record_id=need.record, today=today))
            if said is not None and said.lines:
                sections.append(Section(None, said.lines))
        kind = KINDS[found[0]]
        sections += await self.asked(partial(in_words, kind=kind, record_id=found[1], today=today)) or []
        if self.subject_of(self.current) == found:
            self.query_one(ReadingPane).sections = sections

    @on(RowOpened)
    def _open(self, event: RowOpened[SectionRow]) -> None:
        found, need = self.subject_of(event.row), self.need
        if need is not None and need.what in (What.DECIDE, What.SAME):
            self.decide_apart(need)
        elif found is not None:
            self.open_target(*found)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.listing.action_open()

    def action_add(self) -> None:
        """Draft a promise."""
        self.draft_promise(None)

    def action_next_pane(self) -> None:
        """Go from the list to the text, to the meter and back."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go back the other way."""
        self.focus_previous()

    def action_back(self) -> None:
        """Go back to the list."""
        self.listing.focus()

    def action_close_view(self) -> None:
        """Quit: a place is where one has come from."""
        self.app.exit(return_code=0)
