"""How many rows a list has, and how many of them a filter shows; where these are many, only that they are."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, literal, select

from itcrm_tui.domain.commitment import CommitmentState
from storage.orders import inbox_order
from storage.tables import TABLES
from storage.views.indexed import indexed_count
from storage.views.matching import matching

MOST = 2_000
"""What matches a filter is counted up to here."""


@dataclass(frozen=True)
class Counted:
    """A number of rows; `more` says that there are at least so many."""

    rows: int
    more: bool = False


def count(connection: Connection, kind: str, words: str) -> Counted:
    """Return how many living records hold all the words, themselves or in their client; without words all of them."""
    match = matching(connection, kind, words, indexed=True)
    found = indexed_count(connection, kind, match, MOST + 1)
    if found is None:
        query = select(TABLES[kind].c.id).where(*match.conditions)
        query = query.limit(MOST + 1) if words.strip() else query
        found = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
    return Counted(MOST, more=True) if words.strip() and found > MOST else Counted(found)


def open_feedback(connection: Connection) -> int:
    """Return how many pieces of feedback are not closed."""
    feedback = TABLES["feedback"]
    is_open, _, _ = inbox_order(feedback)
    query = select(func.count()).select_from(feedback).where(feedback.c.deleted_at.is_(None), is_open == literal(1))
    return connection.scalar(query) or 0


def board_counts(connection: Connection, words: str, today: date) -> dict[CommitmentState, tuple[int, int]] | None:
    """Return for each state how many commitments are in it, and how many of those are overdue.

    None where a filter shows too many to count.
    """
    commitment = TABLES["commitment"]
    match = matching(connection, "commitment", words)
    if words.strip() and not match.few and count(connection, "commitment", words).more:
        return None
    late = func.count().filter(commitment.c.due < today)
    query = select(commitment.c.state, func.count(), late).where(*match.conditions).group_by(commitment.c.state)
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}
