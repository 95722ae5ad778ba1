"""Check out: a new working copy that holds everything its person may read in the shared database."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from itcrm_tui.ids import RecordId, new_id
from storage.moving import notes
from storage.moving.notes import Whence
from storage.moving.parts import Part, parts
from storage.moving.target import Target
from storage.moving.transfer import Count, Progress, copy_part
from storage.store import Store
from storage.sync import tables
from storage.sync.beside import made_beside
from storage.sync.state import CopyState, write_state

_NOT_TAKEN = frozenset(table.name for table in (*tables.OWN, *tables.OF_HUB))


def checkout(hub: Store, path: Path, progress: Progress, scheme: str = "sqlite") -> int:
    """Make a working copy of a shared database at `path`, for its owner's eyes only; return its number of rows.

    With the scheme `sqlcipher` it is encrypted.

    It holds one moment of all that this person's role may read, the journal included. One that is stopped midway
    leaves nothing at `path`. Raises StoreError.
    """
    with hub.connected() as reading, made_beside(path.absolute(), scheme, whence_of(hub, reading)) as url:
        return fill(hub, reading, url, progress)


def whence_of(hub: Store, reading: Connection) -> Whence:
    """Return what identifies the shared database as it is read."""
    return notes.whence(reading, hub.backend.shown_url)


def fill(hub: Store, reading: Connection, url: str, progress: Progress) -> int:
    """Make an empty database a working copy of what is read; return its number of rows."""
    hub.backend.without_hurry(reading)
    now = whence_of(hub, reading)
    unreadable, unwritable = hub.unreadable(reading), hub.unwritable(reading)
    target = Target(url)
    with closing(target.store):
        taken = [part for part in parts() if part.name not in unreadable | _NOT_TAKEN]
        target.begin(now)
        rows = _copy(reading, target, taken, progress)
        state = _state(hub, now, sorted(unreadable), sorted(unwritable))
        with target.writing() as connection:
            write_state(connection, state)
        target.finish()
    return rows


def _copy(reading: Connection, target: Target, taken: Sequence[Part], progress: Progress) -> int:
    count = Count(progress, "Copying", sum(part.count(reading) for part in taken))
    for part in taken:
        copy_part(reading, target, part, None, count)
    return count.total


def _state(hub: Store, now: Whence, unreadable: list[str], unwritable: list[str]) -> CopyState:
    at = hub.clock()
    newest = RecordId(now.newest) if now.newest else None
    return CopyState(new_id(), now.shown_url, hub.actor, now.sequence, newest, unreadable, unwritable, at, at)
