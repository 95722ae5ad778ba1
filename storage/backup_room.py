"""Whether there is room on a disk for what is about to be written."""

import shutil
from pathlib import Path

from storage.backup_contents import BackupError

ROOM = 8 * 1024 * 1024
"""Bytes that have to stay free on the disk beside what is about to be written."""


def check_room(folder: Path, needed: int, what: str) -> None:
    """Raise BackupError unless a folder's disk has room for so many bytes, and some beside."""
    free = shutil.disk_usage(folder).free
    if free < needed + ROOM:
        raise BackupError(
            f"{what} needs {_megabytes(needed + ROOM)} on the disk of {folder}, where {_megabytes(free)} are free."
            " Make room and try again; nothing was changed."
        )


def size_of(path: Path) -> int:
    """Return how many bytes a database takes, with what has not reached the file itself yet."""
    beside = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (beside.stat().st_size if beside.exists() else 0)


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.0f} MB"
