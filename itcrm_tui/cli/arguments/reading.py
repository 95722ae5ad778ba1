"""The options of `list`, `show`, `history` and `profile`."""

import argparse
from typing import Any

from itcrm_tui.cli.arguments.parser import command, count


def declare(commands: Any) -> None:
    """Declare the commands that read."""
    listing = command(commands, "list", ("listing", "list_records"), "the records of a kind, all or those with words")
    listing.add_argument("kind", metavar="KIND")
    listing.add_argument("words", metavar="QUERY", nargs="*", default=[])
    listing.add_argument("--sort", metavar="FIELD", help="by this field; -FIELD the other way round")
    listing.add_argument("--limit", type=count, metavar="N", help="at most so many; 0: all")
    listing.add_argument("--csv", action="store_true", help="print CSV")
    add_record(command(commands, "show", ("listing", "show"), "one record"))
    history = command(commands, "history", ("listing", "history"), "who changed what, of one record or of all")
    history.add_argument("kind", metavar="KIND", nargs="?")
    history.add_argument("name", metavar="NAME", nargs="*", default=[])
    history.add_argument("--limit", type=count, metavar="N", default=50, help="at most so many (50)")
    profile = command(commands, "profile", ("profile", "profile"), "a client at a glance")
    profile.add_argument("name", metavar="CLIENT", nargs="+")
    profile.add_argument("--markdown", action="store_true", help="print Markdown")
    profile.add_argument("--section", metavar="NAME", help="only this part")


def add_record(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name one record."""
    parser.add_argument("kind", metavar="KIND")
    parser.add_argument("name", metavar="NAME", nargs="*", default=[])
