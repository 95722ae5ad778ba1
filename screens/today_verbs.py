"""What can be done with a row of Today beside the verbs of all records: answer, put aside, tick off."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType

from itcrm_tui.domain import parsing_dates
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.today import Need, What
from itcrm_tui.domain.wording import day_words
from itcrm_tui.keys import key
from screens.answering import ANSWERED, ToAnswer
from screens.bindings import bindings
from screens.record_answering import RecordAnswering
from screens.snoozing import PutAside
from widgets.list_messages import RowsArrived

if TYPE_CHECKING:
    from itcrm_tui.remembered import Noted
    from storage.store import Store

HAVE_NEXT = ("commitment", "feedback", "follow_up", "miss_review")


class TodayVerbs(RecordAnswering):
    """Mixed into Today."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("record.snooze")
    _keys_wait = False

    @property
    def need(self) -> Need | None:
        """What the row under the cursor is about."""
        raise NotImplementedError

    @property
    def memory(self) -> "Noted":
        """What is remembered of the place."""
        raise NotImplementedError

    def show_rows(self) -> None:
        """Show the rows anew."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what the row does not have."""
        need = self.need
        match action:
            case "next_state":
                return need is not None and need.kind in HAVE_NEXT
            case "snooze":
                return need is not None
        return super().check_action(action, parameters)

    @property
    def idle_actions(self) -> frozenset[str]:
        """Where nothing is asked of a team, `r` says only that, and what can be done instead."""
        need = self.need
        return frozenset(("reply",)) if need is not None and not need.is_asked else super().idle_actions

    def to_answer(self) -> ToAnswer | None:
        """Return the row's record; of a promise the parts that the row is about."""
        need = self.need
        if need is None or need.kind not in ANSWERED:
            return None
        is_asked = need.is_asked or need.what is not What.ANSWER
        return ToAnswer(need.kind, need.record, need.title, need.parts, is_asked)

    def action_next_state(self) -> None:
        """Move the row's record to its next state; a follow-up is done with that."""
        need = self.need
        if need is not None and need.kind == "follow_up":
            self._done(need)
        else:
            super().action_next_state()

    def _done(self, need: Need) -> None:
        from itcrm_tui.workflows import many

        selection = many.Selection(KINDS["follow_up"], frozenset({need.record}), None)
        today = self.host.today
        undo = f"{key('data.undo')} takes it back"

        def write(store: "Store") -> str:
            done = many.edit(store, selection, "done_on", today.isoformat(), today=today)
            return f"Done: {need.title}.   {undo}" if done.is_written else f"{need.title} was done already."

        self.change(write)

    def action_snooze(self) -> None:
        """Put the row aside until a day."""
        need = self.need
        if need is not None:
            self.host.hold_keys()
            self._snooze(need)

    @work(exclusive=True, group="question")
    async def _snooze(self, need: Need) -> None:
        from itcrm_tui.domain.fields import Field, Type
        from itcrm_tui.workflows.notation import typed_at
        from screens.one_field import OneField

        today, text, problem = self.host.today, "", ""
        notation = await self.asked(partial(typed_at, day=today))
        if notation is None:
            self.host.release_keys()
            return
        next_day = next_working_day(notation, today)
        title = f"SNOOZE {need.title} until (Enter: {next_day:%a} {day_words(next_day, today)})"
        while True:
            day = Field(holds=Type.DATE, name="until", label="Until")
            typed = await self.app.push_screen_wait(OneField(title, day, text, problem, holds_keys=True))
            if typed is None:
                return
            try:
                until = parsing_dates.day(typed, notation) if typed.strip() else next_day
            except ParseError as error:
                text, problem = typed, str(error)
                continue
            await self._put_aside(need, until)
            return

    async def _put_aside(self, need: Need, until: date) -> None:
        """Put a row aside until a day, and note that it is what undo takes back next."""
        from itcrm_tui.workflows.history import latest_act

        today = self.host.today
        act = await self.asked(latest_act)
        done = PutAside.of(self.memory, need.id, need.title, until, today)
        done.do()
        if act is not None:
            self.host.put_aside.add(done, act)
        self.say(f"{done.words}   {key('data.undo')} takes it back")
        self._keys_wait = True
        self.show_rows()

    @on(RowsArrived)
    def _go_on_with_next(self) -> None:
        """Let the keys go that were typed while a row was put aside: they are for the one that follows."""
        if self._keys_wait:
            self._keys_wait = False
            self.host.release_keys()


def next_working_day(notation: Notation, today: date) -> date:
    """Return the next day on which the organization works; tomorrow where nobody has said."""
    days = (today + timedelta(days=number) for number in range(1, 15))
    is_working = notation.is_working
    return next((day for day in days if is_working is None or is_working(day)), today + timedelta(days=1))
