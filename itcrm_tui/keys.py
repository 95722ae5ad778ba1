"""Every action with its keys and words, declared once: footer, help, palette and `itcrm keys` come from here.

One letter has one meaning everywhere; an action that does not apply is greyed out, never replaced.
"""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """How the help screen sorts the actions."""

    MOVE = "move"
    LEAVE = "leave"
    FIND = "find"
    ACT = "act"
    DATA = "data"
    FORMS = "forms"


@dataclass(frozen=True)
class Action:
    """One thing a person can do. `keys` as Textual names them; `hint` is the word beside the key in the footer.

    What is done seldom has no key and is found in the palette.
    """

    id: str
    group: Group
    keys: tuple[str, ...]
    hint: str
    help: str
    call: str = ""

    @property
    def shown_key(self) -> str:
        """The first key as a person types it; nothing where there is none."""
        return shown(self.keys[0]) if self.keys else ""


_SHOWN = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "escape": "Esc",
    "enter": "Enter",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "equals_sign": "=",
}


def shown(key: str) -> str:
    """Return a key as it is printed on the keyboard."""
    return _SHOWN.get(key, key)


ACTIONS: tuple[Action, ...] = (
    Action("list.down", Group.MOVE, ("j", "down"), "down", "Go to the next row"),
    Action("list.up", Group.MOVE, ("k", "up"), "up", "Go to the previous row"),
    Action("pane.left", Group.MOVE, ("h", "left"), "left", "Go to the column or tab on the left"),
    Action("pane.right", Group.MOVE, ("l", "right"), "right", "Go to the column or tab on the right"),
    Action("list.first", Group.MOVE, ("g", "home"), "first", "Go to the first row"),
    Action("list.last", Group.MOVE, ("G", "end"), "last", "Go to the last row"),
    Action("list.page_down", Group.MOVE, ("pagedown",), "page", "Go a page down"),
    Action("list.page_up", Group.MOVE, ("pageup",), "page", "Go a page up"),
    Action("list.half_down", Group.MOVE, ("ctrl+d",), "half", "Go half a page down"),
    Action("list.half_up", Group.MOVE, ("ctrl+u",), "half", "Go half a page up"),
    Action("pane.next", Group.MOVE, ("tab",), "next pane", "Go to the next pane or field", "next_pane"),
    Action("pane.previous", Group.MOVE, ("shift+tab",), "pane", "Go to the previous pane or field", "previous_pane"),
    Action("place.clients", Group.MOVE, ("2",), "clients", "Go to Clients", "place('clients')"),
    Action("place.services", Group.MOVE, ("3",), "services", "Go to Services", "place('services')"),
    Action("place.commitments", Group.MOVE, ("4",), "commitments", "Go to Commitments", "place('commitments')"),
    Action("place.feedback", Group.MOVE, ("5",), "feedback", "Go to Feedback", "place('feedback')"),
    Action("leave.back", Group.LEAVE, ("escape",), "back", "Go back, or clear the filter", "back"),
    Action("leave.close", Group.LEAVE, ("q",), "close", "Close this view; at a place, quit", "close_view"),
    Action("leave.quit", Group.LEAVE, ("Q",), "quit", "Quit from anywhere", "quit"),
    Action("find.filter", Group.FIND, ("slash",), "filter", "Show only what holds these words", "filter"),
    Action("find.client", Group.FIND, ("i",), "client", "Open the client of this row", "open_client"),
    Action("list.open", Group.ACT, ("enter",), "open", "Open the row", ""),
    Action("record.add", Group.ACT, ("a",), "add", "Add a record", "add"),
    Action("record.edit", Group.ACT, ("e",), "edit", "Edit this record", "edit"),
    Action("record.delete", Group.ACT, ("d",), "delete", "Delete this record; u brings it back", "delete"),
    Action("record.next_state", Group.ACT, ("m",), "next state", "Move this record to its next state", "next_state"),
    Action("data.undo", Group.DATA, ("u",), "undo", "Take back my latest change", "undo"),
    Action("data.redo", Group.DATA, ("U",), "redo", "Take back my latest undo", "redo"),
    Action("data.history", Group.DATA, ("H",), "history", "Show who changed this record, and when", "history"),
    Action("data.export", Group.DATA, ("o",), "export", "Write this list to a file", "export_list"),
    Action(
        "data.import",
        Group.DATA,
        (),
        "import",
        "Import a file: CSV, Excel, JSON, contacts, calendar and more",
        "import_file",
    ),
    Action("data.refresh", Group.DATA, ("R",), "refresh", "Read everything anew", "refresh_data"),
    Action("data.commands", Group.DATA, ("colon", "ctrl+p"), "commands", "Find an action by name", "command_palette"),
    Action("data.help", Group.DATA, ("question_mark",), "help", "Show the keys that work here", "show_help"),
    Action("form.save", Group.FORMS, ("ctrl+s",), "save", "Save the form", "save"),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
