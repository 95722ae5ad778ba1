"""What it takes to say whom to call: the clients that use a service, what is promised first, how a level was met."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Text, case, cast, func, or_, select

from itcrm_tui.domain.client import Segment
from itcrm_tui.domain.profile import CLOSED
from itcrm_tui.ids import RecordId
from storage.batches import among
from storage.tables import TABLES

_client, _commitment = TABLES["client"], TABLES["commitment"]
_subscription, _measurement = TABLES["subscription"], TABLES["measurement"]
_RANK = {str(segment): rank for rank, segment in enumerate(Segment)}


def clients_hit(connection: Connection, service: RecordId, today: date, limit: int) -> tuple[int, list[RecordId]]:
    """Return how many living clients use a service today, and the first of them: strategic ones, then by name."""
    uses = (
        _subscription.c.service == service,
        _subscription.c.deleted_at.is_(None),
        or_(_subscription.c.ends_on.is_(None), _subscription.c.ends_on >= today),
    )
    users = select(_subscription.c.client).where(*uses)
    living = (_client.c.id.in_(users), _client.c.deleted_at.is_(None))
    rank = case(_RANK, value=cast(_client.c.segment, Text), else_=len(_RANK))
    query = select(_client.c.id).where(*living).order_by(rank, _client.c.sort_name, _client.c.id).limit(limit)
    counted = connection.scalar(select(func.count()).select_from(_client).where(*living)) or 0
    return counted, list(connection.scalars(query))


def services_used(connection: Connection, client: RecordId, today: date, limit: int) -> list[RecordId]:
    """Return the services a client uses today, those it is least satisfied with first."""
    satisfaction, service = _subscription.c.satisfaction, _subscription.c.service
    query = (
        select(service)
        .where(_subscription.c.client == client, _subscription.c.deleted_at.is_(None))
        .where(or_(_subscription.c.ends_on.is_(None), _subscription.c.ends_on >= today))
        .group_by(service)
        .order_by(func.min(satisfaction).is_(None), func.min(satisfaction), service)
    )
    return list(connection.scalars(query.limit(limit)))


def open_commitments(connection: Connection, field: str, record: RecordId, limit: int) -> list[RecordId]:
    """Return the open commitments that name a record in a field, the soonest due first."""
    due = _commitment.c.due
    query = select(_commitment.c.id).where(
        _commitment.c[field] == record, _commitment.c.deleted_at.is_(None), _commitment.c.state.not_in(CLOSED)
    )
    return list(connection.scalars(query.order_by(due.is_(None), due, _commitment.c.id).limit(limit)))


def latest_measurements(connection: Connection, levels: Sequence[RecordId]) -> dict[RecordId, tuple[date, Any]]:
    """Return when each service level was last measured, and what came out."""
    level, day = _measurement.c.service_level, _measurement.c.measured_on
    living = (among(level, levels), _measurement.c.deleted_at.is_(None))
    newest = select(level.label("level"), func.max(day).label("day")).where(*living).group_by(level).subquery()
    query = select(level, day, _measurement.c.value).join(newest, (newest.c.level == level) & (newest.c.day == day))
    return {row[0]: (row[1], row[2]) for row in connection.execute(query.where(*living).order_by(_measurement.c.id))}
