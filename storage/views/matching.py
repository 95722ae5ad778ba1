"""Which rows of a list hold the words of its filter, themselves or in their client, found in whatever way is short.

Where a word is in few records, these are found first and only they are looked at. Where all words are in many, the
list is walked in its order and every row asked, which comes to a page soon just because so many rows match.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from storage import search
from storage.batches import among
from storage.tables import TABLES

FEW = 2_000


@dataclass(frozen=True)
class Match:
    """The conditions that leave the living rows which match; whether they are at most a few thousand."""

    conditions: tuple[ColumnElement[bool], ...]
    few: bool = False


def matching(connection: Connection, kind: str, words: str) -> Match:
    """Return what leaves the living records of a kind that hold all the words, themselves or in their client."""
    table = TABLES[kind]
    wanted = list(dict.fromkeys(folded(words).split()))[: search.MOST_WORDS]
    living = (table.c.deleted_at.is_(None), *(_holding(connection, kind, word) for word in wanted))
    few = _fewest(connection, kind, wanted) if wanted else None
    return Match(living) if few is None else Match((among(table.c.id, few), *living), few=True)


def _holding(connection: Connection, kind: str, word: str) -> ColumnElement[bool]:
    table = TABLES[kind]
    ways = [search.holds(connection, KINDS[kind], table.c.id, word)]
    if "client" in table.c:
        ways.append(search.holds(connection, KINDS["client"], table.c.client, word))
    return or_(*ways)


def _fewest(connection: Connection, kind: str, words: Sequence[str]) -> list[RecordId] | None:
    """Return a few records among which are all that match; None where no word, and not all together, are rare."""
    through = [_through_clients(connection, kind, word) for word in words]
    for word, theirs in zip(words, through, strict=True):
        if theirs is not None and (own := search.first_found(connection, KINDS[kind], [word], FEW)) is not None:
            return [*own, *theirs]
    if len(words) == 1 or None in through:
        return None
    together = search.first_found(connection, KINDS[kind], words, FEW)
    return None if together is None else [*together, *(found for theirs in through for found in theirs or ())]


def _through_clients(connection: Connection, kind: str, word: str) -> list[RecordId] | None:
    """Return the records whose client holds a word; None where they are many."""
    table = TABLES[kind]
    if "client" not in table.c:
        return []
    clients = search.first_found(connection, KINDS["client"], [word], FEW)
    if not clients:
        return clients
    query = select(table.c.id).where(among(table.c.client, clients), table.c.deleted_at.is_(None)).limit(FEW + 1)
    found: list[Any] = list(connection.scalars(query))
    return found if len(found) <= FEW else None
