"""The service directory as a list: what there is, who answers for it, how many clients use it."""

from datetime import date

from sqlalchemy import Connection, distinct, func, or_, select

from itcrm_tui.domain.overview import DirectoryRow, Key
from storage.reader import keyset
from storage.tables import TABLES
from storage.views.matching import matching
from storage.views.parts import figure, keyed, name_of

_service, _subscription = TABLES["service"], TABLES["subscription"]


def directory(
    connection: Connection, words: str, *, today: date, start: Key | None, backwards: bool, limit: int
) -> list[DirectoryRow]:
    """Return a page of services in order of name."""
    uses = (
        _subscription.c.service == _service.c.id,
        or_(_subscription.c.ends_on.is_(None), _subscription.c.ends_on >= today),
    )
    query = select(
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
        figure(_subscription, func.count(distinct(_subscription.c.client)), *uses).label("clients"),
    ).where(*matching(connection, "service", words).conditions)
    order = (_service.c.sort_name, _service.c.id)
    query = keyset(query, order, start, backwards=backwards).limit(limit)
    rows = [DirectoryRow(**keyed(row, "sort_name", "id")) for row in connection.execute(query).mappings()]
    return rows[::-1] if backwards else rows
