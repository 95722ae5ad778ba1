"""Working copies: check one out, tell how it stands, sync it."""

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from itcrm_tui import here, paths
from itcrm_tui.ids import RecordId
from itcrm_tui.typed_path import as_path
from itcrm_tui.workflows.change_words import when_words
from itcrm_tui.workflows.hub_of_copy import hub_of, hub_url_of
from itcrm_tui.workflows.manner import manner
from itcrm_tui.workflows.opening import opened
from storage.change import ChangeSet
from storage.errors import OpenError, RefusedError
from storage.moving.transfer import Progress
from storage.store import Store
from storage.sync.checkout import checkout
from storage.sync.renewing import renew
from storage.sync.state import heard_of, state_of
from storage.sync.syncing import pending
from storage.sync.waiting import count_decisions

_NO_COPY = "This database is no working copy. `itcrm offline checkout` makes one."


@dataclass(frozen=True)
class Taken:
    """A working copy that was made: of what, where, by what URL it is opened, and how many rows it holds.

    `before`: of what the old one was, where that is said to be elsewhere now.
    """

    hub: str
    path: Path
    url: str
    rows: int
    before: str | None = None


@dataclass(frozen=True)
class Status:
    """How a working copy stands: what is still to be sent and to be decided, and as of when it knows the hub.

    `sent`: what of the unsent the hub has said that it has; a pull is still to bring what became of it.
    """

    hub: str
    path: str
    synced_at: datetime
    as_of: str
    unsent: tuple[ChangeSet, ...]
    sent: frozenset[RecordId]
    conflicts: int


def take_along(given: str | None, file: str | None, progress: Progress, *, plain: bool) -> Taken:
    """Make a working copy of the named database, or the person's own; return what was made.

    It is encrypted unless it is to be `plain`, or what that takes is not installed. Raises StoreError, PathError.
    """
    path = as_path(file).absolute() if file else paths.working_copy()
    if not file:
        _make_data_folder(path.parent)
    with opened(given) as hub:
        if hub.is_copy:
            raise RefusedError("This is a working copy already. Name the shared database with --db.")
        rows = checkout(hub, path, progress, _scheme(plain=plain))
        return Taken(hub.backend.shown_url, path, here.file_url(path), rows)


def take_along_anew(
    given: str | None, file: str, old: str, progress: Progress, *, plain: bool, moved: bool = False
) -> Taken:
    """Make a working copy of what the one at `old` is of; what that has not sent goes along. Return what was made.

    `given`, `moved`: see `hub_of`. Raises StoreError, PathError.
    """
    path = as_path(file).absolute()
    if not as_path(old).exists():
        raise OpenError(f"There is no database at {old}. Name the working copy of which something is left.")
    with working_copy(None, old) as left, hub_of(left, given, moved=moved) as hub:
        rows = renew(left, hub, path, progress, _scheme(plain=plain))
        shown, before = hub.backend.shown_url, hub_url_of(left)
        return Taken(shown, path, here.file_url(path), rows, before if before != shown else None)


def _scheme(*, plain: bool) -> str:
    return "sqlite" if plain or find_spec("sqlcipher3") is None else "sqlcipher"


@contextmanager
def working_copy(given: str | None, file: str | None) -> Iterator[Store]:
    """Open a working copy: the named file, else the database in use if it is one, else the one in the data folder.

    A database that was named, and not by the environment, is opened or refused: nobody who mistypes its name means
    another. Raises RefusedError where there is none.
    """
    with opened(_url_of_copy(given, file)) as store:
        if not store.is_copy:
            raise RefusedError(_NO_COPY)
        yield store


def _url_of_copy(given: str | None, file: str | None) -> str:
    if file:
        return _copy_at(here.file_url(as_path(file).absolute()))
    used = here.url_for(given)
    if given and given != os.environ.get("ITCRM_DB"):
        return _copy_at(used)
    if here.sqlite_path(used) and not here.is_missing(used):
        with opened(used) as store:
            if store.is_copy:
                return used
    if not here.has_copy():
        raise RefusedError(here.NO_COPY)
    return here.file_url(paths.working_copy())


def _copy_at(url: str) -> str:
    """An empty file would be set up as an ordinary database by whoever opens it."""
    path = here.sqlite_path(url)
    if path and not path.exists():
        command = shlex.join(["itcrm", "offline", "checkout", str(path)])
        raise OpenError(f"There is no database at {path}. `{command}` makes a working copy there.")
    if path and path.is_file() and not path.stat().st_size:
        raise RefusedError(f"{path} is empty: it is no working copy. `itcrm offline checkout` makes one.")
    return url


def status(store: Store) -> Status:
    """Return how a working copy stands."""
    with store.connected() as connection:
        found, sent = state_of(connection), frozenset(heard_of(connection))
    unsent = tuple(parcel.header for parcel in pending(store))
    with store.read() as reader:
        as_of = when_words(found.synced_at, manner(reader))
    return Status(found.hub_url, store.backend.shown_url, found.synced_at, as_of, unsent, sent, count_decisions(store))


def _make_data_folder(folder: Path) -> None:
    try:
        paths.make_private(folder)
    except OSError as error:
        raise OpenError(f"The folder {folder} cannot be made: {error.strerror}. Name a file.") from None
