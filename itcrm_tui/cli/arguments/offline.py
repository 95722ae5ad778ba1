"""The options of `offline`."""

from typing import Any

from itcrm_tui.cli.arguments.administration import one_of
from itcrm_tui.cli.arguments.parser import command, count

SIDES = ("mine", "theirs", "earliest", "both")
ALL = "all"
ACTIONS = ("checkout", "status", "sync", "conflicts")


def declare(commands: Any) -> None:
    """Declare the command that looks after a working copy."""
    offline = command(
        commands,
        "offline",
        ("offline", "offline"),
        "take a working copy along, sync it with the shared database, decide conflicts",
        "itcrm offline checkout",
        "itcrm offline status laptop.db",
        "itcrm offline sync laptop.db",
        "itcrm offline conflicts laptop.db",
        'itcrm offline conflicts tablet.db --decide 1 --set name="Finance and Control"',
    )
    words = f"{', '.join(ACTIONS[:-1])} or {ACTIONS[-1]}"
    offline.add_argument("action", metavar="ACTION", choices=ACTIONS, type=one_of(ACTIONS), help=words)
    copy = "the working copy; else what --db names, which has to be one; else the one in the data folder"
    offline.add_argument("file", metavar="FILE", nargs="?", help=copy)
    old = "checkout: a working copy that can no longer be synced; what it has not sent goes along"
    offline.add_argument("--plain", action="store_true", help="checkout: do not encrypt the working copy")
    offline.add_argument("--from", metavar="FILE", dest="old", help=old)
    moved = "checkout --from: the old copy's shared database is what --db names, though that does not know the copy"
    offline.add_argument("--moved", action="store_true", help=moved)
    decided = "conflicts: decide number N; again for more, or all"
    offline.add_argument("--decide", type=_number_or_all, metavar="N", action="append", help=decided)
    taken = "conflicts: whose values stand, of all named; earliest: mine, by the date that fits; both: not the same"
    offline.add_argument("--take", choices=SIDES, action="append", help=taken)
    other = "conflicts: another value; fields that are not named are theirs, or as --take says"
    offline.add_argument("--set", metavar="FIELD=VALUE", action="append", default=[], help=other)


def _number_or_all(word: str) -> int | str:
    return ALL if word == ALL else count(word)
