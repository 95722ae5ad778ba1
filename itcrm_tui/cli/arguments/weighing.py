"""The options of `check`, `capacity` and `misses`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command, count

WEEKS, MONTHS = 5, 6


def declare(commands: Any) -> None:
    """Declare the commands that weigh promises, and what missed ones weigh."""
    check = command(
        commands,
        "check",
        ("weighing", "check"),
        "check whether a promise fits; say the earliest date that does",
        'itcrm check FIN --need Network=2 --by "+12w"',
        'itcrm check HR --need DBA=4 --need Network=1h30 --by "+16w" --json',
        'itcrm check "VPN phase 2 for Recruiting" --take-earliest',
    )
    check.add_argument("name", metavar="COMMITMENT|CLIENT", nargs="+", help="a commitment; with --need, a client")
    check.add_argument(
        "--need", metavar="ROLE=HOURS", action="append", default=[], help="hours of a role, again for more"
    )
    check.add_argument("--start", metavar="DATE", help="not before this day")
    check.add_argument("--by", metavar="DATE", help="due on this day")
    check.add_argument("--take-earliest", action="store_true", help="move a draft's dates to the earliest that fits")
    check.add_argument("--dry-run", action="store_true", help="say what a check says, and keep nothing of it")
    capacity = command(
        commands,
        "capacity",
        ("weighing", "capacity"),
        "the hours free of each role, week by week",
        "itcrm capacity",
        "itcrm capacity --role Network --weeks 12",
        "itcrm capacity --json",
    )
    misses = command(
        commands,
        "misses",
        ("misses", "misses"),
        "why promises were missed, month by month; or the review of one",
        "itcrm misses",
        "itcrm misses --months 12 --json",
        "itcrm misses Intranet search that finds returns",
    )
    misses.add_argument("name", metavar="COMMITMENT", nargs="*", help="a missed one, to see its review")
    misses.add_argument("--months", metavar="N", type=count, default=MONTHS, help=f"so many months ({MONTHS})")
    capacity.add_argument("--role", metavar="ROLE", help="only this role")
    capacity.add_argument("--weeks", metavar="N", type=count, default=WEEKS, help=f"so many weeks ({WEEKS})")
