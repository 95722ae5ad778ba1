"""The options of the commands that take a promise through its states."""

from typing import Any

from itcrm_tui.cli.arguments.parser import Parser, command, count

_DAY = "the day (today)"


def declare(commands: Any) -> None:
    """Declare the steps of a promise, in their order."""
    _declare_propose(commands)
    _declare_promise(commands)
    _declare_delivery(commands)
    _declare_miss(commands)
    _declare_renegotiate(commands)
    _declare_ends(commands)


def _step(commands: Any, name: str, words: str, *examples: str) -> Parser:
    parser = command(commands, name, ("promising", name), words, *examples)
    parser.add_argument("name", metavar="COMMITMENT", nargs="+", help="id, external key, or beginning of the title")
    return parser


def _declare_propose(commands: Any) -> None:
    propose = command(
        commands,
        "propose",
        ("proposing", "propose"),
        "what a draft may need: its service's efforts, beside the median of past ones",
        'itcrm propose "VPN phase 2 for Recruiting" --quantity 12',
        "itcrm propose VPN phase 2 for Recruiting --add --json",
    )
    propose.add_argument("name", metavar="COMMITMENT", nargs="+", help="id, external key, or beginning of the title")
    propose.add_argument("--quantity", metavar="N", type=count, default=1, help="so many units (1)")
    propose.add_argument("--add", action="store_true", help="add the proposed hours as requirements")


def _declare_promise(commands: Any) -> None:
    promise = _step(
        commands,
        "promise",
        "promise what was checked: it has to fit, and every team to have accepted",
        'itcrm promise "Wi-Fi in hall 3" --override-by dkowalczyk --why "Audit"',
        "itcrm promise Wi-Fi in hall 3 --override-by dkowalczyk --why Audit --json",
    )
    promise.add_argument("--override-by", metavar="PERSON", help="who lets it pass though it does not fit")
    promise.add_argument("--why", metavar="TEXT", help="why it is let pass")


def _declare_delivery(commands: Any) -> None:
    _step(
        commands,
        "begin",
        "say that work on a promise has begun",
        'itcrm begin "Wi-Fi in hall 5"',
        "itcrm begin Wi-Fi in hall 5 --json",
    )
    deliver = _step(
        commands,
        "deliver",
        "say that a promise was delivered, and on which day",
        "itcrm deliver Data room for the Delmas",
        'itcrm deliver "Monthly report on sick leave" --on today --json',
    )
    deliver.add_argument("--on", metavar="DATE", default="today", help=_DAY)
    keep = _step(
        commands,
        "keep",
        "close what was delivered in time and accepted by the client",
        'itcrm keep "New labels at the dispatch office" --accepted-by Henrike',
        "itcrm keep New labels at the disp --accepted-by Etienne --on today --json",
    )
    keep.add_argument("--accepted-by", metavar="STAKEHOLDER", help="who at the client has accepted it")
    keep.add_argument("--on", metavar="DATE", default="today", help=_DAY)


def _declare_miss(commands: Any) -> None:
    miss = _step(
        commands,
        "miss",
        "close a promise as missed, and open its review",
        'itcrm miss "VPN for 40 users" --given-up --why "The project was stopped"',
        "itcrm miss VPN for 40 users --given-up --json",
    )
    miss.add_argument("--given-up", action="store_true", help="it is not going to be delivered")
    miss.add_argument("--why", metavar="TEXT", help="what happened")


def _declare_renegotiate(commands: Any) -> None:
    renegotiate = _step(
        commands,
        "renegotiate",
        "give a promise another date, agreed with the client",
        "itcrm renegotiate Second line for Ly --due +8w --agreed-by Etienne --why Staff",
        "itcrm renegotiate Second line for Ly --due +9w --agreed-by Etienne --why X",
    )
    renegotiate.add_argument("--due", metavar="DATE", required=True, help="the new date")
    renegotiate.add_argument("--agreed-by", metavar="STAKEHOLDER", required=True, help="who at the client has agreed")
    renegotiate.add_argument("--why", metavar="TEXT", required=True, help="why it moves")


def _declare_ends(commands: Any) -> None:
    withdraw = _step(
        commands,
        "withdraw",
        "close what the client takes back",
        'itcrm withdraw "Second line for Lyon" --by "E. Delorme" --why "Site closes"',
        "itcrm withdraw Payroll move --by HR --why Postponed --on today --json",
    )
    withdraw.add_argument("--by", metavar="WHOM", help="who at the client takes it back")
    withdraw.add_argument("--on", metavar="DATE", default="today", help=_DAY)
    withdraw.add_argument("--why", metavar="TEXT", help="why")
    refuse = _step(
        commands,
        "refuse",
        "close what we do not promise, with the other route",
        'itcrm refuse Payroll move --why "No room" --route "The payroll provider"',
        'itcrm refuse "VPN phase 2 for Rec" --why Costs --route "Guest Wi-Fi" --json',
    )
    refuse.add_argument("--why", metavar="TEXT", help="why not")
    refuse.add_argument("--route", metavar="TEXT", help="by which other way the client may get it")
