"""The orders of the lists that are not by name, said once: their indexes and their queries have to agree."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, func, literal_column, text

from storage.types import Instant


def board_order(commitment: FromClause) -> tuple[ColumnElement[Any], ...]:
    """Return what a column of the board is ordered by within a state: when it is due, then its id."""
    return commitment.c.state, commitment.c.due, commitment.c.id


def inbox_order(feedback: FromClause) -> tuple[ColumnElement[Any], ...]:
    """Return what the inbox is ordered by, downwards: open or not, when it came, its id.

    The word stands in the statement: an index answers only to the very same expression.
    """
    is_open = literal_column("(CASE WHEN state = 'closed' THEN 0 ELSE 1 END)", Integer())
    received = func.coalesce(feedback.c.received_at, feedback.c.created_at, type_=Instant())
    return is_open, received, feedback.c.id


def is_promised() -> ColumnElement[bool]:
    """Return the condition that a client waits for a commitment, in the words that `promised_commitment` is made of."""
    return literal_column("(CASE WHEN state IN ('promised', 'in delivery') THEN 1 ELSE 0 END)", Integer()) == text("1")
