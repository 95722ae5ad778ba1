"""Mistakes that others have made, planted one at a time: the simulation has to catch each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, update

from storage import apply, closing, journal, settling
from storage.store import Store
from storage.sync import hub_store, parking, rebasing, syncing
from storage.sync.hub import Feed
from storage.sync.parcel import Parcel, parcels_after, unit_of
from storage.sync.rebasing import Pulled, Reached, Rebase
from storage.sync.state import state_of
from storage.sync.tables import copy_state
from storage.unit import Unit


@contextmanager
def blind_overwrite() -> Iterator[None]:
    """What is sent replaces whatever is there."""

    def overwrite(change: Any, row: Any, **_words: Any) -> Any:
        settled, clashes = settling.settle(change, row)
        return (
            (change, [])
            if clashes and row and not row.deleted_at and change.operation == "update"
            else (settled, clashes)
        )

    with patch.object(apply, "settle", overwrite):
        yield


@contextmanager
def naive_sequence() -> Iterator[None]:
    """Numbers are handed out beforehand, ten at a time to each connection, as a `bigserial` with a cache does."""
    given: dict[int, Iterator[int]] = defaultdict(lambda: iter(()))
    blocks = count()

    def next_number(connection: Connection) -> int:
        plain = journal.sequence(connection)
        number = next(given[id(connection.engine)], None)
        if number is None or number <= 1:
            start = plain + 1 + 10 * (next(blocks) % 2)
            given[id(connection.engine)] = iter(range(start, start + 10))
            number = next(given[id(connection.engine)])
        return number

    with patch.object(closing, "next_sequence", next_number):
        yield


@contextmanager
def cursor_before_data() -> Iterator[None]:
    """The cursor moves in a transaction of its own, and then what it stands for is taken over."""

    def rebase(store: Store, feed: Feed, reached: Reached = rebasing.unheard) -> Pulled | None:
        with store.below() as connection:
            if state_of(connection).cursor != feed.start:
                return None
            mine = parcels_after(connection, feed.start)
            connection.execute(update(copy_state).values(cursor=feed.end, cursor_set=feed.end_set))
        reached("the cursor has moved, the data has not")
        with store.below() as connection:
            return Rebase(store, connection, mine, reached).run(feed)

    with patch.object(syncing, "rebase", rebase):
        yield


@contextmanager
def forgotten_id() -> Iterator[None]:
    """The hub gives what it writes an id of its own, and keeps no receipt."""

    def unit_without_id(parcel: Parcel, actor: str) -> Unit:
        unit = unit_of(parcel, actor)
        unit.change_set_id = None
        return unit

    with patch.object(hub_store, "unit_of", unit_without_id):
        yield


@contextmanager
def dropped_conflict() -> Iterator[None]:
    """What cannot be written is left out, and nobody is told."""
    with patch.object(parking, "_insert", lambda *_words: None):
        yield


PLANTS: dict[str, tuple[Callable[[], Any], str, int]] = {
    "blind overwrite": (blind_overwrite, "2: |does not hold what the shared database held", 0),
    "naive sequence": (naive_sequence, "1: ", 3),
    "cursor before data": (cursor_before_data, "6: |5: ", 3),
    "forgotten id": (forgotten_id, "3: ", 0),
    "dropped conflict": (dropped_conflict, "4: ", 0),
}
"""Each mistake, which invariant it breaks, and a seed that shows it early."""
