"""Case-insensitive substring search, kept by the unit of work; one small file per engine behind two functions."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, false, select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from storage.fitting import storable
from storage.ledger import search_text_of
from storage.search import postgres, sqlite

MOST_WORDS = 100


def write_words(
    connection: Connection,
    kind: Kind,
    words: Mapping[RecordId, str],
    known: Collection[RecordId] = (),
    unindexed: dict[str, int] | None = None,
) -> None:
    """Make the index hold `words` (record id to folded text, empty for none); it may hold older ones of `known`.

    With `unindexed`, which gathers what is left to do, an engine may leave the new ones to `index_rest`.
    """
    table = search_text_of(restricted=kind.restricted)
    _engine(connection).replace_words(connection, table, kind.name, words, known, unindexed)


def index_rest(connection: Connection, unindexed: Mapping[str, int] | None) -> None:
    """Put into the index what `write_words` left out of it."""
    for table, last in (unindexed or {}).items():
        _engine(connection).index_after(connection, table, last)


def found_ids(connection: Connection, kind: Kind, query: str) -> Select[Any] | None:
    """Return a query for the ids of the records that hold every word of `query`, up to `MOST_WORDS` different ones.

    None when there is no word in it.
    """
    words = list(dict.fromkeys(folded(query).split()))[:MOST_WORDS]
    if not words:
        return None
    table = search_text_of(restricted=kind.restricted)
    if not all(map(storable, words)):
        return select(table.c.record_id).where(false())
    found: Select[Any] = _engine(connection).matching(table, kind.name, words)
    return found


def first_found(connection: Connection, kind: Kind, words: Sequence[str], limit: int) -> list[RecordId] | None:
    """Return the ids of the records that hold all the folded words, the newest first; None where more than `limit` do.

    None as well where no index can tell, as for a single letter.
    """
    table = search_text_of(restricted=kind.restricted)
    if not all(map(storable, words)):
        return []
    query = _engine(connection).first(table, kind.name, words, limit + 1)
    found = None if query is None else list(connection.scalars(query))
    return found if found is not None and len(found) <= limit else None


def holds(connection: Connection, kind: Kind, record_id: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Return the condition that the record of an id holds a folded word: a look at its text alone."""
    table = search_text_of(restricted=kind.restricted)
    if not storable(word):
        return false()
    has = _engine(connection).has(table.c.text, word)
    return exists().where(table.c.record_id == record_id, has)


def _engine(connection: Connection) -> Any:
    return postgres if connection.dialect.name == "postgresql" else sqlite
