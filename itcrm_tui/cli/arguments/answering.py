"""The options of a team's answers."""

from typing import Any

from itcrm_tui.cli.arguments.parser import Parser, command


def declare(commands: Any) -> None:
    """Declare what a team says to its part of a promise."""
    accept = _part(
        commands,
        "accept",
        "accept a team's part of a promise, or confirm a thing",
        "itcrm accept Payroll move --role DBA --by mtanaka",
        "itcrm accept Payroll move --role ERP --by vrao --json",
    )
    accept.add_argument("--from", dest="available_from", metavar="DATE", help="of a thing: when it is there")
    decline = _part(
        commands,
        "decline",
        "decline a team's part of a promise, with the reason",
        'itcrm decline Payroll move --role DBA --by mtanaka --why "Two of us are away"',
        "itcrm decline Payroll move --role Server --by esorensen --why Full --json",
    )
    decline.add_argument("--why", metavar="TEXT", help="the reason, so that another way can be found")
    progress = _part(
        commands,
        "progress",
        "report the hours that are left of a part",
        'itcrm progress "Data room for the Delmas purchase" --role Server --left 6',
        "itcrm progress Data room for the Delmas --role Security --left 1h30 --json",
    )
    progress.add_argument("--left", metavar="HOURS", required=True, help="hours that are left")
    progress.add_argument("--on", metavar="DATE", default="today", help="the day (today)")


def _part(commands: Any, name: str, words: str, *examples: str) -> Parser:
    parser = command(commands, name, ("answering", name), words, *examples)
    parser.add_argument(
        "name", metavar="REQUIREMENT", nargs="+", help="its id; or the title of its commitment, with --role"
    )
    parser.add_argument("--role", metavar="ROLE", help="the role, where a commitment is named")
    if name != "progress":
        parser.add_argument("--by", metavar="PERSON", help="whose answer it is: the team's lead or deputy (you)")
    return parser
