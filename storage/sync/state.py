"""What a working copy knows of itself: whose copy it is, how far it has read, and the numbers it has given."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.errors import RefusedError
from storage.ledger import change_set, counter
from storage.sync.hub import Card, Outcome
from storage.sync.tables import copy_state, outgoing

_NUMBERS_SHOWN = 10_000
HEARD = "taken"
"""The outcome of a change set of which the hub has said that it is there, and no pull yet what became of it."""


@dataclass(frozen=True)
class CopyState:
    """The one row of a working copy. `unreadable`: tables, `unwritable`: kinds that are not for the role."""

    id: str
    hub_url: str
    actor: str
    cursor: int
    cursor_set: RecordId | None
    unreadable: Sequence[str]
    unwritable: Sequence[str]
    made_at: datetime
    synced_at: datetime


def find_state(connection: Connection) -> CopyState | None:
    """Return what a working copy knows of itself; None for a database that is none."""
    row = connection.execute(select(copy_state)).mappings().first()
    return CopyState(**row) if row else None


def state_of(connection: Connection) -> CopyState:
    """Return what a working copy knows of itself; raises RefusedError for a database that is none."""
    found = find_state(connection)
    if found is None:
        raise RefusedError("This database is no working copy. `itcrm offline checkout` makes one.")
    return found


def count_unsent(connection: Connection) -> int:
    """Return how many change sets of a working copy the hub is not known to have."""
    return connection.scalar(select(func.count()).select_from(change_set).where(_newer())) or 0


def unsent_ids(connection: Connection) -> list[RecordId]:
    """Return the ids of those change sets, in order."""
    return list(connection.scalars(select(change_set.c.id).where(_newer()).order_by(change_set.c.sequence)))


def _newer() -> ColumnElement[bool]:
    return change_set.c.sequence > select(copy_state.c.cursor).scalar_subquery()


def count_heard(connection: Connection) -> int:
    """Return how many of those the hub has said that it has taken; a pull is still to bring what became of them."""
    return len(heard_of(connection))


def heard_of(connection: Connection) -> set[RecordId]:
    """Return the ids of those."""
    heard = change_set.join(outgoing, outgoing.c.change_set_id == change_set.c.id)
    query = select(change_set.c.id).select_from(heard).where(_newer(), outgoing.c.outcome == HEARD)
    return set(connection.scalars(query))


def note_heard(connection: Connection, ids: Sequence[RecordId]) -> None:
    """Note that the hub has said of change sets that it has taken them."""
    for portion in batches(ids):
        unknown = among(outgoing.c.change_set_id, portion) & outgoing.c.outcome.is_(None)
        connection.execute(update(outgoing).where(unknown).values(outcome=HEARD))


def write_state(connection: Connection, state: CopyState) -> None:
    """Make a database a working copy."""
    connection.execute(insert(copy_state).values(vars(state)))


def move_cursor(connection: Connection, to: int, change_set_id: RecordId | None, at: datetime) -> None:
    """Note up to where the hub has been read; further change sets of the copy's own are counted from there."""
    values = {"cursor": to, "cursor_set": change_set_id, "synced_at": at}
    connection.execute(update(copy_state).where(copy_state.c.cursor <= to).values(values))
    count_from(connection, to)


def note_unwritable(connection: Connection, kinds: Collection[str]) -> None:
    """Note which kinds the owner's role may not write by now."""
    connection.execute(update(copy_state).values(unwritable=sorted(kinds)))


def note_idle(connection: Connection, cursor: int, at: datetime) -> None:
    """Note that the hub had nothing new after its change set of this number."""
    connection.execute(update(copy_state).where(copy_state.c.cursor == cursor).values(synced_at=at))


def count_from(connection: Connection, sequence: int) -> None:
    """Let the next change set have the number after this one."""
    connection.execute(update(counter).values(value=sequence))


def card_of(connection: Connection) -> Card:
    """Return how the copy introduces itself to the hub."""
    state = state_of(connection)
    last = select(outgoing.c.number, outgoing.c.change_set_id).order_by(outgoing.c.number.desc()).limit(_NUMBERS_SHOWN)
    numbered = {number: RecordId(one) for number, one in connection.execute(last)}
    at: datetime | None = connection.scalar(select(change_set.c.at).where(change_set.c.id == state.cursor_set))
    not_for_role = frozenset(state.unreadable), frozenset(state.unwritable)
    return Card(state.id, state.cursor, state.cursor_set, at, numbered, *not_for_role)


def number(connection: Connection, ids: Sequence[RecordId]) -> dict[RecordId, int]:
    """Return the numbers of change sets that are to be sent, in order; those that have none yet get one."""
    known: dict[RecordId, int] = {}
    for portion in batches(ids):
        these = select(outgoing.c.change_set_id, outgoing.c.number).where(among(outgoing.c.change_set_id, portion))
        known |= {RecordId(one): number for one, number in connection.execute(these)}
    highest = connection.scalar(select(func.max(outgoing.c.number))) or 0
    fresh = [one for one in ids if one not in known]
    given = {one: highest + 1 + at for at, one in enumerate(fresh)}
    for one, fresh_number in given.items():
        connection.execute(insert(outgoing).values(change_set_id=one, number=fresh_number))
    return {one: known.get(one) or given[one] for one in ids}


def note_outcome(connection: Connection, change_set_id: RecordId, outcome: Outcome) -> None:
    """Note what became of a change set that has its number."""
    this = outgoing.c.change_set_id == change_set_id
    connection.execute(update(outgoing).where(this).values(outcome=str(outcome)))
