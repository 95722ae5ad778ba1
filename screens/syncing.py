"""Sync from the app: in the background, told in the top line, stopped by the same key."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from itcrm_tui.keys import key
from itcrm_tui.stopping import Stop, StoppedError
from screens.base import CrmScreen
from screens.host import SAMPLE, Host
from screens.leaving_behind import Leaving

if TYPE_CHECKING:
    from itcrm_tui.workflows.how_far import HowFar
    from itcrm_tui.workflows.hub_line import HubLine
    from storage.errors import StoreError
    from storage.store import Store
    from storage.sync.syncing import Synced

EVERY_SECONDS = 60
"""How often a working copy that syncs by itself tries to."""
SAMPLE_ONLY = "This is sample data, not a working copy: there is nothing to sync."
NO_COPY = "This file is not a working copy: there is nothing to sync. `itcrm offline checkout` makes one."
SHARED = (
    "This is the shared database itself: what you write is there at once, and there is nothing to sync."
    " `itcrm offline checkout` makes a working copy."
)
NOT_YET = "The database is still being opened."


class Syncing(Host):
    """Mixed into the app."""

    _under_way: "Leaving[Synced] | None" = None
    _hub_line: "HubLine | None" = None

    def begin_to_sync_by_itself(self) -> None:
        """Sync now and again, if that is wanted and this is a working copy."""
        if self.is_copy and self.opening.sync_by_itself:
            self._sync(by_hand=False)
            self.set_interval(EVERY_SECONDS, lambda: self._sync(by_hand=False))

    def action_sync(self) -> None:
        """Sync, or stop the sync that is under way."""
        if not self.is_copy:
            self.tell(why_no_copy(self.store, self.opening.status))
        elif self._under_way is not None and self.is_syncing:
            self._under_way.press()
        else:
            self._sync(by_hand=True)

    def action_conflicts(self) -> None:
        """Show what is to be decided."""
        from screens.conflicts import Conflicts

        if self.is_copy:
            self.push_screen(Conflicts())
        else:
            self.tell(why_no_copy(self.store, self.opening.status))

    @work(group="sync")
    async def _sync(self, *, by_hand: bool) -> None:
        """Sync; one that nobody asked for says nothing where the shared database cannot be reached."""
        if self.is_syncing or not self.ready.is_set():
            return
        from itcrm_tui.workflows.how_far import HowFar
        from storage.errors import StoreError

        so_far = HowFar(total=0)
        self.is_syncing, self._under_way = True, (under_way := Leaving["Synced"]())
        self.connection_is(f"syncing, {key('data.sync')} stops it")
        if by_hand and isinstance(self.screen, CrmScreen):
            self.screen.hush()  # what the last one said is no longer so
        try:
            so_far = await self.ask(HowFar.of)
            done = await under_way.answer(partial(self._sync_now, so_far))
        except StoppedError:
            self._hub_line = None  # the work that was left behind gives it back, if it ever ends
            self.tell(await self.ask(so_far.stopped))
        except StoreError as error:
            if by_hand:
                self.tell(await self.ask(partial(_why_not, error=error, so_far=so_far)))
        else:
            is_news = done.pulled.arrived or done.pulled.received
            if is_news:
                self.data_changed()
            if by_hand or is_news:
                self.tell(await self.ask(lambda store: _told(store, done)))
        finally:
            self.is_syncing = False
            self.look_for_changes()

    def _sync_now(self, so_far: "HowFar", stop: Stop) -> "Synced":
        from itcrm_tui.workflows.hub_line import HubLine

        assert self.store is not None
        self._hub_line = self._hub_line or HubLine()

        def reached(where: str) -> None:
            so_far.reached(where)
            stop.here()

        return self._hub_line.sync(self.store, reached, stop)

    async def on_unmount(self) -> None:
        """Give back the line to the shared database; a sync under way ends where it is, and the next one goes on."""
        if self._under_way is not None:
            await self._under_way.leave()
        if self._hub_line is not None:
            await asyncio.to_thread(self._hub_line.close)


def why_no_copy(store: "Store | None", status: str) -> str:
    """Return what a database is that is no working copy, and the way to one; `status`: what the top line says of it."""
    if store is None:
        return NOT_YET
    if status == SAMPLE:
        return SAMPLE_ONLY
    return NO_COPY if store.backend.name == "sqlite" else SHARED


def _told(store: "Store", done: "Synced") -> str:
    from itcrm_tui.workflows.standing import synced_words

    return synced_words(store, done, key("data.conflicts"), f"Today, key {key('place.today')}")


def _why_not(store: "Store", error: "StoreError", so_far: "HowFar") -> str:
    from itcrm_tui.workflows.not_synced import not_synced

    return f"Not synced: {not_synced(store, error, so_far)}"
