"""What SQLite says, as sentences for people."""

import shutil
from collections.abc import Callable
from pathlib import Path

from storage.engines.sqlite_driver import PLAIN, Plain
from storage.errors import BusyError, OpenError, ReadOnlyError, StoreError

_SENTENCES: tuple[tuple[str, Callable[[Path], StoreError]], ...] = (
    ("locked", lambda path: BusyError(f"Another program keeps writing to {path}. Try again in a moment.")),
    ("readonly", lambda path: ReadOnlyError(f"{path} or its folder is read-only. Nothing was saved.")),
    ("disk is full", lambda path: StoreError(f"There is no room left on the disk of {path}. Nothing was saved.")),
    (
        "malformed",
        lambda path: OpenError(f"{path} is damaged. Restore a backup; the file itself was not changed."),
    ),
    ("unable to open", lambda path: OpenError(f"{path} cannot be opened: is its folder writable?")),
    ("disk I/O error", lambda path: _disk_error(path)),
)
_ROOM_NEEDED = 256 * 1024
"""A database cannot be opened without room for the files beside it."""


def _disk_error(path: Path) -> StoreError:
    """A disk without room and a broken one fail alike; the room that is left tells them apart."""
    if shutil.disk_usage(path.parent).free < _ROOM_NEEDED:
        return StoreError(f"There is no room left on the disk of {path}. Nothing was saved.")
    return OpenError(f"{path} cannot be read or written: the disk reports an error.")


def sentence(message: str, path: Path, driver: Plain = PLAIN) -> StoreError:
    """Return the error that a message of SQLite's stands for."""
    if "not a database" in message:
        return OpenError(driver.is_foreign(path))
    for fragment, error in _SENTENCES:
        if fragment in message:
            return error(path)
    return StoreError(f"The database {path} could not do that: {message}.")
