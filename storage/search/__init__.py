"""Case-insensitive substring search, kept by the unit of work; one small file per engine behind two functions."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from storage.ledger import search_text_of
from storage.search import postgres, sqlite


def write_words(
    connection: Connection, kind: Kind, words: Mapping[RecordId, str], known: Collection[RecordId] = ()
) -> None:
    """Make the index hold `words` (record id to folded text, empty for none); it may hold older ones of `known`."""
    table = search_text_of(restricted=kind.restricted)
    _engine(connection).replace_words(connection, table, kind.name, words, known)


def found_ids(connection: Connection, kind: Kind, query: str) -> Select[Any] | None:
    """Return a query for the ids of the records that hold every word of `query`; None when there is no word."""
    words = folded(query).split()
    table = search_text_of(restricted=kind.restricted)
    return _engine(connection).matching(table, kind.name, words) if words else None


def _engine(connection: Connection) -> Any:
    return postgres if connection.dialect.name == "postgresql" else sqlite
