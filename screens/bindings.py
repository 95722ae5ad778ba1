"""Textual bindings out of the key registry."""

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from itcrm_tui.keys import BY_ID
from widgets.bottom_line import BottomLine
from widgets.hint_bar import Hint


def bindings(*action_ids: str, priority: bool = False) -> list[BindingType]:
    """Return the bindings of some registered actions."""
    actions = [BY_ID[action_id] for action_id in action_ids]
    assert all(action.keys for action in actions)
    return [
        Binding(
            ",".join(action.keys),
            action.call,
            action.hint,
            show=False,
            id=action.id,
            tooltip=action.help,
            priority=priority,
        )
        for action in actions
    ]


HELP = Hint("?", "help", "show_help")


def hint_bar(hints: Sequence[Hint], last: Hint = HELP) -> BottomLine:
    """Return the bottom line with some hints; `last` is always shown."""
    bar = BottomLine()
    bar.hints = hints
    bar.help_hint = last
    return bar
