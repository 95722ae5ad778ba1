"""The palette: every action that works on the screen below, found by its word or by what it does."""

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.keys import ACTIONS, Action
from screens.base import CrmScreen
from screens.editing import Editing

WORD_WEIGHT = 2
"""What the footer calls an action counts more than the sentence that explains it."""

Command = tuple[str, str, str, Callable[[], object]]
"""Word, sentence, key, and what to do."""


class Commands(Provider):
    """Actions of the registry, and adding a record of any kind."""

    def _offered(self) -> Iterator[Command]:
        active = self.screen.active_actions() if isinstance(self.screen, CrmScreen) else frozenset()
        for action in ACTIONS:
            if action.call and (action.id in active or not action.keys):
                yield action.hint, action.help, action.shown_key, partial(self._do, action)
        if isinstance(self.screen, Editing):
            for kind in KINDS.values():
                if kind.name != "settings":
                    add = partial(self.screen.add_record, kind, {})
                    yield f"add {kind.label}", f"Add a record of kind {kind.label}", "", add

    async def _do(self, action: Action) -> None:
        name = action.call.partition("(")[0]
        await self.screen.run_action(action.call if hasattr(self.screen, f"action_{name}") else f"app.{action.call}")

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for word, sentence, key, do in self._offered():
            yield DiscoveryHit(f"{word:<14} {sentence}  {key}", do)

    async def search(self, query: str) -> Hits:
        """Offer what matches, by its word first."""
        matcher = self.matcher(query)
        for word, sentence, key, do in self._offered():
            score = max(WORD_WEIGHT * matcher.match(word), matcher.match(sentence))
            if score > 0:
                yield Hit(score, f"{word:<14} {sentence}  {key}", do)
