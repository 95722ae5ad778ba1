"""How the app ends: at once, on a signal, or with one sentence where something unexpected went wrong."""

import os
import signal
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.driver import Driver

from itcrm_tui.keys import BY_ID, key
from screens.driver import QuickDriver
from screens.hanging_up import end_soon
from screens.hints import is_typed
from screens.host import Host

UNEXPECTED = (
    "itcrm: something unexpected went wrong, and the app has ended; what was saved is saved."
    " `itcrm doctor` says where the log is, and with ITCRM_DEBUG=1 the app says more."
)


class Ending(Host):
    """Mixed into the app."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "suspend_process", "Suspend", show=False, system=True)]

    def action_help_quit(self) -> None:
        """Say how to leave: ctrl+c, by which people leave other programs, copies here."""
        keys = BY_ID["leave.quit"].keys
        typed = self.screen.is_modal or any(is_typed(self.screen, one) for one in keys[:1])
        quits = "ctrl+q" if typed else key("leave.quit")
        self.tell(f"{quits} quits.   ctrl+z suspends, fg in the shell comes back")

    @on(Driver.SignalResume)
    def _paint_anew(self) -> None:
        """Show everything again after a suspension: the shell has written over it."""
        self.refresh(layout=True)

    def exit(self, result: int | None = None, return_code: int = 0, message: Any = None) -> None:
        """End the app, at once."""
        QuickDriver.leaving = True
        super().exit(result, return_code, message)

    def _end(self, number: int) -> None:
        """End on a signal; where the terminal has gone, nothing that waits for it may keep the program alive."""
        self.exit(return_code=128 + number)
        if number == signal.SIGHUP:
            end_soon(128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """Note in the log where the program went wrong; Textual, which calls this, then ends the app.

        Once it ends, screens go while something is still on its way to them: that they are gone is no error.
        """
        from itcrm_tui.log import failed

        if self._exit and isinstance(getattr(error, "error", error), NoMatches):
            return
        failed("app failed", error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Say so in one sentence: Textual would print a traceback with the values that were worked on."""
        if os.environ.get("ITCRM_DEBUG"):
            super()._fatal_error()
        else:
            self.panic(Text(UNEXPECTED))
