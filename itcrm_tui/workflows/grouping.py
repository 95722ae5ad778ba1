"""The open commitments of the board by client, owner or team, with how each stands."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from itcrm_tui.domain.board_words import IN_WORK, Said
from itcrm_tui.domain.overview import BoardCard
from itcrm_tui.workflows.board import TO_BE_PROMISED, standings
from itcrm_tui.workflows.booked import Booked
from itcrm_tui.workflows.lists import Span, board_column
from itcrm_tui.workflows.parts import Parts, parts
from storage.store import Store

NOBODY = "nobody yet"
MOST = 2_000
"""As many as are shown in groups; the soonest due of each state come first."""


class By(StrEnum):
    """What commitments are grouped by, beside their state."""

    CLIENT = "client"
    OWNER = "owner"
    TEAM = "team"


@dataclass(frozen=True)
class Grouped:
    """A commitment in a group, with how it stands."""

    card: BoardCard
    said: Said


def groups(store: Store, there: Booked, by: By, words: str, today: date) -> list[tuple[str, list[Grouped]]]:
    """Return the groups by name, in each the soonest due first; one that several teams work on stands with each.

    Raises NotForRoleError.
    """
    states = (*TO_BE_PROMISED, *IN_WORK)
    cards = [card for state in states for card in board_column(store, (state,), words, Span(limit=MOST))][:MOST]
    said = standings(store, there, cards, today)
    with store.read() as reader:
        known = parts(reader, [card.id for card in cards]) if by is By.TEAM else None
    found: dict[str, list[Grouped]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: (card.due or date.max, card.id)):
        for name in _names(card, by, known):
            found[name].append(Grouped(card, said[card.id]))
    return sorted(found.items(), key=lambda group: (group[0] == NOBODY, group[0].casefold()))


def _names(card: BoardCard, by: By, known: Parts | None) -> Iterator[str]:
    match by:
        case By.CLIENT:
            yield card.client
        case By.OWNER:
            yield card.owner or NOBODY
        case By.TEAM:
            needs = known.needs.get(card.id, ()) if known is not None else ()
            yield from sorted({known.asked_of(need) for need in needs if known and need.role}) or [NOBODY]
