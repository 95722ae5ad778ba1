"""How a command names the working copy that another command has been about, so that it is about the same."""

import os
from argparse import Namespace

from itcrm_tui import here
from itcrm_tui.typed_path import as_path


def like_before(arguments: Namespace) -> list[str]:
    """Return the words for another `itcrm offline`: the file or the database that was named, if any was."""
    return [arguments.file] if arguments.file else _named(arguments)


def on_the_copy(arguments: Namespace, shown_url: str) -> list[str]:
    """Return the words for any other command; none where a command is about the copy anyway."""
    if arguments.file:
        return ["--db", here.file_url(as_path(arguments.file))]
    if named := _named(arguments):
        return named
    return [] if _is_used(arguments.db, shown_url) else ["--db", here.OFFLINE]


def _named(arguments: Namespace) -> list[str]:
    """What the environment names, it names for the next command too."""
    return ["--db", arguments.db] if arguments.db and arguments.db != os.environ.get("ITCRM_DB") else []


def _is_used(given: str | None, shown_url: str) -> bool:
    used = here.sqlite_path(here.url_for(given))
    return used is not None and used.absolute() == here.sqlite_path(shown_url)
