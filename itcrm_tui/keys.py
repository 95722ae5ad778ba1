"""Every action with its keys and words, declared once: footer, help, palette and `itcrm keys` come from here.

One letter has one meaning everywhere; an action that does not apply is greyed out, never replaced.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from itcrm_tui.key_names import shown


class Group(StrEnum):
    """How the help screen sorts the actions."""

    MOVE = "move"
    LEAVE = "leave"
    FIND = "find"
    ACT = "act"
    MANY = "many"
    DATA = "data"
    PROGRAM = "program"
    FORMS = "forms"


class Scope(StrEnum):
    """Where a key is listened to; one key may mean two things only in two scopes that never meet."""

    VIEWS = "views"
    FORMS = "forms"
    EVERYWHERE = "everywhere"


class Action(NamedTuple):
    """One thing a person can do. `keys` as Textual names them; `hint` is the word beside the key in the footer.

    `call` is what Textual runs; without one, a widget or a form answers to the key itself. What is done seldom has no
    key and is found in the palette.
    """

    id: str
    group: Group
    keys: tuple[str, ...]
    hint: str
    help: str
    call: str = ""
    scope: Scope = Scope.VIEWS

    @property
    def shown_key(self) -> str:
        """The first key as a person types it; nothing where there is none."""
        return shown(self.keys[0]) if self.keys else ""


_BOTH = Scope.EVERYWHERE

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
    Action("pane.next", Group.MOVE, ("tab",), "next pane", "Go to the next pane or field", "next_pane", _BOTH),
    Action(
        "pane.previous",
        Group.MOVE,
        ("shift+tab",),
        "previous pane",
        "Go to the previous pane or field",
        "previous_pane",
        _BOTH,
    ),
    Action("pane.grow", Group.MOVE, ("plus",), "more text", "Give the text more room, the list less", "resize_pane(1)"),
    Action(
        "pane.shrink", Group.MOVE, ("minus",), "less text", "Give the list more room, the text less", "resize_pane(-1)"
    ),
    Action("place.today", Group.MOVE, ("1",), "today", "Go to Today", "place('today')"),
    Action("place.clients", Group.MOVE, ("2",), "clients", "Go to Clients", "place('clients')"),
    Action("place.services", Group.MOVE, ("3",), "services", "Go to Services", "place('services')"),
    Action("place.commitments", Group.MOVE, ("4",), "commitments", "Go to Commitments", "place('commitments')"),
    Action("place.feedback", Group.MOVE, ("5",), "feedback", "Go to Feedback", "place('feedback')"),
    Action("leave.back", Group.LEAVE, ("escape",), "back", "Go back, or clear the filter", "back", _BOTH),
    Action("leave.close", Group.LEAVE, ("q",), "close", "Close this view; at a place, quit", "close_view"),
    Action("leave.quit", Group.LEAVE, ("Q",), "quit", "Quit from anywhere", "quit"),
    Action("find.filter", Group.FIND, ("slash",), "filter", "Show only what a filter says", "filter"),
    Action("find.saved", Group.FIND, ("F",), "saved", "Use, save or delete filters under names", "saved_filters"),
    Action("find.record", Group.FIND, ("f",), "find", "Jump to any record by its name", "find_record"),
    Action("find.client", Group.FIND, ("i",), "client", "Open the client of this row", "open_client"),
    Action("list.open", Group.ACT, ("enter",), "open", "Open the row", ""),
    Action("record.add", Group.ACT, ("a",), "add", "Add a record", "add"),
    Action("record.edit", Group.ACT, ("e",), "edit", "Edit this record", "edit"),
    Action("record.text", Group.ACT, ("E",), "as text", "Edit this record as text in $EDITOR", "edit_text"),
    Action("record.delete", Group.ACT, ("d",), "delete", "Delete this record; undo brings it back", "delete"),
    Action("record.next_state", Group.ACT, ("m",), "next state", "Move this record to its next state", "next_state"),
    Action("record.merge", Group.ACT, ("M",), "merge", "Merge the two marked records, or this with another", "merge"),
    Action("merge.swap", Group.ACT, ("X",), "swap", "Let the other one of two records survive", "swap"),
    Action(
        "record.reply",
        Group.ACT,
        ("r",),
        "reply",
        "Reply to feedback; accept, decline or report hours for a team",
        "reply",
    ),
    Action("record.snooze", Group.ACT, ("z",), "snooze", "Put this row aside until a day", "snooze"),
    Action("record.who", Group.ACT, ("w",), "who", "Show whom to call about this record", "who"),
    Action("record.promise", Group.ACT, ("P",), "promise", "Draft a promise from what this row says", "promise"),
    Action(
        "promise.renegotiate",
        Group.ACT,
        (),
        "renegotiate",
        "Give this promise another date, agreed with the client",
        "renegotiate",
    ),
    Action("promise.deliver", Group.ACT, (), "deliver", "Say on which day this promise was delivered", "deliver"),
    Action("promise.keep", Group.ACT, (), "keep", "Close this promise as kept: accepted by whom, and when", "keep"),
    Action("promise.miss", Group.ACT, (), "give up", "Close this promise as missed, and review why", "miss"),
    Action("promise.withdraw", Group.ACT, (), "withdraw", "Close what the client takes back", "withdraw"),
    Action("promise.refuse", Group.ACT, (), "refuse", "Close what we do not promise, with another route", "refuse"),
    Action("promise.review", Group.ACT, (), "review", "Review this miss: causes, what changes, words", "review"),
    Action("record.next", Group.MOVE, ("n",), "next", "Go to the next record of the list", "next_record"),
    Action(
        "record.previous", Group.MOVE, ("p",), "previous", "Go to the previous record of the list", "previous_record"
    ),
    Action(
        "plan.what_if",
        Group.ACT,
        (),
        "what if",
        "Suppose dates, people or leave; see what it brings",
        "what_if",
    ),
    Action("plan.make_real", Group.ACT, (), "make real", "Write all that is supposed as one change", "make_real"),
    Action("plan.discard", Group.ACT, (), "discard", "Suppose nothing any more, and go back", "discard"),
    Action("many.mark", Group.MANY, ("space",), "mark", "Mark this row, or unmark it, and go down", "mark"),
    Action("many.range", Group.MANY, ("V",), "range", "Mark from this row on; again ends the range", "mark_range"),
    Action("many.all", Group.MANY, ("asterisk",), "all", "Mark all that the filter shows, or nothing", "mark_all"),
    Action("many.actions", Group.MANY, ("x",), "actions", "Act on the marked rows, or on this one", "actions"),
    Action("data.undo", Group.DATA, ("u",), "undo", "Take back my latest change", "undo"),
    Action("data.redo", Group.DATA, ("U",), "redo", "Take back my latest undo", "redo"),
    Action("data.history", Group.DATA, ("H",), "history", "Show who changed this record, and when", "history"),
    Action("data.take_back", Group.DATA, ("T",), "take back", "Take back the change set under the cursor", "take_back"),
    Action("data.duplicates", Group.DATA, (), "find duplicates", "Find records that may be the same", "duplicates"),
    Action(
        "misses.causes", Group.DATA, (), "causes of misses", "Show why promises were missed, by month", "miss_causes"
    ),
    Action("list.sort", Group.DATA, ("s",), "sort", "Choose what to sort by, and which way round", "sort"),
    Action("list.group", Group.DATA, (), "group", "Show open commitments by client, owner or team", "group"),
    Action("list.columns", Group.DATA, (), "columns", "Choose columns, their order and their widths", "columns"),
    Action("data.export", Group.DATA, ("o",), "export", "Write this list to a file", "export_list"),
    Action(
        "data.import",
        Group.DATA,
        (),
        "import",
        "Import a file: CSV, Excel, JSON, contacts, calendar and more",
        "import_file",
    ),
    Action(
        "data.sync",
        Group.DATA,
        ("S",),
        "sync",
        "Offline copy: send mine, receive theirs (itcrm offline checkout makes one)",
        "sync",
    ),
    Action(
        "data.conflicts",
        Group.DATA,
        (),
        "conflicts",
        "Offline copy: decide what clashed",
        "conflicts",
    ),
    Action("data.refresh", Group.DATA, ("R",), "refresh", "Read everything anew", "refresh_data"),
    Action("data.copy", Group.DATA, ("y",), "copy", "Copy the name, the row or the id of this record", "copy"),
    Action(
        "data.commands",
        Group.PROGRAM,
        ("colon", "ctrl+p"),
        "commands",
        "Find an action by name",
        "command_palette",
        _BOTH,
    ),
    Action("data.help", Group.PROGRAM, ("question_mark",), "help", "Show the keys that work here", "show_help"),
    Action("look.theme", Group.PROGRAM, (), "theme", "Choose the colours: light, dark, or safe for all eyes", "theme"),
    Action("program.tour", Group.PROGRAM, (), "tour", "Show the program in five steps", "tour"),
    Action(
        "program.settings",
        Group.PROGRAM,
        (),
        "settings of the organization",
        "Edit what holds for everyone: calendar, currency, thresholds, weights",
        "edit_settings",
    ),
    Action("form.save", Group.FORMS, ("ctrl+s",), "save", "Save the form", "save", Scope.FORMS),
    Action(
        "form.editor",
        Group.FORMS,
        ("ctrl+g",),
        "editor",
        "Edit the long text, or the form, in $EDITOR",
        "editor",
        Scope.FORMS,
    ),
    Action(
        "form.earliest",
        Group.FORMS,
        ("equals_sign",),
        "take the date",
        "In a date field: take the earliest date that fits",
        "earliest",
        Scope.FORMS,
    ),
)

DECLARED: dict[str, Action] = {action.id: action for action in ACTIONS}
BY_ID: dict[str, Action] = dict(DECLARED)
"""The actions with the keys that this person has chosen."""


def remap(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Give actions other keys, by id; before anything that binds them is imported. Raises KeyError for an unknown id.

    What may be asked for is checked by `remapping.remapped`.
    """
    for action_id, chosen in keys.items():
        BY_ID[action_id] = BY_ID[action_id]._replace(keys=chosen)


def key(action_id: str) -> str:
    """Return the key of an action as a person types it, for a sentence; the palette's where it has none."""
    commands = BY_ID["data.commands"]
    return BY_ID[action_id].shown_key or f"{commands.shown_key} {BY_ID[action_id].hint}"


def as_remapped(words: str) -> str:
    """Return keys as a hint declares them, such as "h l", with what each was changed to; an unbound one is left out."""
    chosen = {action.shown_key: BY_ID[action.id].shown_key for action in ACTIONS if action.keys}
    return " ".join(filter(None, (chosen.get(word, word) for word in words.split())))
