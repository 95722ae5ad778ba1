"""Case-insensitive substring search, kept by the unit of work; one small file per engine behind two functions."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, false, select

from itcrm_tui.domain.canonical import instant_text
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from storage.fitting import storable
from storage.ledger import search_text_of
from storage.search import positions, postgres, sqlite
from storage.search.newest import Newest
from storage.search.texts import Texts, Unindexed

MOST_WORDS = 100


def write_words(
    connection: Connection,
    kind: Kind,
    texts: Texts,
    known: Collection[RecordId] = (),
    unindexed: Unindexed | None = None,
) -> None:
    """Make the index hold the texts; it may hold older ones of `known`.

    With `unindexed`, which gathers what is left to do, an engine may leave the new ones to `index_rest`.
    """
    table = search_text_of(restricted=kind.restricted)
    _engine(connection).replace_words(connection, table, texts, known, unindexed)


def index_rest(connection: Connection, unindexed: Unindexed | None) -> None:
    """Put into the index what `write_words` left out of it."""
    _engine(connection).index_rest(connection, unindexed or {})


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


def few_found(connection: Connection, kind: Kind, words: Sequence[str], most: int) -> list[RecordId] | None:
    """Return the ids of the records that hold all the folded words; None where they may be more than `most`.

    None as well where no index can tell, as for a single letter.
    """
    found: list[RecordId] | None = []
    if all(map(storable, words)):
        found = _engine(connection).few(connection, search_text_of(restricted=kind.restricted), kind.name, words, most)
    return found


def newest(connection: Connection, kind: Kind, words: Sequence[str]) -> Newest | None:
    """Return what gives the records among which are all that hold the folded words, in the order of their positions.

    None where the engine's index knows no order, and where it cannot tell, as for a single letter.
    """
    found: Newest | None = None
    if all(map(storable, words)):
        found = _engine(connection).newest(search_text_of(restricted=kind.restricted), kind.name, words)
    return found


def position_of(connection: Connection, kind: Kind, moment: datetime, record_id: RecordId) -> int:
    """Return the position of a record in an index that knows an order, or of its moment once the record is gone."""
    table = search_text_of(restricted=kind.restricted)
    found = connection.scalar(select(table.c.position).where(table.c.record_id == record_id))
    return positions.lowest(kind.name, positions.seconds(instant_text(moment))) if found is None else int(found)


def holds(connection: Connection, kind: Kind, record_id: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Return the condition that the record of an id holds a folded word: a look at its text alone."""
    table = search_text_of(restricted=kind.restricted).alias()
    if not storable(word):
        return false()
    has = _engine(connection).has(table.c.text, word)
    return exists().where(table.c.record_id == record_id, has)


def _engine(connection: Connection) -> Any:
    return postgres if connection.dialect.name == "postgresql" else sqlite
