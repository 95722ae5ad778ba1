"""Where the changes of one change set come from: gathered in memory, or read back from the journal to undo them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from storage.change import Change, Key, Operation


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


@dataclass(frozen=True)
class Gathered:
    """What a person has changed, record by record."""

    by_record: Mapping[Key, Change]

    @property
    def size(self) -> int:
        """How many changes there are."""
        return len(self.by_record)

    def changes(self, connection: Connection, kinds: Collection[str] | None = None) -> Iterator[Change]:
        """All changes in the order of their first mention."""
        return (change for change in self.by_record.values() if kinds is None or change.kind in kinds)

    def change_of(self, connection: Connection, key: Key) -> Change | None:
        """The change to one record, if there is one."""
        return self.by_record.get(key)

    def standing(self, connection: Connection) -> Collection[Key]:
        """The records that are changed or deleted."""
        return [key for key, change in self.by_record.items() if change.operation is not Operation.CREATE]
