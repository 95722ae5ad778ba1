"""The options of `history`, `undo` and `redo`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command, count


def declare(commands: Any) -> None:
    """Declare the commands that tell what was changed, and take it back."""
    _declare_history(commands)
    _declare_undo(commands)
    redo = command(
        commands,
        "redo",
        ("taking_back", "redo"),
        "do again what I took back last",
        "itcrm redo",
        "itcrm redo --dry-run",
        "itcrm redo --json",
    )
    _add_how(redo)


def _declare_history(commands: Any) -> None:
    history = command(
        commands,
        "history",
        ("history", "history"),
        "who changed what: of all, of one record, or in one change set",
        "itcrm history",
        "itcrm history client FIN",
        "itcrm history --filter finance",
        "itcrm history 11             # all that this one changed, old -> new",
        "itcrm history --limit 5 --json",
    )
    history.add_argument("kind", metavar="KIND", nargs="?", help="such as client; or the number of a change set")
    history.add_argument("name", metavar="NAME", nargs="*", default=[], help="id, code, or beginning of the name")
    history.add_argument("--filter", metavar="WORDS", default="", help="words of the title or of who; who:ana for who")
    history.add_argument("--limit", type=count, metavar="N", default=50, help="at most so many (50); 0: all")


def _declare_undo(commands: Any) -> None:
    undo = command(
        commands,
        "undo",
        ("taking_back", "undo"),
        "take back my latest change, or any change set",
        "itcrm undo --dry-run",
        "itcrm undo",
        "itcrm undo 11               # its number in `itcrm history`",
        "itcrm undo 10 --rest        # as far as nobody has changed it since",
    )
    undo.add_argument("change_set", metavar="CHANGESET", nargs="?", help="its number in `itcrm history`")
    _add_how(undo)


def _add_how(parser: Any) -> None:
    parser.add_argument("--rest", action="store_true", help="leave out what has been changed since")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
