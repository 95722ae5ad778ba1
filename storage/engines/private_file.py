"""A file that is whole or not there: written under a name of its own, by one program at a time, then put in place."""

import fcntl
import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.errors import BusyError, RefusedError

OWNER_ALONE = 0o600
_BEGINS, _ENDS = ".", ".partial"
_TRIES = 3


@contextmanager
def private_file(target: Path) -> Iterator[tuple[Path, int]]:
    """Make an empty file beside `target` that only its owner may read; gone afterwards unless put in place.

    One that a program left behind when it was killed is taken over. Raises BusyError while another one is at it.
    """
    partial = target.with_name(f"{_BEGINS}{target.name}{_ENDS}")
    handle = _taken(partial, target)
    try:
        try:
            os.fchmod(handle, OWNER_ALONE)
            os.ftruncate(handle, 0)
            yield partial, handle
        finally:
            partial.unlink(missing_ok=True)
    finally:
        os.close(handle)


def target_of(partial: Path) -> Path | None:
    """Return what a file is to become that is not in place yet; None for a file with a name of its own."""
    name = partial.name
    whole = name.removeprefix(_BEGINS).removesuffix(_ENDS)
    return partial.with_name(whole) if whole and name == f"{_BEGINS}{whole}{_ENDS}" else None


def put_in_place(partial: Path, target: Path, *, replace: bool) -> None:
    """Give the file its name, at once and for good. Raises RefusedError where there is one by now."""
    try:
        if replace:
            partial.replace(target)
        else:
            _link(partial, target)
    except FileExistsError:
        raise RefusedError(f"{target} is there already. Name another file.") from None
    with suppress(OSError):
        sync_folder(target.parent)


def sweep(folder: Path, beginning: str) -> None:
    """Remove what was never put in place, of targets whose names begin so, unless somebody is at it."""
    for partial in folder.glob(f"{_BEGINS}{glob.escape(beginning)}*{_ENDS}"):
        with suppress(OSError), partial.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            partial.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Return once the names in a folder would survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _taken(partial: Path, target: Path) -> int:
    """Open the file for this program alone. One with a second name is finished: only its first name goes."""
    for _ in range(_TRIES):
        handle = os.open(partial, os.O_RDWR | os.O_CREAT, OWNER_ALONE)
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            names = os.fstat(handle).st_nlink
            if names == 1:
                return handle
            if names > 1:
                partial.unlink(missing_ok=True)
        os.close(handle)
    raise BusyError(f"Another program is writing {target} just now. Try again in a moment.")


def _link(partial: Path, target: Path) -> None:
    """Linking, unlike renaming, never takes another file's place; some disks know no links."""
    try:
        os.link(partial, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError from None
        partial.rename(target)
