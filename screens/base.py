"""What all full screens share: the app behind them, and words to the person."""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on, work
from textual.binding import ActiveBinding, BindingType
from textual.message import Message
from textual.timer import Timer

from screens.bindings import bindings
from screens.host import Host
from screens.leaving_once import LeavingOnce
from widgets.bottom_line import BottomLine
from widgets.list_messages import RowOpened, RowRested, RowsArrived

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.store import Store

R = TypeVar("R")
T = TypeVar("T")
MESSAGE_SECONDS = 8


class CrmScreen(LeavingOnce[R]):
    """A screen over the store."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("find.record")

    _spoken: Timer | None = None
    _is_opening = False

    @property
    def is_unfinished(self) -> bool:
        """Whether leaving would lose something that nobody has decided on yet."""
        return False

    @property
    def own_sentences(self) -> dict[str, str]:
        """What undo and redo would do here, by the ids of the actions, where a screen has its own."""
        return {}

    @property
    def idle_actions(self) -> frozenset[str]:
        """What the bottom line does not offer now, as it would do nothing here, though its keys work."""
        return frozenset()

    def post_message(self, message: Message) -> bool:
        """Hear of rows to be opened one at a time, and only while nothing else opens: keys may come in a burst."""
        if not isinstance(message, RowOpened):
            return super().post_message(message)
        if self._is_opening or self.is_left or not self.is_current or self.host.typed_ahead is not None:
            return False
        self._is_opening = super().post_message(message)
        self.call_later(self._has_opened)
        return self._is_opening

    def _has_opened(self) -> None:
        self._is_opening = False

    def leave_and(self, go: "Callable[[], object]") -> None:
        """Decide on what is unfinished, and then go; or stay here."""
        go()

    @property
    def host(self) -> Host:
        """The app."""
        assert isinstance(self.app, Host)
        return self.app

    @property
    def store(self) -> "Store":
        """The open store; only for fetch functions, which run in threads once it is open."""
        assert self.host.store is not None
        return self.host.store

    def say(self, sentence: str) -> None:
        """Tell the person something, in the bottom line."""
        if self._spoken is not None:
            self._spoken.stop()
        self.query_one(BottomLine).message = sentence
        self._spoken = self.set_timer(MESSAGE_SECONDS, self.hush)

    def hush(self) -> None:
        """Take the last words away."""
        for bar in self.query(BottomLine):
            bar.message = ""

    async def asked(self, work: "Callable[[Store], T]") -> T | None:
        """Return what `work` finds in the store; None when it fails, and then the reason is told."""
        from storage.errors import StoreError

        try:
            found = await self.host.ask(work)
        except StoreError as error:
            self.say(str(error))
            return None
        self.stop_if_left()
        return found

    def action_find_record(self) -> None:
        """Jump to any record by what it is called."""
        self.host.hold_keys()
        self._find_record()

    @work(exclusive=True, group="question")
    async def _find_record(self) -> None:
        from itcrm_tui.domain.kinds import KINDS
        from screens.finder import Finder
        from screens.record_view import RecordView

        found = await self.app.push_screen_wait(Finder())
        if found is not None:
            self.app.push_screen(RecordView(KINDS[found[0]], found[1]))

    @on(RowsArrived)
    @on(RowRested)
    @on(events.ScreenResume)
    def _keys_may_differ(self) -> None:
        """Let the bottom line say what keys do now: that hangs on the row."""
        self.refresh_bindings()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here now; what is not for this person's role is there, but does not work."""
        active, closed = super().active_bindings, self.host.closed
        if not closed:
            return active
        return {key: one._replace(enabled=one.enabled and one.binding.id not in closed) for key, one in active.items()}

    def active_actions(self) -> frozenset[str]:
        """Return the ids of the actions that work here now."""
        active = self.active_bindings.values()
        return frozenset(one.binding.id for one in active if one.enabled and one.binding.id)
