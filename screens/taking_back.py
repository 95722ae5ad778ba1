"""Undo, redo and taking back any change set, from wherever one is: said in words before and after."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker, WorkerError

from itcrm_tui.keys import key
from screens.base import CrmScreen
from screens.host import HOLD_SECONDS, Host

if TYPE_CHECKING:
    from storage.change import Key
    from storage.errors import ConflictError
    from storage.store import Store
    from storage.undoing import TakenBack

Take = Callable[["Store", bool], "TakenBack"]
"""Takes something back; told whether to leave out what conflicts."""

CONFLICTS_SHOWN = 8
BEGUN = ("change", "question")
"""The groups of workers that write what a key has asked for."""
UNDID = "Undid"
_BACK = {
    UNDID: ("data.redo", "brings it back"),
    "Redid": ("data.undo", "takes it back"),
    "Took back": ("data.undo", "takes it back"),
}
"""The key that goes back on it, and what that does."""


class TakingBack(Host):
    """Mixed into the app."""

    def action_undo(self) -> None:
        """Take back my latest change."""
        from itcrm_tui.workflows.history import undo

        self._take(UNDID, lambda store, rest: undo(store, rest=rest))

    def action_redo(self) -> None:
        """Take back my latest undo."""
        from itcrm_tui.workflows.history import redo

        self._take("Redid", lambda store, rest: redo(store, rest=rest))

    def _take(self, verb: str, take: Take) -> None:
        self.hold_keys()
        self._take_what_is_next(verb, take)

    @work(group="question")
    async def _take_what_is_next(self, verb: str, take: Take) -> None:
        try:
            if not await self._is_all_done():
                asked = "There is a question to be answered first."
                self.tell(asked if self.screen.is_modal else "What was done last is still being written.")
            elif not await take_back_row(self, verb):
                await take_back(self, verb, take)
        finally:
            self.release_keys()

    async def _is_all_done(self) -> bool:
        """Wait for what was begun on the screen on top, which may be what is to be taken back; say whether it is."""
        begun = [one for one in self.workers if one.node is self.screen and one.group in BEGUN and not one.is_finished]
        waiting = [asyncio.ensure_future(_end_of(one)) for one in begun]
        if waiting:
            await asyncio.wait(waiting, timeout=HOLD_SECONDS)
        return all(one.done() for one in waiting) and not self.screen.is_modal


async def _end_of(begun: "Worker[object]") -> None:
    with suppress(WorkerError):
        await begun.wait()


async def take_back_row(app: Host, verb: str) -> bool:
    """Take back that a row was put aside, or put it aside again, where that comes next; say whether it did."""
    from itcrm_tui.workflows.history import latest_act
    from storage.errors import StoreError

    try:
        act = await app.ask(latest_act)
    except StoreError:
        return False
    found = app.put_aside.undo(act) if verb == UNDID else app.put_aside.redo(act)
    if found is None:
        return False
    action_id, does = _BACK[verb]
    app.tell(f"{verb}: {found.what}   {key(action_id)} {does}")
    app.data_changed()
    return True


async def take_back(app: Host, verb: str, take: Take, *, rest: bool = False) -> bool:
    """Take something back and say so; where something has moved on since, offer the rest. Say whether it was done."""
    from storage.errors import ConflictError, StoreError

    app.clear_notifications()  # what was remarked of a change does not hold of its opposite
    try:
        try:
            taken, back = await app.save(lambda store: _taken(store, take, rest))
        except ConflictError as conflict:
            return await _rest_wanted(app, conflict) and await take_back(app, verb, take, rest=True)
    except StoreError as error:
        app.tell(str(error))
        return False
    action_id, does = _BACK[verb]
    app.tell(f"{verb}: {taken.words}   {key(action_id)} {does}")
    app.data_changed(back)
    return True


def _taken(store: "Store", take: Take, rest: bool) -> "tuple[TakenBack, tuple[Key, ...]]":
    """Take something back; return that, and the records that are there again. In a thread."""
    from itcrm_tui.workflows.history import came_back

    taken = take(store, rest)
    return taken, came_back(store, taken)


async def _rest_wanted(app: Host, conflict: "ConflictError") -> bool:
    """Show what has moved on, in words, and ask whether all else is to be taken back."""
    from itcrm_tui.workflows.clash_words import explained
    from screens.question import Question

    shown = conflict.clashes[:CONFLICTS_SHOWN]
    sentences = await app.ask(partial(explained, clashes=shown))
    if more := len(conflict.clashes) - len(shown):
        sentences.append(f"and {more:,} more")
    words = "\n".join(["This has moved on since:", *(f"- {one}" for one in sentences)])
    answers = [("r", "take back the rest"), ("n", "leave everything as it is")]
    return await app.push_screen_wait(Question(words, answers)) == "r"


async def next_sentences(app: Host) -> dict[str, str]:
    """Return what undo and redo would take back, by the ids of the actions; nothing before the database is open."""
    from itcrm_tui.workflows.history import latest_act, next_words

    if not app.ready.is_set():
        return {}
    below = next((screen for screen in reversed(app.screen_stack) if not screen.is_modal), None)
    if isinstance(below, CrmScreen) and below.own_sentences:
        return below.own_sentences
    found, act = await app.ask(lambda store: (next_words(store), latest_act(store)))
    undo_row, redo_row = app.put_aside.next_undo(act), app.put_aside.next_redo(act)
    undo, redo = undo_row.what if undo_row else found.undo, redo_row.what if redo_row else found.redo
    return {
        "data.undo": f"Take back: {undo}" if undo else "There is nothing to take back",
        "data.redo": f"Bring back: {redo}" if redo else "There is nothing to bring back",
    }
