"""The changes that take a change set back, read from the journal page by page."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from heapq import merge
from typing import Any

from sqlalchemy import Connection, Table, func, select

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.change import INVERSE, Change, ChangeSet, Key, Operation
from storage.journal import change_from, in_order, readable
from storage.ledger import changes_of

_PAGE = 1_000


@dataclass(frozen=True)
class Inverse:
    """The inverse of a change set, the last change first."""

    of: ChangeSet

    @property
    def size(self) -> int:
        """How many changes there are."""
        return self.of.records

    def hidden(self, connection: Connection) -> bool:
        """Whether some of the changes are not for this role."""
        tables = readable(connection)
        queries = (select(func.count()).where(table.c.change_set_id == self.of.id) for table in tables)
        return len(tables) < 2 and sum(connection.scalar(query) or 0 for query in queries) != self.size

    def returning(self, connection: Connection) -> frozenset[RecordId]:
        """The records that the change set deleted, which come back."""
        queries = (
            select(table.c.record_id).where(
                table.c.change_set_id == self.of.id, table.c.operation == str(Operation.DELETE)
            )
            for table in readable(connection)
        )
        return frozenset(record_id for query in queries for record_id in connection.scalars(query))

    def changes(self, connection: Connection, kinds: Collection[str] | None = None) -> Iterator[Change]:
        """All changes, or those to records of some kinds, the last first."""
        pages = [self._backwards(connection, table, kinds) for table in readable(connection)]
        return (change for _, change in merge(*pages, key=lambda pair: pair[0], reverse=True))

    def _backwards(
        self, connection: Connection, table: Table, kinds: Collection[str] | None
    ) -> Iterator[tuple[int, Change]]:
        columns = (table.c.position, table.c.kind, table.c.record_id, table.c.operation, table.c.fields)
        query = select(*columns).where(table.c.change_set_id == self.of.id)
        query = query.order_by(table.c.position.desc()).limit(_PAGE)
        if kinds is not None:
            query = query.where(table.c.kind.in_(sorted(kinds)))
        page = connection.execute(query).all()
        while page:
            for position, *parts in page:
                yield position, _taking_back(*parts)
            page = connection.execute(query.where(table.c.position < page[-1].position)).all()

    def change_of(self, connection: Connection, key: Key) -> Change | None:
        """The change to one record, if there is one."""
        kind, record_id = key
        table = changes_of(restricted=KINDS[kind].restricted)
        query = select(table).where(table.c.change_set_id == self.of.id, table.c.record_id == record_id)
        row = connection.execute(query.where(table.c.kind == kind)).mappings().first()
        return change_from(row).inverse() if row else None

    def standing(self, connection: Connection) -> Collection[Key]:
        """The records that have to be there already."""
        queries = (
            select(table.c.kind, table.c.record_id).where(
                table.c.change_set_id == self.of.id, table.c.operation != str(Operation.DELETE)
            )
            for table in readable(connection)
        )
        return [(row[0], row[1]) for query in queries for row in connection.execute(query)]


def _taking_back(kind: str, record_id: RecordId, operation: str, fields: dict[str, tuple[Any, Any]]) -> Change:
    swapped = {name: (fields[name][1], fields[name][0]) for name in in_order(kind, tuple(fields))}
    return Change(kind, record_id, INVERSE[Operation(operation)], swapped)
