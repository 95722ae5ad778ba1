"""A working copy is made beside its place, and gets its name once it is whole: nobody opens half of one."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage import schema
from storage.engines import backend_for, passphrases, sqlite_file
from storage.engines.private_file import private_file, put_in_place
from storage.engines.sqlite_driver import HEADER
from storage.errors import OpenError, RefusedError, StoreError
from storage.moving.notes import Whence
from storage.moving.room import demand_room
from storage.store import Store
from storage.sync.way_out import fresh_copy
from storage.version import UNFINISHED

_LOG = "-wal"
_BESIDE = (_LOG, "-shm", "-journal")


@contextmanager
def made_beside(path: Path, scheme: str, source: Whence) -> Iterator[str]:
    """Give the URL of an empty file for its owner's eyes only, which gets its name when the block ends without error.

    What an earlier run that was killed has left there goes first. Raises RefusedError where the name is taken by
    anything but an empty file or an unfinished copy of the same source.
    """
    backend_for(f"sqlite:///{path}")
    place = path.resolve()
    _demand_place(path, scheme, source)
    _demand_passphrase(path, scheme)
    with _said_of(path, place), private_file(place) as (partial, handle):
        if scheme == "sqlcipher":
            passphrases.say(partial, passphrases.of(path))
        _clear(partial)
        try:
            yield f"{scheme}:///{partial}"
            _demand_one_file(partial, path)
            os.fsync(handle)
            _demand_place(path, scheme, source)
            _take_place(partial, place)
        finally:
            _clear(partial)


def _demand_passphrase(path: Path, scheme: str) -> None:
    try:
        backend_for(f"{scheme}:///{path}")
    except passphrases.NoPassphraseError as error:
        raise OpenError(f"{error} With --plain anybody can read it who may read the file.") from None


def _take_place(partial: Path, place: Path) -> None:
    """Nobody opens what is there while it is exchanged; who has opened it before is told that it was replaced."""
    with sqlite_file.coming_in(place, alone=True):
        if there := place.exists():
            _clear(place)
        put_in_place(partial, place, replace=there)


def _demand_place(path: Path, scheme: str, source: Whence) -> None:
    """An empty file in its place is no database, and one that was left unfinished is begun anew."""
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        return
    store = Store(backend_for(f"{_scheme_of(path, scheme)}:///{path}"), actor="", device="")
    with closing(store), store.connected() as connection:
        _demand_no_copy(connection, path)
        demand_room(connection, store.backend.shown_url, source)


def _demand_no_copy(connection: Connection, path: Path) -> None:
    installed = schema.installed_version(connection, str(path)) or UNFINISHED
    known = not installed.startswith(UNFINISHED) and inspect(connection).has_table("copy_state")
    if known and connection.scalar(text("SELECT count(*) FROM copy_state")):
        raise RefusedError(
            f"{path} is a working copy already. A fresh one: {fresh_copy(path)};"
            " or delete it once `itcrm offline status` says that nothing is left to send."
        )


def _scheme_of(path: Path, wanted: str) -> str:
    if not path.is_file():
        return wanted
    with _said_of(path, path), path.open("rb") as file:
        return "sqlite" if file.read(len(HEADER)) == HEADER else wanted


def _demand_one_file(partial: Path, path: Path) -> None:
    """The last to close it takes the log into it, unless there was no room for that."""
    log = partial.with_name(f"{partial.name}{_LOG}")
    if log.exists() and log.stat().st_size:
        raise StoreError(f"{path} could not be finished: is there room left on its disk? Nothing was made.")


def _clear(path: Path) -> None:
    for ending in _BESIDE:
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)


@contextmanager
def _said_of(path: Path, place: Path) -> Iterator[None]:
    """What goes wrong is said of the file that was named, not of the one that is being made."""
    try:
        yield
    except ConnectionError:
        raise
    except FileNotFoundError:
        raise OpenError(f"{path} cannot be made: there is no folder {place.parent}.") from None
    except OSError as error:
        raise OpenError(f"{path} cannot be made: {error.strerror or error}.") from None
    except StoreError as error:
        error.args = (str(error).replace(str(place.with_name(f".{place.name}.partial")), str(path)),)
        raise
