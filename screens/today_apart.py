"""What Today says of a row that a sync has brought: why it waits, or with what it may be the same."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.today import Need, What
from itcrm_tui.keys import key
from itcrm_tui.text import safe
from screens.base import CrmScreen
from widgets.reading_pane import Section

if TYPE_CHECKING:
    from storage.store import Store
SAME_OR_NOT = (("M", "yes: look at the merge"), ("b", "no: both stay"), ("n", "decide later"))


def why(store: "Store", need: Need, today: date) -> Sequence[Section]:
    """Return what there is to be said; called in a thread."""
    return list(_of_conflict(store, need, today) if need.what is What.DECIDE else _of_twins(store, need))


class DecidingApart(CrmScreen[None]):
    """Mixed into Today."""

    def decide_apart(self, need: Need) -> None:
        """Show the conflict, or ask whether two are the same."""
        if need.what is What.DECIDE:
            from screens.conflicts import Conflicts

            self.app.push_screen(Conflicts(need.parts[0]))
        else:
            self._ask_if_same(need)

    @work(exclusive=True, group="question")
    async def _ask_if_same(self, need: Need) -> None:
        from itcrm_tui.workflows.made_twice import not_the_same
        from screens.merge import Merge
        from screens.question import Question

        match await self.app.push_screen_wait(
            Question(f"{need.title}, made offline here: {need.note}. The same?", SAME_OR_NOT)
        ):
            case "M":
                older, newer = sorted((need.record, need.parts[0]))
                self.app.push_screen(Merge(KINDS[need.kind], newer, older))
            case "b":
                apart = partial(not_the_same, mine=need.record, theirs=need.parts[0])
                if (written := await self.asked(apart)) is not None:
                    self.say(f"{written.title}.   {key('data.undo')} takes it back")
                    self.refresh_data()


def _of_conflict(store: "Store", need: Need, today: date) -> Iterator[Section]:
    from itcrm_tui.workflows.conflicts import to_decide
    from itcrm_tui.workflows.deciding_checks import what_is_in_the_way
    from screens.conflict_told import told

    for one in to_decide(store):
        if one.conflict.id in need.parts:
            yield from told(one, what_is_in_the_way(store, one, today))


def _of_twins(store: "Store", need: Need) -> Iterator[Section]:
    from itcrm_tui.workflows.made_twice import made_twice

    for one in made_twice(store):
        if (one.mine.id, one.theirs.id) == (need.record, *need.parts):
            yield Section("PERHAPS THE SAME", (safe(one.words),))
