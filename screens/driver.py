"""The driver of the terminal, which keeps nobody waiting when the app ends, and ends it when the terminal is gone."""

import sys
from io import TextIOWrapper
from typing import Any, ClassVar, cast

from textual.drivers.linux_driver import LinuxDriver

from screens.hanging_up import Outlet, watch


class QuickDriver(LinuxDriver):
    """Textual's own driver, but for the end.

    Textual waits for the thread that reads keys, which looks up every tenth of a second and then once more: two tenths
    between `q` and the prompt. At the end of the program nobody needs that thread any more, so the process may go
    without it; whoever sets `leaving` ends the process as soon as the terminal is given back.
    """

    leaving: ClassVar[bool] = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        assert sys.__stderr__ is not None, "the app runs in a terminal"
        self._file = cast(TextIOWrapper, Outlet(sys.__stderr__))
        if self.input_tty:
            watch(self.fileno)

    def disable_input(self) -> None:
        """Read no more keys; while leaving, without waiting for the thread that reads them."""
        if self.leaving:
            self._key_thread = None
        super().disable_input()
        if self.leaving:
            self.exit_event.set()
