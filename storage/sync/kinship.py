"""Whether a database is the one that a working copy is of, wherever it is by now."""

from sqlalchemy import Connection, select

from storage.ledger import change_set
from storage.moving.notes import set_at
from storage.store import Store
from storage.sync.state import CopyState, state_of
from storage.sync.tables import working_copy


def is_hub_of(hub: Store, copy: Store) -> bool:
    """Whether a database has seen a working copy, or holds what that has read last.

    Where the copy knows it to be, it may have been set back to before that: there it has to begin as the copy does.
    """
    with copy.connected() as connection:
        state, first = state_of(connection), set_at(connection, 1)
    with hub.connected() as connection:
        is_there = hub.backend.shown_url == state.hub_url
        return _knows(connection, state) or (is_there and set_at(connection, 1) == first)


def _knows(connection: Connection, state: CopyState) -> bool:
    seen = select(working_copy.c.id).where(working_copy.c.id == state.id)
    read = select(change_set.c.id).where(change_set.c.id == state.cursor_set)
    return bool(connection.scalar(seen) or connection.scalar(read))
