"""Drawing a promise into the meter while it is typed: counted in a thread, and a late answer never shown."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on, work

from itcrm_tui.domain.wording import day_words
from itcrm_tui.ids import RecordId
from screens.metering import Metering, metered
from widgets.capacity_meter import CapacityMeter
from widgets.field_input import FieldInput
from widgets.meter_rows import Metered
from widgets.need_line import NeedLine
from widgets.need_list import NeedList, Shown
from widgets.reading_pane import Readable, ReadingPane, Section

if TYPE_CHECKING:
    from datetime import date

    from itcrm_tui.domain.drafting import TypedNeed
    from itcrm_tui.domain.notation import Notation
    from itcrm_tui.workflows.booked import Booked
    from itcrm_tui.workflows.drafting import Opened
    from itcrm_tui.workflows.drafting_drawn import Drawn, Typed
    from itcrm_tui.workflows.drafting_proposals import Proposals

DRAW_SECONDS = 0.15
"""How long typing has to rest before it is counted; an answer that has been asked for is shown all the same."""


class PromiseDrawing(Metering[RecordId | None]):
    """Mixed into the screen that drafts a promise."""

    opened: "Opened"
    proposals: "Proposals"
    """What the service is proposed to need."""
    bases: "dict[str, TypedNeed]"
    """What the lines were before they were typed in, by their keys."""
    known: "Sequence[Readable]" = ()
    """What there is to say of the client and the service."""
    how: "Notation | None" = None
    drawn: "Drawn | None" = None
    _asked, _answered = 0, 0

    @property
    def inputs(self) -> dict[str, FieldInput]:
        """The fields by name."""
        raise NotImplementedError

    @property
    def needs(self) -> NeedList:
        """The lines of what it needs."""
        return self.query_one(NeedList)

    @work(exclusive=True, group="capacity")
    async def read_anew(self) -> None:
        """Read what is booked, and draw into that what is typed."""
        from itcrm_tui.workflows.notation import typed_at

        today = self.host.today
        if await self.read_booked() is not None:
            self.how = await self.asked(lambda store: typed_at(store, today))
            await self._draw()

    @on(NeedList.Changed)
    def _follow(self) -> None:
        self.draw()

    @on(NeedLine.Left)
    def _judge(self) -> None:
        self.draw(at_once=True)

    @work(exclusive=True, group="drawing")
    async def draw(self, *, at_once: bool = False) -> None:
        """Draw what is typed into the meter, as soon as typing rests."""
        await self.rest(0 if at_once else DRAW_SECONDS)
        await self._draw()

    async def _draw(self) -> "Drawn | None":
        """Count what is typed now and show it, unless what was typed later is shown already."""
        there, typed, today = self.booked, self.typed_now(), self.host.today
        if there is None or typed is None:
            return None
        self._asked += 1
        number = self._asked
        found, meter = await asyncio.to_thread(counted, there, typed, today)
        self.stop_if_left()
        if number < self._answered:
            return None
        self._answered = number
        self._show(found, typed, meter)
        return found

    def typed_now(self) -> "Typed | None":
        """Return what stands on the screen; None as long as it is not known how it is read."""
        from itcrm_tui.workflows.drafting_drawn import Typed

        if self.how is None or self.booked is None:
            return None
        known = self.booked.known
        return Typed(
            due=self.inputs["due"].text,
            answer_due=self.inputs["answer_due"].text,
            needs=self.needs_now(),
            proposals=self.proposals,
            roles={role: known.names.get(role, "?") for role in known.situation.roles},
            how=self.how,
            seen=self.opened.seen,
        )

    def needs_now(self) -> "tuple[TypedNeed, ...]":
        """Return the lines as they are typed."""
        from itcrm_tui.domain.drafting import TypedNeed

        return tuple(
            replace(
                self.bases.get(line.key) or TypedNeed(id=RecordId(line.key)),
                what=line.texts["what"],
                hours=line.texts["hours"],
                start=line.texts["start"],
            )
            for line in self.needs.lines
        )

    def _show(self, found: "Drawn", typed: "Typed", meter: Metered) -> None:
        self.drawn, self.wish = found, found.wish
        self.meter.reload(lambda: meter)
        self.say_verdict()
        lines = {line.key: line for line in self.needs.lines}
        for need, read, beside in zip(typed.needs, found.read, found.beside, strict=True):
            line = lines.get(need.id)
            if line is not None and line.texts == _texts(need):
                line.show_beside(beside, is_thing=read is not None and read.requirement.thing is not None)
                line.say(read.wrong if read and not self._is_typed_in(line) else {})

    def _is_typed_in(self, line: NeedLine) -> bool:
        return self.focused is not None and line in self.focused.ancestors

    def say_verdict(self) -> None:
        """Say what the check says, and below it what is known of client and service."""
        if self.drawn is not None and not isinstance(self.focused, CapacityMeter):
            self.query_one(ReadingPane).sections = [Section(None, self.drawn.said), *self.known]

    @on(events.DescendantFocus)
    def _come_back(self) -> None:
        self.say_verdict()

    async def take_drawn_date(self) -> None:
        """Take the earliest date that fits what is typed now, and move the dates of its lines along."""
        found = await self._draw()
        if found is None:
            return
        earliest = found.weighed.earliest
        if earliest.due is None:
            self.say(f"There is no date to take: {earliest.why_none}.")
            return
        dates = dict(earliest.needed_by)
        for key, need in self.bases.items():
            self.bases[key] = replace(need, needed_by=dates.get(need.id, need.needed_by))
        self.inputs["due"].put(day_words(earliest.due, self.host.today))
        self.draw(at_once=True)


def counted(there: "Booked", typed: "Typed", today: "date") -> "tuple[Drawn, Metered]":
    """Return what is to be said of a promise, and the meter with the roles it needs first; called in a thread."""
    from itcrm_tui.workflows.drafting_drawn import drawn

    found = drawn(there, typed, today)
    needed = {need.role for need in found.wish.hours}
    meter = metered(there, found.wish, today)
    return found, replace(meter, rows=sorted(meter.rows, key=lambda row: row.id not in needed))


def _texts(need: "TypedNeed") -> Mapping[str, str]:
    return {"what": need.what, "hours": need.hours, "start": need.start}


def shown_need(need: "TypedNeed") -> Shown:
    """Return a line as the list shows it."""
    return need.id, _texts(need)
