"""The list of Today: what was seen last, then what there is, by whom it is meant for, the cursor on what comes next."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work

from itcrm_tui.domain.today import Need
from itcrm_tui.domain.wording import day_words
from screens.metering import Metering
from screens.snoozing import snoozed
from screens.staying import stays_on
from screens.today_memory import remember, remembered
from screens.today_rows import rows_of
from widgets.place_bar import PlaceBar
from widgets.section_list import SectionList, SectionRow
from widgets.tab_line import TabLine

if TYPE_CHECKING:
    from itcrm_tui.remembered import Noted
    from itcrm_tui.workflows.today import Day

MINE, TEAM, SNOOZED = "mine", "team", "snoozed"
EMPTY = {
    MINE: "Nothing needs you now.",
    TEAM: "Nothing needs anybody now.",
    SNOOZED: "Nothing is put aside.",
}


class TodayList(Metering[None]):
    """Mixed into Today."""

    day: "Day | None" = None
    """What needs somebody, once it has been read."""
    _rows: Sequence[SectionRow] = ()
    _kept = ""

    @property
    def listing(self) -> SectionList:
        """The list."""
        return self.query_one("#listing", SectionList)

    @property
    def memory(self) -> "Noted":
        """What is remembered of this place."""
        return self.host.remembered.place("today")

    @property
    def current(self) -> SectionRow | None:
        """The row under the cursor."""
        return self.listing.current

    @property
    def need(self) -> Need | None:
        """What the row under the cursor is about."""
        about = self.current.about if self.current is not None else None
        return about if isinstance(about, Need) else None

    def show_remembered(self) -> None:
        """Show what stood here when somebody last looked, and say so; it can be gone through at once."""
        tab, needs = remembered(self.memory)
        today = self.host.today
        aside = snoozed(self.memory, today)
        self._rows = rows_of([need for need in needs if need.id not in aside], today)
        if self._rows and tab in (MINE, TEAM):
            self.query_one(TabLine).current = tab
            self.query_one(PlaceBar).summary = f"{_weekday(today)}   as last seen"
            self.listing.show(self._rows)

    @work(exclusive=True, group="today")
    async def read(self) -> None:
        """Read what needs somebody; the first time, where nothing stands there yet, before the hours are counted."""
        if not self._rows:
            await self._read_needs()
        if await self.read_booked() is not None:
            await self._read_needs()
            self.show_meter(None)
            self.look_again()

    def look_again(self) -> None:
        """Say anew what there is to be said of the row under the cursor, now that the hours are counted."""
        raise NotImplementedError

    async def _read_needs(self) -> None:
        from itcrm_tui.workflows.today import needs_of_today

        found = await self.asked(partial(needs_of_today, there=self.booked, today=self.host.today))
        if found is None:
            return
        is_first, self.day = self.day is None, found
        if is_first and found.me is None and not self.shown_in(MINE):
            self.query_one(TabLine).current = TEAM  # what is to be decided is of who asks, whatever the login
        self.show_rows()

    def shown_in(self, tab: str) -> list[Need]:
        """Return what stands in a tab."""
        today = self.host.today
        aside = snoozed(self.memory, today)
        every = [need for need in (self.day.needs if self.day else ()) if need.when(today) is not None]
        if tab == SNOOZED:
            return [need for need in every if need.id in aside]
        return [need for need in every if need.id not in aside and (need.mine or tab == TEAM)]

    def show_rows(self) -> None:
        """Show what was read, in the tab that is chosen; the cursor goes to what follows a row that is gone."""
        tab, today = self.query_one(TabLine).current, self.host.today
        counted = [f"{name} {len(self.shown_in(name)):,}" for name in (MINE, TEAM, SNOOZED)]
        self.query_one(PlaceBar).summary = "   ".join([_weekday(today), *counted])
        self.listing.empty = self._emptiness(tab)
        before, self._rows = self._rows, rows_of(self.shown_in(tab), today)
        here = self.current.id if self.current is not None else ""
        known, left = [row.id for row in before], {row.id for row in self._rows if row.stands}
        self._kept = stays_on(known, left, here if here in known else self._kept)
        self.listing.reload(partial(_page, self._rows), self._kept or None, find=partial(_find, self._rows))
        if tab != SNOOZED:
            remember(self.memory, tab, [row.about for row in self._rows if isinstance(row.about, Need)])

    def _emptiness(self, tab: str) -> str:
        if tab == MINE and self.day is not None and self.day.me is None:
            return "Nobody on file has your login, so nothing is yours; see the team's."
        return EMPTY[tab]

    @on(TabLine.Turned)
    def _turned(self) -> None:
        if self.day is not None:
            self.show_rows()

    def action_turn(self, by: int) -> None:
        """Go from mine to the team's and on to what is put aside, and back."""
        self.query_one(TabLine).turn(by)


def _weekday(today: date) -> str:
    return f"{today:%a} {day_words(today, today)}"


def _page(rows: Sequence[SectionRow], start: int | None, backwards: bool, limit: int) -> list[SectionRow]:
    from screens.record_source import part_of

    return part_of(rows, start, backwards, limit)


def _find(rows: Sequence[SectionRow], row_id: str) -> int | None:
    return next((row.key for row in rows if row.id == row_id), None)
