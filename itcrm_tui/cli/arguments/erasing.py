"""The options of `erase`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command
from itcrm_tui.cli.arguments.reading import add_record


def declare(commands: Any) -> None:
    """Declare the command that erases personal data."""
    erase = command(
        commands,
        "erase",
        ("erasing", "erase"),
        "erase a person for good: from rows, search and the whole history",
        'itcrm erase stakeholder "Bram Bakker" --dry-run',
        'itcrm erase stakeholder "Bram Bakker" --yes',
        "itcrm erase person dkowalczyk --dry-run --json",
        "itcrm erase client FIN --field notes --yes",
    )
    add_record(erase)
    erase.add_argument("--field", metavar="FIELD", action="append", default=[], help="only this; may be repeated")
    erase.add_argument("--dry-run", action="store_true", help="say what would go and what stays, and change nothing")
    erase.add_argument("--yes", action="store_true", help="do it without asking: nothing brings it back")
