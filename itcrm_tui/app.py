"""The app: its places, its keys, its look. Only what the first frame shows is imported before it."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from textual.binding import BindingType
from textual.screen import Screen

import screens
from itcrm_tui.config import Config
from screens.bindings import bindings
from screens.clients import Clients
from screens.driver import QuickDriver
from screens.host import Opening
from screens.program import Program


def _today() -> Screen[None]:
    from screens.today import Today

    return Today()


def _services() -> Screen[None]:
    from screens.services import Services

    return Services()


def _commitments() -> Screen[None]:
    from screens.commitments import Commitments

    return Commitments()


def _feedback() -> Screen[None]:
    from screens.feedback import FeedbackInbox

    return FeedbackInbox()


class ItcrmApp(Program):
    """Client relationship management in the terminal."""

    TITLE = "itcrm"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = Path(screens.__path__[0]) / "place.tcss"
    MODES = {
        "today": _today,
        "services": _services,
        "commitments": _commitments,
        "feedback": _feedback,
    }
    DEFAULT_MODE = "clients"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "place.today",
        "place.clients",
        "place.services",
        "place.commitments",
        "place.feedback",
        "data.undo",
        "data.redo",
        "data.sync",
        "data.copy",
        "data.help",
        "data.commands",
        "leave.quit",
    )

    def __init__(self, opening: Opening, *, place: str = "", **options: Any) -> None:
        if place in self.MODES:
            # Textual reads it from the instance; a place that is not in MODES would not be styled.
            self.DEFAULT_MODE = place  # type: ignore[misc]
        super().__init__(opening, **options)

    def get_default_screen(self) -> Screen[None]:
        """Return the place to begin at where no other is named.

        As the default it costs the first frame nothing more; as one of `MODES` everything would be styled anew.
        """
        return Clients()

    def on_mount(self) -> None:
        """Let the person come back to where the app begins by itself."""
        self.add_mode("clients", Clients)


def run(url: str | None, settled: Config, *, demo: bool = False, keep: str | None = None) -> int:
    """Run the app on the database at `url`, or on a sample organization; return the exit code."""
    from screens.start import begun

    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # set to nothing it does not count, says no-color.org; for Textual it would
    app = ItcrmApp(**begun(url, settled, os.environ, demo=demo, keep=keep), driver_class=QuickDriver)
    code = app.run() or app.return_code or 0
    if QuickDriver.leaving:
        _go(code)
    return code


def _go(code: int) -> NoReturn:
    """End the process without waiting for the thread that reads keys; all that it had open is closed."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
