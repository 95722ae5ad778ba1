"""Where the changes of one change set come from: gathered in memory, or read back from the journal to undo them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import writers
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


def making(record: Record) -> Change:
    """Return the change that makes a record."""
    kind, values = kind_of(record).name, vars(record)
    fresh = {
        name: (None, write(value) if write else value)
        for name, write in writers(kind)
        if (value := values[name]) is not None and value != ()
    }
    return Change(kind, record.id, Operation.CREATE, fresh)


@dataclass(frozen=True)
class Gathered:
    """What a person has changed, record by record. A record stands for its making: that takes far less room."""

    by_record: Mapping[Key, Change | Record]

    @property
    def size(self) -> int:
        """How many changes there are."""
        return len(self.by_record)

    def changes(self, connection: Connection, kinds: Collection[str] | None = None) -> Iterator[Change]:
        """All changes in the order of their first mention."""
        for (kind, _), found in self.by_record.items():
            if kinds is None or kind in kinds:
                yield found if isinstance(found, Change) else making(found)

    def change_of(self, connection: Connection, key: Key) -> Change | None:
        """The change to one record, if there is one."""
        found = self.by_record.get(key)
        return making(found) if isinstance(found, Record) else found

    def standing(self, connection: Connection) -> Collection[Key]:
        """The records that are changed or deleted."""
        return [
            key
            for key, found in self.by_record.items()
            if isinstance(found, Change) and found.operation is not Operation.CREATE
        ]
