"""What a database says of working copies: whose copy it is itself, or which copies of it it knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage import journal
from storage.ledger import change_set
from storage.store import Store
from storage.sync.state import count_heard, count_unsent, find_state
from storage.sync.tables import receipt, working_copy
from storage.sync.waiting import count_decisions


@dataclass(frozen=True)
class AsCopy:
    """A working copy: of which shared database, as of when, and how much is to be sent and to be decided.

    `sent`: how many of the unsent the shared database has said that it has.
    """

    hub: str
    synced_at: datetime
    unsent: int
    sent: int
    to_decide: int


@dataclass(frozen=True)
class KnownCopy:
    """A copy as the shared database knows it: on which device, when it last synced, how many change sets it lacks.

    `by`: who has sent from it last; None where nobody has sent anything yet.
    """

    device: str
    by: str | None
    seen_at: datetime
    behind: int


def as_copy(store: Store) -> AsCopy | None:
    """Return what a working copy says of itself; None for any other database."""
    with store.connected() as connection:
        found = find_state(connection)
        unsent, sent = (count_unsent(connection), count_heard(connection)) if found else (0, 0)
    return AsCopy(found.hub_url, found.synced_at, unsent, sent, count_decisions(store)) if found else None


def known_copies(store: Store) -> Sequence[KnownCopy]:
    """Return the working copies that a database knows, the one that was seen last first."""
    by_copy = select(receipt.c.copy_id, func.max(receipt.c.number).label("number")).join_from(
        receipt, change_set, change_set.c.id == receipt.c.change_set_id
    )
    last = by_copy.group_by(receipt.c.copy_id).subquery()
    sent = working_copy.outerjoin(last, last.c.copy_id == working_copy.c.id)
    sent = sent.outerjoin(receipt, (receipt.c.copy_id == last.c.copy_id) & (receipt.c.number == last.c.number))
    sent = sent.outerjoin(change_set, change_set.c.id == receipt.c.change_set_id)
    query = select(working_copy.c.device, change_set.c.actor, working_copy.c.seen_at, working_copy.c.cursor)
    with store.connected() as connection:
        end = journal.sequence(connection)
        rows = connection.execute(query.select_from(sent).order_by(working_copy.c.seen_at.desc())).all()
    return [KnownCopy(device, by, seen_at, end - cursor) for device, by, seen_at, cursor in rows]
