"""The driver of the terminal, which keeps nobody waiting when the app ends."""

from typing import ClassVar

from textual.drivers.linux_driver import LinuxDriver


class QuickDriver(LinuxDriver):
    """Textual's own driver, but for the end.

    Textual waits for the thread that reads keys, which looks up every tenth of a second and then once more: two tenths
    between `q` and the prompt. At the end of the program nobody needs that thread any more, so the process may go
    without it; whoever sets `leaving` ends the process as soon as the terminal is given back.
    """

    leaving: ClassVar[bool] = False

    def disable_input(self) -> None:
        """Read no more keys; while leaving, without waiting for the thread that reads them."""
        if self.leaving:
            self._key_thread = None
        super().disable_input()
        if self.leaving:
            self.exit_event.set()
