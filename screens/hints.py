"""Which hints of the bottom line hold now: what the keys would do where the cursor is."""

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen

from itcrm_tui.key_names import key_written, shown, types_a_character
from itcrm_tui.keys import as_remapped
from widgets.hint_bar import Hint


def given(one: Hint) -> Hint:
    """Return a hint under the keys that its declared ones have been changed to."""
    return one._replace(key=as_remapped(one.key))


def hints_now(screen: Screen[Any], usual: Sequence[Hint]) -> list[Hint]:
    """Return the hints whose keys do something now; what has the focus may have some of its own before the last."""
    ready = getattr(screen.app, "ready", None)
    if ready is not None and not ready.is_set():
        return list(usual)  # before the first frame there is no row yet, and nothing may take time
    own: Sequence[Hint] = getattr(screen.focused, "HINTS", ())
    idle: frozenset[str] = getattr(screen, "idle_actions", frozenset())
    now = [*map(given, own), usual[-1]] if own else [one for one in usual if one.action not in idle]
    active = screen.active_bindings
    return [one for one in now if _works(screen, active, one)]


def _works(screen: Screen[Any], active: dict[str, Any], one: Hint) -> bool:
    keys = [key for word in one.key.split() if (key := key_written(word))]
    return any(key in active and active[key].enabled and not is_typed(screen, key) for key in keys) and _allowed(
        screen, one.action.partition("(")[0]
    )


def is_typed(screen: Screen[Any], key: str) -> bool:
    """Whether a key writes something where the cursor is."""
    focused = screen.focused
    return focused is not None and types_a_character(key) and focused.check_consume_key(key, shown(key)[:1])


def _allowed(screen: Screen[Any], action: str) -> bool:
    """Whether an action is not greyed out by whoever does it."""
    for owner in (screen.focused, screen, screen.app):
        if action and hasattr(owner, f"action_{action}"):
            assert owner is not None
            return bool(owner.check_action(action, ()))
    return True
