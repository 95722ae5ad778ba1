"""What can be done from a screen, for the palette: every action that works there, and adding a record of any kind."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.app import App
from textual.screen import Screen

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.keys import BY_ID, Action, Group
from screens.calls import run_call
from screens.editing import Editing
from screens.host import Host

_LAST = (Group.MOVE, Group.LEAVE)
_FIRST = tuple(group for group in Group if group not in _LAST)
GROUPS = (*_FIRST, *_LAST)
"""What is done to records comes before what every finger knows."""


@dataclass(frozen=True)
class Command:
    """A word and a sentence to find it by, the key that does the same, and what it does."""

    word: str
    sentence: str
    key: str
    do: Callable[[], Awaitable[Any] | None]


def commands_on(app: App[Any], screen: Screen[Any]) -> list[Command]:
    """Return what can be done on a screen."""
    additions = _additions(screen) if isinstance(screen, Editing) else ()
    return [*_actions(app, screen, _FIRST), *additions, *_actions(app, screen, _LAST)]


def _actions(app: App[Any], screen: Screen[Any], groups: Sequence[Group]) -> Iterator[Command]:
    active = active_ids(screen)
    for action in sorted(BY_ID.values(), key=lambda one: GROUPS.index(one.group)):
        wanted = action.group in groups and action.call and action.id != "data.commands"
        if wanted and (action.id in active or _has_no_key(app, screen, action)):
            yield Command(action.hint, action.help, action.shown_key, partial(run_call, app, screen, action.call))


def active_ids(screen: Screen[Any]) -> frozenset[str]:
    """Return the ids of the actions whose keys work on a screen now."""
    active = screen.active_bindings.values()
    return frozenset(one.binding.id for one in active if one.enabled and one.binding.id)


def _has_no_key(app: App[Any], screen: Screen[Any], action: Action) -> bool:
    """Whether an action without a key could be done all the same."""
    name = action.call.partition("(")[0]
    owner = next((one for one in (screen, app) if hasattr(one, f"action_{name}")), None)
    closed = isinstance(app, Host) and action.id in app.closed
    return not action.keys and not closed and owner is not None and bool(owner.check_action(name, ()))


def _additions(screen: Editing) -> Iterator[Command]:
    if "record.add" in screen.host.closed:
        return
    for kind in KINDS.values():
        if kind.name != "settings":
            sentence = f"Add a record of kind {kind.label}"
            yield Command(f"add {kind.label}", sentence, "", partial(screen.add_record, kind, {}))
