"""What all full screens share: the app behind them, and words to the person."""

from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.screen import Screen
from textual.timer import Timer

from screens.host import Host
from widgets.bottom_line import BottomLine
from widgets.hint_bar import HintChosen

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.store import Store

R = TypeVar("R")
T = TypeVar("T")
MESSAGE_SECONDS = 8


class CrmScreen(Screen[R]):
    """A screen over the store."""

    _spoken: Timer | None = None

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

    @on(HintChosen)
    async def _choose_hint(self, event: HintChosen) -> None:
        await self.run_action(event.action)

    async def asked(self, work: "Callable[[Store], T]") -> T | None:
        """Return what `work` finds in the store; None when it fails, and then the reason is told."""
        from storage.errors import StoreError

        try:
            return await self.host.ask(work)
        except StoreError as error:
            self.say(str(error))
            return None

    def refresh_data(self) -> None:
        """Read anew what the screen shows."""

    def show_status(self, words: str) -> None:
        """Say whether the database is there, on screens that have a place for it."""

    def active_actions(self) -> frozenset[str]:
        """Return the ids of the actions that work here now."""
        active = self.active_bindings.values()
        return frozenset(one.binding.id for one in active if one.enabled and one.binding.id)
