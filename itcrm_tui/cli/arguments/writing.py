"""The options of `add`, `edit`, `delete`, `undo` and `redo`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command
from itcrm_tui.cli.arguments.reading import add_record


def declare(commands: Any) -> None:
    """Declare the commands that write records."""
    add = command(commands, "add", ("editing", "add"), "add a record")
    add.add_argument("kind", metavar="KIND")
    add.add_argument("fields", metavar="field=value", nargs="*", default=[])
    edit = command(commands, "edit", ("editing", "edit"), "change fields of a record; field= empties one")
    edit.add_argument("kind", metavar="KIND")
    edit.add_argument("words", metavar="NAME field=value", nargs="+")
    add_record(command(commands, "delete", ("editing", "delete"), "delete a record with what belongs to it"))
    undo = command(commands, "undo", ("editing", "undo"), "take back my latest change, or any change set")
    undo.add_argument("change_set", metavar="CHANGESET", nargs="?", help="its number in `itcrm history`")
    undo.add_argument("--rest", action="store_true", help="leave out what has been changed since")
    command(commands, "redo", ("editing", "redo"), "take back my latest undo")
