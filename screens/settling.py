"""Deciding conflicts from a list: what is asked of the person, and what is written for the answer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from itcrm_tui.domain.wording import named
from itcrm_tui.keys import key
from screens.base import CrmScreen
from screens.conflict_told import answers

if TYPE_CHECKING:
    from itcrm_tui.workflows.conflict import ToDecide
    from storage.change import ChangeSet
    from storage.store import Store

R = TypeVar("R")
NOTHING_DECIDED = "They were not merged: nothing was decided."


class Settling(CrmScreen[R]):
    """Mixed into screens that list conflicts."""

    async def settle(self, waiting: "ToDecide") -> "ChangeSet | None":
        """Have one decided, field by field or as a whole; return the decision, and None where there is none."""
        return await (self._settle_whole(waiting) if waiting.is_whole else self._settle_fields(waiting))

    async def settle_side(self, waiting: "Sequence[ToDecide]") -> "ChangeSet | None":
        """Have several decided for one side, as one change set."""
        from itcrm_tui.workflows.clash_in_brief import in_brief, ways
        from itcrm_tui.workflows.deciding import settle_many
        from screens.question import Question
        from storage.sync.deciding import Choice

        one = waiting[0]
        about = f"{one.record}, {in_brief(one)}" if len(waiting) == 1 else named(len(waiting), "conflict")
        mine, theirs = ways(one) if len(waiting) == 1 else ("mine", "theirs")
        sides = [("m", mine), ("t", theirs), ("n", "decide later")]
        match await self.app.push_screen_wait(Question(f"{about}: whose stands?", sides)):
            case "m":
                choice = Choice.MINE
            case "t":
                choice = Choice.THEIRS
            case _:
                return None
        today = self.host.today
        return (await self._tried(partial(settle_many, waiting=waiting, choice=choice, today=today)))[0]

    async def _settle_whole(self, waiting: "ToDecide") -> "ChangeSet | None":
        from itcrm_tui.workflows.deciding import settle_whole
        from itcrm_tui.workflows.deciding_checks import earliest_for, settle_at_earliest
        from screens.question import Question
        from storage.sync.deciding import Choice

        today = self.host.today
        earliest = await self.asked(partial(earliest_for, waiting=waiting, today=today))
        asking = Question(f"{waiting.record}: {waiting.did}. {waiting.reason}", answers(waiting, earliest, today))
        match await self.app.push_screen_wait(asking):
            case "=":
                return await self.asked(partial(settle_at_earliest, waiting=waiting, today=today))
            case "M":
                return await self._merge(waiting)
            case "o":
                return await self._with_another_code(waiting)
            case "m":
                return await self.asked(partial(settle_whole, waiting=waiting, choice=Choice.MINE, today=today))
            case "t":
                return await self.asked(partial(settle_whole, waiting=waiting, choice=Choice.THEIRS, today=today))
        return None

    async def _merge(self, waiting: "ToDecide") -> "ChangeSet | None":
        """Keep mine without its code beside theirs, and look at a merge of the two; without it, nothing is decided."""
        from itcrm_tui.domain.kinds import KINDS
        from itcrm_tui.workflows.deciding import keep_beside, take_back
        from screens.merge import Merge

        written = await self.asked(partial(keep_beside, waiting=waiting, today=self.host.today))
        if written is None or waiting.twin is None:
            return written
        both = Merge(KINDS[waiting.conflict.kind], waiting.conflict.record_id, waiting.twin)
        if await self.app.push_screen_wait(both) is None:
            taken_back = await self.asked(partial(take_back, written=written))
            self.say(NOTHING_DECIDED if taken_back else f"{written.title}.   {key('data.undo')} takes it back")
        self.refresh_data()  # it says itself what it has merged
        return None

    async def _with_another_code(self, waiting: "ToDecide") -> "ChangeSet | None":
        """Ask for another code than the one that is taken, until it fits or is left."""
        from itcrm_tui.workflows.deciding import settle_whole
        from screens.one_field import OneField
        from storage.sync.deciding import Choice

        name, text, problem = waiting.taken or "", "", ""
        while True:
            asking = OneField(waiting.record, waiting.fields[name], text, problem)
            if (typed := await self.app.push_screen_wait(asking)) is None:
                return None
            text, wanted = typed, {name: typed}
            mine = partial(settle_whole, waiting=waiting, choice=Choice.MINE, today=self.host.today, typed=wanted)
            written, problem = await self._tried(mine)
            if not problem:
                return written

    async def _settle_fields(self, waiting: "ToDecide") -> "ChangeSet | None":
        """Ask again, with what was typed and what is wrong with it, until it fits or is left."""
        from itcrm_tui.workflows.deciding import settle
        from screens.deciding import Deciding
        from screens.moved_field import Side

        asking, today = Deciding(waiting), self.host.today
        while True:
            mine = await self.app.push_screen_wait(asking)
            if mine is None:
                return None
            typed = {name: text for name, text in asking.typed.items() if asking.taken[name] is Side.OTHER}
            written, problem = await self._tried(partial(settle, waiting=waiting, mine=mine, typed=typed, today=today))
            if not problem:
                return written
            asking = Deciding(waiting, asking.typed, asking.taken, problem)

    async def _tried(self, decide: "Callable[[Store], ChangeSet]") -> "tuple[ChangeSet | None, str]":
        """Return what was decided, and what is wrong with what was typed; anything else that is wrong is said."""
        from itcrm_tui.workflows.clash_words import explained
        from itcrm_tui.workflows.records import InvalidError
        from storage.errors import ConflictError, StoreError

        try:
            return await self.host.ask(decide), ""
        except InvalidError as error:
            return None, str(error)
        except ConflictError as conflict:
            clashes = conflict.clashes
            self.say(" ".join(await self.asked(lambda store: explained(store, clashes)) or ()))
        except StoreError as error:
            self.say(str(error))
        return None, ""
