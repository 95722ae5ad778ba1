"""The app: its places, its keys, its look. Only what the first frame shows is imported before it."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, NoReturn

from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen

import screens
from screens.bindings import bindings
from screens.clients import Clients
from screens.driver import QuickDriver
from screens.program import Program
from screens.themes import THEMES


def _commands() -> type[Provider]:
    from screens.commands import Commands

    return Commands


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
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "colon"
    COMMANDS = {_commands}
    CSS_PATH = Path(screens.__path__[0]) / "place.tcss"
    MODES = {
        "services": _services,
        "commitments": _commitments,
        "feedback": _feedback,
    }
    DEFAULT_MODE = "clients"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "place.clients",
        "place.services",
        "place.commitments",
        "place.feedback",
        "data.undo",
        "data.redo",
        "data.help",
        "data.commands",
        "leave.quit",
    )
    OWN_THEMES = THEMES

    def get_default_screen(self) -> Screen[None]:
        """Return the place to begin at.

        As the default it costs the first frame nothing more; as one of `MODES` everything would be styled anew.
        """
        return Clients()

    def on_mount(self) -> None:
        """Let the person come back to where the app began."""
        self.add_mode(self.DEFAULT_MODE, Clients)


def run(url: str | None, *, demo: bool = False, keep: str | None = None) -> int:
    """Run the app on the database at `url`, or on a sample organization; return the exit code."""
    from screens.start import opening

    app = ItcrmApp(opening(url, demo=demo, keep=keep), driver_class=QuickDriver)
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
