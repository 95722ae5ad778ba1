"""How far a sync has come, for whoever looks on, stops it, or is told why it failed."""

from dataclasses import dataclass

from itcrm_tui.domain.wording import named
from storage.errors import StoreError
from storage.store import Store
from storage.sync.rebasing import RECEIVED
from storage.sync.state import count_heard, count_unsent
from storage.sync.syncing import SENT, SENT_BEFORE


@dataclass
class HowFar:
    """How many changes there were to send, how many of them are sent, and how many have been received."""

    total: int
    sent: int = 0
    received: int = 0

    @classmethod
    def of(cls, store: Store) -> "HowFar":
        """Return how far a sync of a working copy is that begins now."""
        with store.connected() as connection:
            return cls(count_unsent(connection))

    def reached(self, where: str) -> None:
        """Be told how far the sync has come."""
        self.sent += where in (SENT, SENT_BEFORE)
        self.received += where == RECEIVED

    @property
    def shown(self) -> tuple[str, int, int]:
        """What it is doing, how much of that is done, and of how much; 0 where that is not known."""
        return ("Receiving", self.received, 0) if self.received else ("Sending", self.sent, self.total)

    def stopped(self, store: Store) -> str:
        """Return what there is to say once it has ended because somebody wants it to."""
        total, sent = self._now(store)
        if not total:
            return "Stopped. There is nothing to send; the next sync receives the rest."
        if not sent:
            return f"Stopped. 0 of {named(total, 'change')} sent; the next sync sends them. Nothing is lost."
        rest = "receives the rest" if sent == total else "goes on"
        return f"Stopped. {_sent_words(sent, total)}; the next sync {rest}. Nothing is lost."

    def failed(self, store: Store) -> str:
        """Return what has become of one's own, once it has ended because something went wrong."""
        total, sent = self._now(store)
        if not total:
            return "Nothing is lost; sync later."
        if not sent:
            return f"{named(total, 'change')} to send, still here; sync later."
        return f"{_sent_words(sent, total)}; the next sync goes on. Nothing is lost."

    def barred(self, store: Store) -> str:
        """Return the same where the person's role allows no more."""
        total, sent = self._now(store)
        asked = "Ask its owner (`itcrm db grant`)"
        if not total:
            return f"{asked}; nothing is lost."
        left = named(total, "change") if not sent else f"{_sent_words(sent, total)}; all"
        return f"{left} still here, to be sent once your role on the shared database may write. {asked}."

    def _now(self, store: Store) -> tuple[int, int]:
        """Return how much the copy does not know to be there, and how much of that the hub has said that it has.

        What the copy has noted counts, unless it could note nothing.
        """
        try:
            with store.connected() as connection:
                total, heard = count_unsent(connection), count_heard(connection)
        except StoreError:  # it may be the copy itself that cannot be read any more
            return self.total, self.sent
        return total, max(heard, self.sent if total == self.total else 0)


def _sent_words(sent: int, total: int) -> str:
    count = f"{sent:,} of {named(total, 'change')}" if sent < total else named(total, "change")
    return f"{count} sent, not yet confirmed here"
