"""Textual bindings and hints out of the key registry."""

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from itcrm_tui.keys import BY_ID, DECLARED
from screens.hints import given, hints_now
from widgets.bottom_line import BottomLine
from widgets.bound import bound
from widgets.hint_bar import Hint


def bindings(*action_ids: str, priority: bool = False) -> list[BindingType]:
    """Return the bindings of some registered actions."""
    return [binding for action_id in action_ids for binding in bound(action_id, priority=priority)]


def silently(action_id: str, call: str) -> list[BindingType]:
    """Return a binding of the keys of an action that is not to be had here: `call` says why; no help names it."""
    return [Binding(key, call, show=False) for key in BY_ID[action_id].keys]


def hint(action_id: str, label: str = "", call: str = "") -> Hint:
    """Return the hint of a registered action; `label` and `call` say what it means here, where that is narrower.

    It has the declared key; `hint_bar` shows the one it has been given.
    """
    action = DECLARED[action_id]
    return Hint(action.shown_key, label or action.hint, call or action.call)


def hint_bar(hints: Sequence[Hint], last: Hint | None = None) -> BottomLine:
    """Return the bottom line with some hints, under the keys they have been given; `last` is always shown."""
    bar = BottomLine()
    bar.hints = shown_hints(hints)
    bar.help_hint = given(last or hint("data.help"))
    bar.of_now = hints_now
    return bar


def shown_hints(hints: Sequence[Hint]) -> list[Hint]:
    """Return hints under the keys they have been given, without those that have none."""
    return [shown for one in hints if (shown := given(one)).key]
