"""Case-insensitive substring search, kept by the unit of work; one small file per engine behind two functions."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Select, false, select

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


def _engine(connection: Connection) -> Any:
    return postgres if connection.dialect.name == "postgresql" else sqlite
