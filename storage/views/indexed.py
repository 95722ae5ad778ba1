"""A page straight from the search index, which gives what it finds in the order of the list: the newest first.

What holds the words only through its client is not found there. It comes from a run of its own, and is few.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, func, null, select, union

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.overview import Key
from storage import search
from storage.batches import among
from storage.ledger import search_text_of
from storage.search.newest import Newest
from storage.tables import TABLES
from storage.views.matching import Match
from storage.views.pages import in_order

Candidates = tuple[Select[Any], ColumnElement[int]]
"""Rows among which are some that match, and their position in the index."""


def indexed_page(
    connection: Connection,
    kind: str,
    match: Match,
    moment: ColumnElement[Any],
    start: Key | None,
    limit: int,
    *,
    down: bool,
) -> Subquery | None:
    """Return the ids and moments of the rows beyond a place, which is a moment and an id, the newest first.

    None where the index cannot tell, and where the page is found in another way just as soon.
    """
    runs = _runs(connection, kind, match, moment)
    if not runs:
        return None
    since = None if start is None else search.position_of(connection, KINDS[kind], *start)
    firsts = [_first(query, position, match, since, limit, down=down) for query, position in runs]
    together = union(*firsts).subquery("found")
    return in_order(select(together), together, down=down).limit(limit).subquery("page")


def indexed_count(connection: Connection, kind: str, match: Match, most: int) -> int | None:
    """Return how many rows match, up to `most`; None where the index cannot tell."""
    ids = [
        select(query.where(*match.conditions).with_only_columns(TABLES[kind].c.id).limit(most).subquery())
        for query, _ in _runs(connection, kind, match, null())
    ]
    if not ids:
        return None
    found = connection.scalar(select(func.count()).select_from(union(*ids).subquery())) or 0
    return min(found, most)


def _runs(connection: Connection, kind: str, match: Match, moment: ColumnElement[Any]) -> list[Candidates]:
    found = search.newest(connection, KINDS[kind], match.words) if match.words else None
    if found is None:
        return []
    own = _own(kind, found, moment)
    return [own, _through(kind, match, moment)] if match.through else [own]


def _own(kind: str, found: Newest, moment: ColumnElement[Any]) -> Candidates:
    table = TABLES[kind]
    rows = found.rows.join(table, table.c.id == found.record_id)
    query = select(found.position.label("position"), moment.label("received_at"), table.c.id).select_from(rows)
    return query.where(*found.conditions), found.position


def _through(kind: str, match: Match, moment: ColumnElement[Any]) -> Candidates:
    table, words = TABLES[kind], search_text_of(restricted=KINDS[kind].restricted)
    rows = table.join(words, words.c.record_id == table.c.id)
    query = select(words.c.position, moment.label("received_at"), table.c.id).select_from(rows)
    return query.where(among(table.c.id, match.through or ())), words.c.position


def _first(
    query: Select[Any], position: ColumnElement[int], match: Match, since: int | None, limit: int, *, down: bool
) -> Select[Any]:
    if since is not None:
        query = query.where(position < since if down else position > since)
    rows = query.where(*match.conditions).order_by(position.desc() if down else position).limit(limit).subquery()
    return select(rows)
