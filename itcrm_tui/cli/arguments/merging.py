"""The options of `duplicates` and `merge`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command, count


def declare(commands: Any) -> None:
    """Declare the commands that find and merge records for the same thing."""
    duplicates = command(
        commands,
        "duplicates",
        ("merging", "duplicates"),
        "records that may be the same: by name, e-mail address and code",
        "itcrm duplicates clients",
        "itcrm duplicates stakeholders --limit 10",
        "itcrm duplicates people --json",
    )
    duplicates.add_argument("kind", metavar="KIND", help="such as clients")
    duplicates.add_argument("--limit", type=count, metavar="N", default=50, help="at most so many pairs (50); 0: all")
    _declare_merge(commands)


def _declare_merge(commands: Any) -> None:
    merge = command(
        commands,
        "merge",
        ("merging", "merge"),
        "merge a record into another: all that points at it moves, and it goes",
        "itcrm merge client TXT FIN --dry-run",
        'itcrm merge client "Corvane Textiles" Finance',
        "itcrm merge client TXT FIN --take segment --both tags",
        "itcrm merge service CHAT MAIL --json",
    )
    merge.add_argument("kind", metavar="KIND", help="what both are, such as client")
    merge.add_argument("name", metavar="NAME", help="the one that goes; quote a name with blanks")
    merge.add_argument("into", metavar="INTO", help="the one that stays")
    own, others, both = "leave what it says", "take what the other says", "put both together, in lists and long texts"
    for option, words in (("--keep", own), ("--take", others), ("--both", both)):
        merge.add_argument(option, metavar="FIELD", action="append", default=[], help=f"{words}; may be repeated")
    merge.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
