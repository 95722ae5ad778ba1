"""The options of `what-if`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command

SUPPOSED = (
    ("--due", "COMMITMENT=DATE", "due on another day"),
    ("--move", "COMMITMENT=+2w", "due so much later, or with - earlier"),
    ("--leave", "PERSON=FROM..TO", "away from one day to another"),
    ("--person", "ROLE:HOURS@FROM", "a person more with so many hours a week; @FROM: not from today on"),
    ("--hours", "COMMITMENT=ROLE:HOURS", "it takes other hours of a role; without ROLE: of its only one"),
    ("--drop", "COMMITMENT", "the client takes it back"),
    ("--reserve", "ROLE=HOURS", "so many hours a week are kept for running things"),
)


def declare(commands: Any) -> None:
    """Declare the command."""
    what_if = command(
        commands,
        "what-if",
        ("what_if", "what_if"),
        "suppose dates, people and leave: what becomes possible, what comes at risk",
        "itcrm what-if --leave dkowalczyk=mon..+2w",
        'itcrm what-if --person DBA:40@+1w --move "Payroll move=+2w" --json',
        "itcrm what-if --reserve Network=8 --write   # as one change",
        'itcrm what-if --drop "Payroll move" --agreed-by HR --why Costs --write',
    )
    for option, metavar, words in SUPPOSED:
        what_if.add_argument(option, metavar=metavar, action="append", default=[], help=f"{words}; again for more")
    what_if.add_argument("--write", action="store_true", help="make it real, as one change that `undo` takes back")
    what_if.add_argument(
        "--agreed-by",
        metavar="STAKEHOLDER",
        action="append",
        default=[],
        help="who has agreed to a promise that moves, or takes it back; again for other clients",
    )
    what_if.add_argument("--why", metavar="TEXT", help="why promises move, or are taken back")
