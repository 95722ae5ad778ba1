"""The commands and their options, a file a group. What a command does is imported when it is called."""

import argparse
import os
from collections.abc import Sequence
from importlib import import_module

from itcrm_tui import __version__
from itcrm_tui.cli.arguments import (
    administration,
    answering,
    erasing,
    exporting,
    files,
    history,
    merging,
    offline,
    promising,
    reading,
    shell,
    starting,
    weighing,
    what_if,
    writing,
)
from itcrm_tui.cli.arguments.parser import Command, Parser, add_common

GROUPS = (
    *(starting, reading, weighing, what_if, promising, answering, writing, history),
    *(merging, files, exporting, erasing, offline, administration, shell),
)

_ABOUT = "Client relationship management for an IT service organization, in the terminal."
_CODES = """\
Without a command: the app. KIND is a word such as client, service, commitment.
A record is named by id, code, external key, or a beginning no other name has.
Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 data or database error.
`itcrm COMMAND --help` has examples, `itcrm add KIND --help` a kind's fields."""


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; `db` is None when neither they nor ITCRM_DB name a database."""
    arguments = parser().parse_args(_joined(argv))
    if arguments.db and ("@" in arguments.db or "password" in arguments.db):
        _demand_no_password(arguments.db)
    arguments.db = arguments.db or os.environ.get("ITCRM_DB") or None
    return arguments


def _demand_no_password(url: str) -> None:
    """Whoever is on the machine can read a command line; raises UsageError."""
    from itcrm_tui.cli.explaining import UsageError
    from itcrm_tui.config import has_password

    if has_password(url):
        raise UsageError(
            "A password on a command line is read by everybody on the machine: put it into PGPASSWORD,"
            " ~/.pgpass, or the keyring with `itcrm db password`."
        )


def command_of(arguments: argparse.Namespace) -> Command:
    """Return the function that does the command."""
    module, function = arguments.command
    command: Command = getattr(import_module(f"itcrm_tui.cli.{module}"), function)
    return command


def parser() -> Parser:
    """Return the parser of the whole command line."""
    whole = Parser(
        prog="itcrm", description=_ABOUT, epilog=_CODES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    whole.add_argument("--version", action="version", version=f"itcrm {__version__}")
    add_common(whole)
    whole.set_defaults(command=("starting", "app"), keep=None)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for group in GROUPS:
        group.declare(commands)
    return whole


def _joined(argv: Sequence[str]) -> list[str]:
    """Let `--sort -due` be what it looks like: argparse would take `-due` for an option."""
    joined: list[str] = []
    for word in argv:
        if joined and joined[-1] == "--sort":
            joined[-1] = f"--sort={word}"
        else:
            joined.append(word)
    return joined
