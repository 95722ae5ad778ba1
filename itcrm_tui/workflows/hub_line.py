"""The line from a working copy to its shared database, kept open from one sync to the next."""

from contextlib import closing, suppress

from itcrm_tui.stopping import Stop, ended_by
from itcrm_tui.workflows.hub_of_copy import hub_url_of, open_known
from storage.errors import OpenError
from storage.store import Store
from storage.sync.hub_store import HubStore
from storage.sync.rebasing import Reached, unheard
from storage.sync.syncing import Synced, sync


class HubLine:
    """Opened by the first sync, and anew after anything has gone wrong on it. Used by one sync at a time."""

    def __init__(self) -> None:
        self._hub: Store | None = None

    def sync(self, store: Store, reached: Reached = unheard, stop: Stop | None = None) -> Synced:
        """Bring a working copy and its shared database together. Raises StoreError; nothing is lost then.

        `stop` ends it, by StoppedError, also where the server says nothing; where that lasts, it counts as lost.
        """
        with ended_by(stop or Stop()):
            if self._hub is not None:
                with suppress(OpenError):  # it broke while nobody used it, or the file is another by now
                    return self._synced(self._hub, store, reached)
            self._hub = open_known(hub_url_of(store))
            return self._synced(self._hub, store, reached)

    def close(self) -> None:
        """Give the line back; the next sync opens another."""
        if self._hub is not None:
            self._hub.close()
            self._hub = None

    def _synced(self, hub: Store, store: Store, reached: Reached) -> Synced:
        try:
            return sync(store, HubStore(hub), reached)
        except BaseException:
            self.close()
            raise


def sync_once(store: Store, reached: Reached = unheard, stop: Stop | None = None) -> Synced:
    """Sync over a line that is opened for this alone. Raises StoreError; nothing is lost then."""
    with closing(HubLine()) as line:
        return line.sync(store, reached, stop)
