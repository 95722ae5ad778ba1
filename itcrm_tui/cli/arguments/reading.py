"""The options of `list`, `show`, `history` and `profile`."""

import argparse
from typing import Any

from itcrm_tui.cli.arguments.parser import command, count


def declare(commands: Any) -> None:
    """Declare the commands that read."""
    _declare_list(commands)
    add_record(
        command(
            commands,
            "show",
            ("listing", "show"),
            "one record",
            "itcrm show client FIN",
            "itcrm show service Mail and cal",
            "itcrm show person dkowalczyk --json",
            "itcrm show settings",
        )
    )
    _declare_history(commands)
    _declare_profile(commands)


def _declare_list(commands: Any) -> None:
    listing = command(
        commands,
        "list",
        ("listing", "list_records"),
        "the records of a kind, all or those with words",
        "itcrm list clients",
        "itcrm list services database",
        "itcrm list commitments --sort -due --limit 10",
        "itcrm list feedback --csv > feedback.csv",
    )
    listing.add_argument("kind", metavar="KIND", help="such as clients")
    listing.add_argument("words", metavar="QUERY", nargs="*", default=[], help="words they hold")
    listing.add_argument("--sort", metavar="FIELD", help="by this field; -FIELD the other way round")
    listing.add_argument("--limit", type=count, metavar="N", help="at most so many; 0: all")
    listing.add_argument("--csv", action="store_true", help="print CSV")


def _declare_history(commands: Any) -> None:
    history = command(
        commands,
        "history",
        ("listing", "history"),
        "who changed what, of one record or of all",
        "itcrm history",
        "itcrm history client FIN",
        "itcrm history --limit 5 --json",
    )
    history.add_argument("kind", metavar="KIND", nargs="?", help="such as client")
    history.add_argument("name", metavar="NAME", nargs="*", default=[], help="id, code, or beginning of the name")
    history.add_argument("--limit", type=count, metavar="N", default=50, help="at most so many (50)")


def _declare_profile(commands: Any) -> None:
    profile = command(
        commands,
        "profile",
        ("profile", "profile"),
        "a client at a glance",
        "itcrm profile FIN",
        "itcrm profile Human Resources --section promises",
        "itcrm profile FIN --markdown > finance.md",
    )
    profile.add_argument("name", metavar="CLIENT", nargs="+", help="id, code, or beginning of the name")
    profile.add_argument("--markdown", action="store_true", help="print Markdown")
    profile.add_argument("--section", metavar="SECTION", help="only this part")


def add_record(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name one record."""
    parser.add_argument("kind", metavar="KIND", help="what it is, such as client")
    parser.add_argument("name", metavar="NAME", nargs="*", default=[], help="id, code, or beginning of the name")
