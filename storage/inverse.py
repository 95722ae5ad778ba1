"""The changes that take a change set back, read from the journal page by page."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from heapq import merge

from sqlalchemy import Connection, Table, func, select

from itcrm_tui.domain.kinds import KINDS
from storage.change import Change, ChangeSet, Key, Operation
from storage.journal import change_from, readable
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

    def changes(self, connection: Connection, kinds: Collection[str] | None = None) -> Iterator[Change]:
        """All changes, or those to records of some kinds, the last first."""
        pages = [self._backwards(connection, table, kinds) for table in readable(connection)]
        return (change for _, change in merge(*pages, key=lambda pair: pair[0], reverse=True))

    def _backwards(
        self, connection: Connection, table: Table, kinds: Collection[str] | None
    ) -> Iterator[tuple[int, Change]]:
        query = select(table).where(table.c.change_set_id == self.of.id)
        query = query.order_by(table.c.position.desc()).limit(_PAGE)
        if kinds is not None:
            query = query.where(table.c.kind.in_(sorted(kinds)))
        page = connection.execute(query).mappings().all()
        while page:
            yield from ((row["position"], change_from(row).inverse()) for row in page)
            page = connection.execute(query.where(table.c.position < page[-1]["position"])).mappings().all()

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
