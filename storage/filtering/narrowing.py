"""What a filter of a list asks besides its words: as a condition, and where that leaves only a few rows, which ones.

What knows the meaning of filters is loaded with the first of them: a list that has none opens sooner.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from itcrm_tui.query.filter import Filter
from itcrm_tui.text import folded
from storage import search
from storage.tables import TABLES

FEWEST = 500


def words_of(filter_: str) -> list[str]:
    """Return the folded words that rows have to hold; a text that is no `Filter` is nothing but words."""
    if not isinstance(filter_, Filter):
        return list(dict.fromkeys(folded(filter_).split()))[: search.MOST_WORDS]
    from itcrm_tui.query.understanding import words_in

    return list(words_in(filter_.tree))


def besides(connection: Connection, kind: str, filter_: str) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a filter makes besides its words, if it makes any."""
    if not isinstance(filter_, Filter):
        return ()
    from itcrm_tui.query.tree import EVERYTHING
    from itcrm_tui.query.understanding import besides_words
    from storage.filtering.conditions import condition

    rest = besides_words(filter_.tree)
    return () if rest == EVERYTHING else (condition(connection, rest, kind, TABLES[kind]),)


def few_asked(connection: Connection, kind: str, filter_: str, most: int) -> list[RecordId] | None:
    """Return a few living records among which are all that a filter shows; None where they may be many.

    At first by what has an index: texts that a search looks through, and references, of which there may be `most`. Then
    by a look through the table, which ends soon where many are shown. Walking a list in its order for a few takes long.
    """
    if not isinstance(filter_, Filter):
        return None
    from itcrm_tui.query.tree import Contains, Through, conjuncts
    from storage.filtering.conditions import condition

    fields, table = KINDS[kind].by_name, TABLES[kind]
    for part in conjuncts(filter_.tree):
        found = None
        if isinstance(part, Through) and part.asked.holds is Type.REFERENCE:
            found = _first(connection, kind, (condition(connection, part, kind, table),), most)
        elif isinstance(part, Contains) and (field := fields.get("".join(part.asked.columns))) and field.searched:
            found = search.few_found(connection, KINDS[kind], [part.text], most)
        if found is not None:
            return found
    return _first(connection, kind, besides(connection, kind, filter_), FEWEST)


def _first(
    connection: Connection, kind: str, conditions: tuple[ColumnElement[bool], ...], most: int
) -> list[RecordId] | None:
    table = TABLES[kind]
    query = select(table.c.id).where(*conditions, table.c.deleted_at.is_(None)).limit(most + 1)
    found: list[Any] = list(connection.scalars(query))
    return found if len(found) <= most else None
