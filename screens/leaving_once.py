"""A screen that is left once: over a slow line, the key that leaves it comes twice."""

import asyncio
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.await_remove import AwaitRemove
from textual.binding import Binding, BindingType
from textual.screen import Screen

R = TypeVar("R")


class LeavingOnce(Screen[R]):
    """Mixed into screens that end with an answer: the first one counts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "help_quit", "How to quit", show=False, system=True),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, system=True),
    ]
    """What any program in a terminal answers to; the app would not hear of it while something lies over a screen."""

    own_help: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """What keys do here in words of its own: by the id of a registered action, or by a key that a widget answers to."""
    _is_left = False

    @property
    def is_left(self) -> bool:
        """Whether the screen is on its way out: its widgets may be gone already."""
        return self._is_left or not self.is_attached or not self.app.is_running

    async def rest(self, seconds: float) -> None:
        """Wait, to go on only if the screen is still there: what a worker does after it may ask its widgets."""
        await asyncio.sleep(seconds)
        self.stop_if_left()

    def stop_if_left(self) -> None:
        """End the worker that calls, once the screen has been left: nobody waits for what it found."""
        if self.is_left:
            raise asyncio.CancelledError

    def action_help_quit(self) -> None:
        """Copy what is marked, or else say how to leave."""
        if self.get_selected_text():
            self.action_copy_text()
        else:
            self.app.action_help_quit()

    async def action_suspend_process(self) -> None:
        """Hand the terminal back to the shell for a while."""
        await self.app.run_action("suspend_process", self.app)

    def remove(self) -> AwaitRemove:
        """Go, as when the way leads to another place."""
        self._is_left = True
        return super().remove()

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave with an answer, unless the screen has been left; what lies over it goes too."""
        if self._is_left or self not in self.app.screen_stack:
            return AwaitComplete(asyncio.sleep(0))
        self._is_left = True
        while self.app.screen is not self:
            self.app.pop_screen()
        return super().dismiss(result)

    def refresh_data(self) -> None:
        """Read anew what the screen shows; most questions show nothing that moves."""

    def show_status(self, words: str) -> None:
        """Say whether the database is there, where there is a place for it."""
