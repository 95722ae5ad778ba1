"""Whether a record holds a word, itself or in its client."""

from sqlalchemy import ColumnElement, Connection, FromClause, or_

from itcrm_tui.domain.kinds import KINDS
from storage import search


def holding(connection: Connection, kind: str, table: FromClause, word: str) -> ColumnElement[bool]:
    """Return the condition that a row, or the client it points at, holds a folded word."""
    ways = [search.holds(connection, KINDS[kind], table.c.id, word)]
    if "client" in table.c:
        ways.append(search.holds(connection, KINDS["client"], table.c.client, word))
    return or_(*ways)
