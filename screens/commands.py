"""The palette: every action of the registry that works on the screen below, found by name."""

from collections.abc import Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from itcrm_tui.keys import ACTIONS, Action
from screens.base import CrmScreen


class Commands(Provider):
    """Actions by their help sentence."""

    def _offered(self) -> list[Action]:
        active = self.screen.active_actions() if isinstance(self.screen, CrmScreen) else frozenset()
        return [action for action in ACTIONS if action.call and action.id in active]

    def _do(self, action: Action) -> Callable[[], object]:
        return partial(self.screen.run_action, self._qualified(action))

    def _qualified(self, action: Action) -> str:
        name = action.call.partition("(")[0]
        return action.call if hasattr(self.screen, f"action_{name}") else f"app.{action.call}"

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for action in self._offered():
            yield DiscoveryHit(f"{action.help}  ({action.shown_key})", self._do(action))

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for action in self._offered():
            score = matcher.match(action.help)
            if score > 0:
                yield Hit(score, matcher.highlight(f"{action.help}  ({action.shown_key})"), self._do(action))
