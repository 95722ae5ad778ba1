"""What a write is asked inside its own transaction, and what then belongs to it.

Rules that rest on more than the rows of a change set, such as capacity, cannot be asked beforehand: somebody else may
write in between. A gate is called once the roles are locked whose capacity the changes move, and before anything is
written; what it returns is called when everything is written, and before others can see it. Both may refuse.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from storage.change import Change
from storage.reader import Reader
from storage.source import Source


@dataclass(frozen=True)
class Write:
    """One write on its way: its changes, what it reads, and the moment it is made.

    `takes_back`: it undoes or redoes; then nothing may be added to it, as it is no more than the inverse of another.
    `arrives`: it was made in a working copy, where others could not be seen, and is written here for the first time.
    `remarks`: sentences for the person, told once it is written. `closed`: kinds that this role may not write.
    """

    reader: Reader
    source: Source
    at: datetime
    takes_back: bool
    remarks: list[str] = field(default_factory=list)
    closed: frozenset[str] = frozenset()
    arrives: bool = False


Following = Callable[[], Iterable[Change]]
"""Returns further changes for the same change set, to records that it has not changed yet."""

Gate = Callable[[Write], Following]


def nothing_follows() -> Iterable[Change]:
    """Nothing else belongs to the change set."""
    return ()


def open_gate(_write: Write) -> Following:
    """Let everything pass."""
    return nothing_follows
