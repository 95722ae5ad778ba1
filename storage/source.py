"""Where the changes of one change set come from: gathered in memory, or read back from the journal to undo them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from storage.change import Change, Key, Known, Operation


class Source(Protocol):
    """Changes, one a record, that may be too many to be held in memory at once."""

    @property
    def size(self) -> int:
        """How many changes there are."""

    def changes(self, connection: Connection, kinds: Collection[str] | None = None) -> Iterator[Change]:
        """All changes, or those to records of some kinds, in the order in which they are to be written."""

    def change_of(self, connection: Connection, key: Key) -> Change | None:
        """The change to one record, if there is one."""

    def standing(self, connection: Connection) -> Collection[Key]:
        """The records that have to be there already."""


def making(key: Key, known: Known) -> Change:
    """Return the change that makes a record of what is to be known of it, in JSON form."""
    return Change(*key, Operation.CREATE, {name: (None, value) for name, value in known.items()})


@dataclass(frozen=True)
class Gathered:
    """What a person has changed, record by record. What is known of a record stands for its making: that is smaller."""

    by_record: Mapping[Key, Change | Known]

    @property
    def size(self) -> int:
        """How many changes there are."""
        return len(self.by_record)

    def changes(self, connection: Connection, kinds: Collection[str] | None = None) -> Iterator[Change]:
        """All changes in the order of their first mention."""
        for key, found in self.by_record.items():
            if kinds is None or key[0] in kinds:
                yield found if isinstance(found, Change) else making(key, found)

    def change_of(self, connection: Connection, key: Key) -> Change | None:
        """The change to one record, if there is one."""
        found = self.by_record.get(key)
        return found if found is None or isinstance(found, Change) else making(key, found)

    def standing(self, connection: Connection) -> Collection[Key]:
        """The records that are changed or deleted."""
        return [
            key
            for key, found in self.by_record.items()
            if isinstance(found, Change) and found.operation is not Operation.CREATE
        ]
