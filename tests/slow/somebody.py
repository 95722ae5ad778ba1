"""Somebody who works at random, on a working copy that is synced now and then or on the hub itself, until killed.

Started as `python -m tests.slow.somebody NAME HUB COPY ACKNOWLEDGED SEED`; COPY is `-` for work on the hub itself.
"""

from __future__ import annotations

import os
import pickle
import random
import sys
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from storage import journal
from storage.errors import StoreError
from storage.opening import open_store
from storage.store import Store
from storage.sync.hub_store import HubStore
from storage.sync.parcel import Parcel, parcels_after
from storage.sync.syncing import sync
from tests.sync.acts import Person
from tests.sync.limit import gate

BETWEEN_SYNCS = 4
"""So many things are done, on average, between two syncs."""
LONGEST_PAUSE = 0.1
"""Seconds between two things."""


def work(name: str, hub: str, copy: str, acknowledged: Path, seed: str) -> None:
    """Work until killed; note in a file what was acknowledged."""
    chance, words = random.Random(seed), count(1)
    store = opened(hub if copy == "-" else copy, name)
    person = Person(store, chance, lambda: f"{seed} w{next(words)}")
    said = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    sys.stdout.write("at work\n")
    sys.stdout.flush()
    parent = os.getppid()
    while os.getppid() == parent:  # nobody is left behind by a test that was ended
        threading.Event().wait(chance.uniform(0, LONGEST_PAUSE))
        with suppress(StoreError):  # the server is away
            before = _newest(store)
            person.act()
            for parcel in _written(store, before, name):
                os.write(said, b64encode(pickle.dumps(parcel)) + b"\n")
        if copy != "-" and chance.random() < 1 / BETWEEN_SYNCS:
            _sync(store, hub, name)


def opened(url: str, name: str) -> Store:
    store = open_store(url, actor=name, device=name)
    store.gate = gate
    return store


def _sync(store: Store, hub: str, name: str) -> None:
    """A shared database that is away is tried again later."""
    try:
        line = opened(hub, name)
    except StoreError:
        return
    try:
        sync(store, HubStore(line))
    except StoreError:
        return
    finally:
        line.close()


def _newest(store: Store) -> int:
    with store.connected() as connection:
        return journal.sequence(connection)


def _written(store: Store, before: int, name: str) -> list[Parcel]:
    """What one's own last act has written; on the hub others write too."""
    with store.connected() as connection:
        return [one for one in parcels_after(connection, before) if one.header.device == name]


def read_acknowledged(path: Path) -> Iterator[Parcel]:
    """What somebody was told is written; a line that the kill has cut short was not."""
    lines = path.read_bytes().split(b"\n") if path.exists() else [b""]
    for line in lines[:-1]:
        parcel = pickle.loads(b64decode(line))
        assert isinstance(parcel, Parcel)
        yield parcel


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4]), sys.argv[5])
