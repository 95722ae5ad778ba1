"""Which rows of a list hold the words of its filter, themselves or in their client, found in whatever way is short.

Where a word is in few records, these are found first and only they are looked at. Where all words are in many, the
list is walked in its order and every row asked, which comes to a page soon just because so many rows match.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage import search
from storage.batches import among
from storage.filtering.holding import holding
from storage.filtering.narrowing import besides, few_asked, words_of
from storage.tables import TABLES

FEW = 2_000


@dataclass(frozen=True)
class Match:
    """The conditions that leave the living rows which match; whether they are at most a few thousand.

    `words`, and the few records of which a client holds one (`through`), where the index gives the others in its order.
    """

    conditions: tuple[ColumnElement[bool], ...]
    few: bool = False
    words: tuple[str, ...] = ()
    through: tuple[RecordId, ...] = ()


def matching(connection: Connection, kind: str, words: str, *, indexed: bool = False) -> Match:
    """Return what leaves the living records of a kind that hold all the words, themselves or in their client.

    A `Filter` may ask for more than words.
    With `indexed`, what the index gives in its order is not looked for here.
    """
    table = TABLES[kind]
    wanted, asked = words_of(words), besides(connection, kind, words)
    living = (table.c.deleted_at.is_(None), *(holding(connection, kind, table, word) for word in wanted), *asked)
    if asked and (among_these := few_asked(connection, kind, words, FEW)) is not None:
        return Match((among(table.c.id, among_these), *living), few=True)
    if not wanted:
        return Match(living)
    through = [_through_clients(connection, kind, word) for word in wanted]
    if indexed and None not in through and search.newest(connection, KINDS[kind], wanted):
        return Match(living, words=tuple(wanted), through=tuple({one for found in through for one in found or ()}))
    few = _fewest(connection, kind, wanted, through)
    return Match(living) if few is None else Match((among(table.c.id, few), *living), few=True)


def _fewest(
    connection: Connection, kind: str, words: Sequence[str], through: Sequence[list[RecordId] | None]
) -> list[RecordId] | None:
    """Return a few records among which are all that match; None where no word, and not all together, are rare."""
    for word, theirs in zip(words, through, strict=True):
        if theirs is not None and (own := search.few_found(connection, KINDS[kind], [word], FEW)) is not None:
            return [*own, *theirs]
    if len(words) == 1 or None in through:
        return None
    together = search.few_found(connection, KINDS[kind], words, FEW)
    return None if together is None else [*together, *(found for theirs in through for found in theirs or ())]


def _through_clients(connection: Connection, kind: str, word: str) -> list[RecordId] | None:
    """Return the records whose client holds a word; None where they are many."""
    table = TABLES[kind]
    if "client" not in table.c:
        return []
    clients = search.few_found(connection, KINDS["client"], [word], FEW)
    if not clients:
        return clients
    query = select(table.c.id).where(among(table.c.client, clients), table.c.deleted_at.is_(None)).limit(FEW + 1)
    found: list[Any] = list(connection.scalars(query))
    return found if len(found) <= FEW else None
