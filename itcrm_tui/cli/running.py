"""Do a command, and note in the log that it was done, how long that took, or what went wrong."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from itcrm_tui import __version__, log, remarks
from itcrm_tui.cli.unlocking import ask_when_needed

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: "Namespace") -> int:
    """Return the exit code of the command that the arguments name; raises what it raises."""
    from itcrm_tui.cli.arguments import command_of

    remarks.tell_by(_tell)
    if hasattr(arguments, "db"):
        ask_when_needed(arguments.db)
    module, function = arguments.command
    name = " ".join(filter(None, (function, getattr(arguments, "action", None))))
    return noted(name, lambda: command_of(arguments)(arguments), verbose=arguments.verbose and module != "starting")


def _tell(sentence: str) -> None:
    from itcrm_tui.cli.printing import tell

    tell(sentence)


def noted(name: str, work: Callable[[], int], *, verbose: bool = False) -> int:
    """Do some work under a name of the program's own, never one of its arguments; return what it returns."""
    log.begin(verbose=verbose)
    begun = time.monotonic()
    log.note(f"{name} begins", itcrm=__version__, python=".".join(map(str, sys.version_info[:3])))
    try:
        code = work()
    except (SystemExit, KeyboardInterrupt) as stop:
        log.note(f"{name} was stopped", how=type(stop).__name__, ms=log.milliseconds_since(begun))
        raise
    except BaseException as error:
        log.failed(f"{name} failed", error, ms=log.milliseconds_since(begun))
        raise
    log.note(f"{name} ends", code=code, ms=log.milliseconds_since(begun))
    return code
