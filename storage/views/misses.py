"""Which promises were missed since a day, which reviews are still to be made, which actions to be done."""

from datetime import date

from sqlalchemy import Connection, or_, select
from sqlalchemy.sql import ColumnElement

from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.ids import RecordId
from storage.tables import TABLES

MOST = 500
"""Nobody goes through more in a day; the oldest come first."""


def missed_since(connection: Connection, first: date) -> list[RecordId]:
    """Return the commitments that were closed as missed on a day or later, and those of which the day is unknown."""
    commitment = TABLES["commitment"]
    closed = commitment.c.closed_on
    query = select(commitment.c.id).where(
        commitment.c.deleted_at.is_(None),
        commitment.c.state == CommitmentState.MISSED,
        or_(closed >= first, closed.is_(None)),
    )
    return list(connection.scalars(query))


def open_reviews(connection: Connection) -> list[RecordId]:
    """Return the reviews that lack causes, what is told, an action, its owner or its day."""
    review = TABLES["miss_review"]
    wanted = [review.c[name] for name in ("causes", "told_to_client", "corrective_action", "owner", "due")]
    lacking: list[ColumnElement[bool]] = [column.is_(None) for column in wanted]
    query = select(review.c.id).where(review.c.deleted_at.is_(None), or_(*lacking))
    return list(connection.scalars(query.order_by(review.c.id).limit(MOST)))


def actions_due(connection: Connection, before: date) -> list[RecordId]:
    """Return the reviews whose corrective action is due before a day and not done."""
    review = TABLES["miss_review"]
    query = select(review.c.id).where(review.c.deleted_at.is_(None), review.c.due < before, review.c.done_on.is_(None))
    return list(connection.scalars(query.order_by(review.c.due, review.c.id).limit(MOST)))
