"""The options of `list`, `show` and `profile`."""

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
    _declare_profile(commands)
    _declare_who(commands)


def _declare_list(commands: Any) -> None:
    listing = command(
        commands,
        "list",
        ("listing", "list_records"),
        "the records of a kind, all or those of a filter",
        "itcrm list clients",
        "itcrm list services database",
        "itcrm list clients segment:key,strategic 'seen>60d'",
        "itcrm list commitments is:open 'due<2w' --sort -due --limit 10",
        "itcrm list feedback --csv > feedback.csv",
    )
    listing.add_argument("kind", metavar="KIND", help="such as clients")
    listing.add_argument(
        "words",
        metavar="QUERY",
        nargs="*",
        default=[],
        help="words they hold, or a filter like is:late owner:me; before -term put --",
    )
    listing.add_argument("--sort", metavar="FIELD", help="by this field; -FIELD the other way round")
    listing.add_argument("--limit", type=count, metavar="N", help="at most so many; 0: all")
    listing.add_argument("--csv", action="store_true", help="print CSV")


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
    profile.add_argument("--section", metavar="SECTION", help="this part, with all its lines")
    profile.add_argument("--whole", action="store_true", help="all parts, with all their lines")


def _declare_who(commands: Any) -> None:
    who = command(
        commands,
        "who",
        ("who", "who"),
        "whom to call about a service, client or person, who is hit, what may be said",
        "itcrm who Mail and calendar",
        "itcrm who FIN",
        "itcrm who dkowalczyk --json",
    )
    who.add_argument("name", metavar="WHO", nargs="+", help="id, code, login, or beginning of the name")


def add_record(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name one record."""
    parser.add_argument("kind", metavar="KIND", help="what it is, such as client")
    parser.add_argument("name", metavar="NAME", nargs="*", default=[], help="id, code, or beginning of the name")
