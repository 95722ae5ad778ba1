"""Which texts stand in the lists of a kind's records, such as tags; for a filter that is being typed."""

from sqlalchemy import Connection, select

from itcrm_tui.query.asked import Asked
from itcrm_tui.text import folded
from storage.filtering.columns import contains, parts
from storage.tables import TABLES


def texts_used(connection: Connection, asked: Asked, typed: str, most: int) -> list[str]:
    """Return different texts that hold what is typed, in order, at most so many."""
    table = TABLES[asked.kind]
    part = parts(connection, table.c[asked.columns[0]])
    query = select(part).select_from(table.join(part.table, part.table.c.value.is_not(None)))
    query = query.where(table.c.deleted_at.is_(None), contains(connection, part, folded(typed), whole=False))
    return list(connection.scalars(query.distinct().order_by(part).limit(most)))
