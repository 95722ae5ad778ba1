"""`itcrm db copy FROM TO`."""

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE, FAILED
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import done, print_json, print_text, tell
from itcrm_tui.cli.progress import progress_shown

if TYPE_CHECKING:
    from storage.moving.database import Copied


def copy_database(arguments: Namespace) -> int:
    """Copy a database into another, or go on with a copy; 3 where the self check finds something in both."""
    from itcrm_tui.workflows.copying_databases import copy

    if len(arguments.logins) != 1:
        raise UsageError("Which two? itcrm db copy FROM TO, each a file or a URL.")
    if arguments.check or arguments.force or arguments.keep is not None:
        raise UsageError("`itcrm db copy` takes two databases and nothing else.")
    source, (target,) = arguments.file, arguments.logins
    try:
        with progress_shown() as progress:
            copied = copy(source, target, progress)
    except KeyboardInterrupt:
        tell("Stopped. The same command goes on where this one was; until then the copy cannot be opened.")
        raise
    with done(_sentence(copied)):
        _print(copied, arguments)
    return FAILED if copied.findings else DONE


def _print(copied: "Copied", arguments: Namespace) -> None:
    if arguments.json:
        print_json(item=asdict(copied))
        return
    print_text(_sentence(copied))
    if copied.findings:
        print_text("The self check finds in both:\n" + "\n".join(copied.findings))


def _sentence(copied: "Copied") -> str:
    how = "Went on with a copy" if copied.continued else "Copied"
    held = f"{copied.rows:,} rows, up to change set {copied.change_sets:,}"
    return f"{how}: {copied.target} holds what {copied.source} holds, {held}. Compared row by row, and verified."
