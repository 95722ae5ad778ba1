"""What is counted of a client, by the database: the same figures that `domain/profile.py` counts over all rows."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, distinct, func, or_, select

from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.domain.figures import SATISFIED_FROM, Share
from itcrm_tui.domain.profile import CLOSED, HAPPY_FROM, UNHAPPY_TO, Figures
from itcrm_tui.ids import RecordId
from storage.tables import TABLES

_commitment, _subscription = TABLES["commitment"], TABLES["subscription"]
_feedback, _touchpoint, _usage = TABLES["feedback"], TABLES["touchpoint"], TABLES["usage"]
USAGE_MONTHS = 18
_opened = _commitment.c.state.not_in(CLOSED)


def figures(connection: Connection, client: RecordId, today: date) -> Figures:
    """Return the figures of a client."""
    happy, unhappy = _by_satisfaction(connection, client, today)
    used = connection.execute(
        select(func.count(distinct(_subscription.c.service)), func.count(_subscription.c.satisfaction)).where(
            *_in_use(client, today)
        )
    ).one()
    counts = (_usage.c.quantity.is_not(None), _usage.c.month >= usage_since(today))
    by_line = select(_usage.c.id).where(*_mine(_usage, client), *counts, _usage.c.line_of_business.is_not(None))
    return Figures(
        csat=_csat(connection, client),
        kept=_kept(connection, client, today),
        met_at=connection.scalar(select(func.max(_touchpoint.c.held_at)).where(*_mine(_touchpoint, client))),
        open_promises=connection.scalar(select(func.count()).where(*_mine(_commitment, client), _opened)) or 0,
        services=used[0],
        happy=happy,
        unhappy=unhappy,
        rated=used[1] > 0,
        used_by_line=connection.scalar(by_line.limit(1)) is not None,
    )


def usage_since(today: date) -> str:
    """Return the first month of usage that a profile looks at."""
    first = today.year * 12 + today.month - 1 - USAGE_MONTHS
    return f"{first // 12:04}-{first % 12 + 1:02}"


def first_open(connection: Connection, client: RecordId, limit: int) -> list[RecordId]:
    """Return the open commitments of a client that are due first."""
    due = _commitment.c.due
    query = select(_commitment.c.id).where(*_mine(_commitment, client), _opened)
    return list(connection.scalars(query.order_by(due.is_(None), due, _commitment.c.id).limit(limit)))


def _mine(table: Any, client: RecordId) -> tuple[Any, ...]:
    return table.c.client == client, table.c.deleted_at.is_(None)


def _in_use(client: RecordId, today: date) -> tuple[Any, ...]:
    ends = _subscription.c.ends_on
    return (*_mine(_subscription, client), or_(ends.is_(None), ends >= today))


def _csat(connection: Connection, client: RecordId) -> Share:
    rating = _feedback.c.csat
    query = select(func.count().filter(rating >= SATISFIED_FROM), func.count(rating))
    return Share(*connection.execute(query.where(*_mine(_feedback, client))).one())


def _kept(connection: Connection, client: RecordId, today: date) -> Share:
    state, original, closed = _commitment.c.state, _commitment.c.original_due, _commitment.c.closed_on
    withdrawn = and_(state == CommitmentState.WITHDRAWN, or_(closed.is_(None), closed <= original))
    kept = and_(state == CommitmentState.KEPT, _commitment.c.delivered_on <= original)
    query = select(func.count().filter(kept), func.count()).where(*_mine(_commitment, client))
    return Share(*connection.execute(query.where(original < today, ~withdrawn)).one())


def _by_satisfaction(
    connection: Connection, client: RecordId, today: date
) -> tuple[tuple[RecordId, ...], tuple[RecordId, ...]]:
    """Return the services in use by which the client is happy, and unhappy, each once, the oldest use first."""
    satisfaction, service = _subscription.c.satisfaction, _subscription.c.service
    first = func.min(_subscription.c.id)
    query = select(service).where(*_in_use(client, today)).group_by(service).order_by(first)
    happy = query.where(satisfaction >= HAPPY_FROM)
    unhappy = query.where(satisfaction <= UNHAPPY_TO)
    return tuple(connection.scalars(happy)), tuple(connection.scalars(unhappy))
