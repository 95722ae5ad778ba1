"""Jumping to any record by what it is called, as one types: the index finds some, the best fit comes first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.name_fit import GOOD, fit, pieces
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from storage.store import Store
from storage.views import naming as view
from storage.views.naming import Named
from storage.views.parts import names

MOST = 12
HELD = 1_000
"""A kind of so few records is read once, and looked through without the database."""
CANDIDATES = 60
SELDOM = 150
"""How much better a record must fit whose kind is seldom sought by name: it has a subject rather than a name."""
_FIRST = ("client", "service", "person", "stakeholder", "commitment", "team", "role", "line_of_business")


@dataclass(frozen=True)
class Found:
    """A record that may be meant."""

    kind: Kind
    id: RecordId
    name: str
    code: str
    client: str


@dataclass(frozen=True)
class _Folded:
    named: Named
    name: str
    code: str


@dataclass(frozen=True)
class Known:
    """What is known before anything is typed: all names of the small kinds, and which kinds are large."""

    held: tuple[_Folded, ...]
    large: tuple[Kind, ...]


def known(store: Store) -> Known:
    """Read the names of the small kinds that the role may see."""
    held: list[_Folded] = []
    large: list[Kind] = []
    with store.read() as reader:
        for kind in _kinds():
            if kind.name in reader.hidden:
                continue
            found = view.first_names(reader.connection, kind, HELD + 1)
            if len(found) > HELD:
                large.append(kind)
            else:
                held += map(_fold, found)
    return Known(tuple(held), tuple(large))


def jump(store: Store, there: Known, typed: str) -> list[Found]:
    """Return up to `MOST` records that may be meant, the best first."""
    wanted = " ".join(folded(typed).split())
    if not wanted:
        return []
    with store.connected() as connection:
        found = [*there.held]
        for kind in there.large:
            found += map(_fold, view.alike(connection, kind, typed.strip(), CANDIDATES))
        best = _best(wanted, found)
        if not best or best[0][0] < GOOD:
            best = _best(wanted, [*found, *_slips(connection, there, wanted)])
        clients = names(connection, "client", [one.client for _, one in best])
    return [
        Found(KINDS[one.kind], one.id, one.name, one.code, clients.get(one.client, "") if one.client else "")
        for _, one in best
    ]


def _slips(connection: Any, there: Known, wanted: str) -> list[_Folded]:
    """Return what holds all of one word but two neighbouring letters, and the other words; first of the longest."""
    words = sorted(wanted.split(), key=len, reverse=True)
    for at, word in enumerate(words):
        others = [*words[:at], *words[at + 1 :]]
        for piece in pieces(word):
            for kind in there.large:
                sought = " ".join([piece, *others])
                found = view.holding(connection, kind, sought, CANDIDATES) if kind.name in _FIRST else []
                folded_ones = [*map(_fold, found)]
                if _best(wanted, folded_ones):
                    return folded_ones
    return []


def _kinds() -> Iterator[Kind]:
    named = [kind for kind in KINDS.values() if kind.name_field and not kind.restricted]
    ranks = {name: rank for rank, name in enumerate(_FIRST)}
    return iter(sorted(named, key=lambda kind: ranks.get(kind.name, len(_FIRST))))


def _fold(named: Named) -> _Folded:
    return _Folded(named, folded(named.name[:SHOWN]), folded(named.code))


SHOWN = 200
"""Characters of a name that are compared."""


def _best(wanted: str, found: Iterable[_Folded]) -> Sequence[tuple[int, Named]]:
    """Return the best of the records with how well they fit; of equal ones the kinds that are sought most often."""
    ranks = {name: rank for rank, name in enumerate(_FIRST)}
    scored: dict[RecordId, tuple[int, Named]] = {}
    for one in found:
        if one.named.id not in scored and (score := fit(wanted, one.name, one.code)):
            seldom = 0 if one.named.kind in ranks else SELDOM
            scored[one.named.id] = max(1, score - seldom), one.named
    order = sorted(scored.values(), key=lambda one: (-one[0], ranks.get(one[1].kind, len(_FIRST)), one[1].name))
    return order[:MOST]
