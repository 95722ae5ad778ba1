"""The capacity meter on a place: read when data change, asked with the promise in hand, its weeks opened."""

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from itcrm_tui.domain.wording import Section, day_words
from screens.base import CrmScreen, R
from widgets.capacity_meter import CapacityMeter, WeekHighlighted, WeekOpened
from widgets.meter_rows import Metered, MeterRow
from widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from datetime import date

    from itcrm_tui.domain.capacity.candidate import Candidate
    from itcrm_tui.workflows.booked import Booked

WEEKS = 13
"""How far ahead the meter goes: a quarter."""
NO_ROLES = "There are no roles yet; people's hours are pooled by role."


def metered(there: "Booked", wish: "Candidate | None", today: "date") -> Metered:
    """Return the rows of the meter; called in a thread."""
    roles = there.meters(WEEKS, wish)
    rows = [
        MeterRow(one.role, there.known.names.get(one.role, "?"), one.weeks, there.is_known(one.role)) for one in roles
    ]
    return Metered(today, rows, " ".join(there.known.remarks))


class Metering(CrmScreen[R]):
    """Mixed into places that show the meter."""

    booked: "Booked | None" = None
    wish: "Candidate | None" = None
    is_supposed = False
    """Whether what is booked is only supposed to be; then its weeks are opened as supposed, too."""

    @property
    def meter(self) -> CapacityMeter:
        """The meter."""
        return self.query_one(CapacityMeter)

    async def read_booked(self) -> "Booked | None":
        """Read what is booked, and keep it; None when that fails, and then the reason is told."""
        from itcrm_tui.workflows.booked import booked

        found = await self.asked(partial(booked, today=self.host.today))
        if found is not None:
            self.booked = found
        return found

    def show_meter(self, wish: "Candidate | None") -> None:
        """Show the meter with the promise in hand, or without one."""
        self.wish = wish
        if self.booked is not None:
            self.meter.reload(partial(metered, self.booked, wish, self.host.today))

    @on(WeekOpened)
    def _open_week(self, event: WeekOpened) -> None:
        from screens.meter_week import MeterWeek

        starts_on, there = event.row.weeks[event.week].starts_on, self.booked if self.is_supposed else None
        self.app.push_screen(MeterWeek(event.row.id, event.row.name, starts_on, self.wish, there))

    @on(WeekHighlighted)
    def _read_week(self, event: WeekHighlighted) -> None:
        if self.booked is not None and self.meter.has_focus:
            from itcrm_tui.workflows.week_rows import week_lines

            day = event.row.weeks[event.week].starts_on
            heading = f"{event.row.name}, week of {day_words(day, self.host.today)}"
            lines = week_lines(self.booked, event.row.id, event.week, WEEKS, self.wish)
            self.query_one(ReadingPane).sections = [Section(heading, lines)]
