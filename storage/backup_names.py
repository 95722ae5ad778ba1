"""How backups of a database are named, found again and pruned.

The number in a name, not the clock, says which is newer: a clock may be set back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

FOLDER = "backups"
_STAMP = "%Y%m%dT%H%M%SZ"


class Occasion(StrEnum):
    """Why a backup was made. Those that a person made are never pruned."""

    UPGRADE = "before-upgrade"
    SCHEDULED = "scheduled"
    BY_HAND = "by-hand"


@dataclass(frozen=True)
class Named:
    """A backup, as its name tells of it; `at` is in UTC."""

    path: Path
    number: int
    at: datetime
    occasion: Occasion


def default_folder(database: Path) -> Path:
    """Return the folder beside a database file in which its backups are kept."""
    return database.parent / FOLDER


def found(folder: Path, database: Path) -> list[Named]:
    """Return the backups of a database in a folder, the newest last; none where the folder cannot be read."""
    pattern = re.compile(rf"{re.escape(database.name)}-(\d{{4,}})-(\d{{8}}T\d{{6}}Z)-({'|'.join(Occasion)})\.db")
    try:
        names = [(path, pattern.fullmatch(path.name)) for path in folder.iterdir()]
    except OSError:
        return []
    named = (_named(path, match) for path, match in names if match)
    return sorted((one for one in named if one), key=lambda one: one.number)


def next_path(folder: Path, database: Path, occasion: Occasion, at: datetime) -> Path:
    """Return where the next backup goes."""
    number = max((one.number for one in found(folder, database)), default=0) + 1
    return folder / f"{database.name}-{number:04d}-{at.astimezone(UTC):{_STAMP}}-{occasion}.db"


def prune(folder: Path, database: Path, occasion: Occasion, keep: int) -> Sequence[Path]:
    """Remove all but the newest `keep` backups of one occasion; return what is gone. Raises OSError."""
    old = [one.path for one in found(folder, database) if one.occasion is occasion][: -keep or None]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def _named(path: Path, match: re.Match[str]) -> Named | None:
    try:
        at = datetime.strptime(match[2], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Named(path, int(match[1]), at, Occasion(match[3]))
