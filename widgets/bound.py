"""Bindings out of the key registry."""

from collections.abc import Sequence

from textual.binding import Binding

from itcrm_tui.key_names import types_a_character
from itcrm_tui.keys import BY_ID, DECLARED


def bound(
    action_id: str, call: str | None = None, *, priority: bool = False, while_typing: bool = False
) -> list[Binding]:
    """Return the binding of a registered action, in a list; nothing where it has no key.

    `call` is what runs here instead of what the registry says. With `while_typing`, keys that write something are
    left to whoever takes the text; where nothing else was chosen, the declared keys hold there.
    """
    action = BY_ID[action_id]
    keys = list(action.keys)
    if while_typing:
        keys = _beside_text(action.keys) or _beside_text(DECLARED[action_id].keys)
    if not keys:
        return []
    return [
        Binding(
            ",".join(keys),
            action.call if call is None else call,
            action.hint,
            show=False,
            id=action.id,
            tooltip=action.help,
            priority=priority,
        )
    ]


def _beside_text(keys: Sequence[str]) -> list[str]:
    """Return the keys that write nothing."""
    return [key for key in keys if not types_a_character(key)]
