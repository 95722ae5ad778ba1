"""The service directory as a list: what there is, who answers for it, how many clients use it."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, distinct, func, or_, select

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.overview import DirectoryRow, Key, Sort
from storage.reader import keyset
from storage.tables import TABLES
from storage.views.figures import Figure
from storage.views.matching import matching
from storage.views.parts import keyed, name_of
from storage.views.sorting import Part, sorted_keys, sorted_rows

_service, _subscription = TABLES["service"], TABLES["subscription"]


def directory(
    connection: Connection,
    words: str,
    *,
    today: date,
    start: Key | None,
    backwards: bool,
    limit: int,
    sort: Sort | None = None,
) -> list[DirectoryRow]:
    """Return a page of services, in order of name unless another is asked for."""
    if sort is not None:
        part = Part(start, backwards, limit)
        keys = sorted_keys(connection, KINDS["service"], words, sort, figures(today), part)
        return [DirectoryRow(**row) for row in sorted_rows(connection, _rows(today), _service, keys)]
    query = _rows(today).where(*matching(connection, "service", words).conditions)
    query = keyset(query, (_service.c.sort_name, _service.c.id), start, backwards=backwards).limit(limit)
    rows = [DirectoryRow(**keyed(row, "sort_name", "id")) for row in connection.execute(query).mappings()]
    return rows[::-1] if backwards else rows


def figures(today: date) -> dict[str, Figure]:
    """Return what is counted of each service, by name."""
    ends_on, clients = _subscription.c.ends_on, func.count(distinct(_subscription.c.client))
    in_use = (or_(ends_on.is_(None), ends_on >= today),)
    return {"clients": Figure(_subscription, _subscription.c.service, clients, in_use)}


def _rows(today: date) -> Select[Any]:
    return select(
        _service.c.id,
        _service.c.sort_name,
        _service.c.code,
        _service.c.name,
        _service.c.category,
        _service.c.phase,
        _service.c.lead_time_days,
        _service.c.request_channel,
        name_of("person", _service.c.owner).label("owner"),
        name_of("team", _service.c.team).label("team"),
        *(figure.of(_service.c.id).label(name) for name, figure in figures(today).items()),
    )
