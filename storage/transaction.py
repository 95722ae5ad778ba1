"""One write in progress: its moment, its connection, and what the rows it touches held when it came."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.change import Key
from storage.engines.backend import Backend
from storage.errors import NOT_YOURS, ReadOnlyError
from storage.rows import raw_columns, reading
from storage.search.texts import Unindexed
from storage.tables import TABLES


class AgainError(Exception):
    """The database moved in a way that may not happen twice; the whole unit is to be tried again."""


@dataclass(slots=True)
class Standing:
    """What a record's row holds, under lock."""

    state: dict[str, Any]
    version: int
    deleted_at: datetime | None


@dataclass
class Transaction:
    """One write in progress."""

    connection: Connection
    backend: Backend
    at: datetime
    standing: dict[Key, Standing] = field(default_factory=dict)
    unindexed: Unindexed | None = None
    """The new texts that go into the search index together at the end."""

    def hold(self, keys: Collection[Key]) -> None:
        """Keep others from changing the records, in order of kind and id, so that no two wait for each other."""
        for kind, ids in by_kind(keys):
            table = TABLES[kind.name]
            for portion in batches(ids):
                query = select(table.c.id).where(among(table.c.id, portion)).order_by(table.c.id)
                self.connection.execute(self.backend.locked(query)).all()

    def read(self, keys: Iterable[Key], *, locked: bool = True) -> None:
        """Read the rows of the records into `standing`, and keep others from changing them."""
        for kind, ids in by_kind(set(keys) - self.standing.keys()):
            for portion in batches(ids):
                self._read_portion(kind, portion, locked=locked)
                if locked and self.backend.locks_rows:
                    self._demand_no_other(kind, portion)

    def _demand_no_other(self, kind: Kind, ids: Sequence[RecordId]) -> None:
        """Raise ReadOnlyError for rows that are there but may not be locked: a policy keeps them from this role."""
        missing = [one for one in ids if (kind.name, one) not in self.standing]
        table = TABLES[kind.name]
        if missing and self.connection.execute(select(table.c.id).where(among(table.c.id, missing)).limit(1)).first():
            raise ReadOnlyError(NOT_YOURS)

    def read_unmade(self, keys: Iterable[Key]) -> None:
        """Read the rows of records that are to be made: there are none, except where one was deleted.

        Only those are locked, so that a role which may insert and nothing else can make records.
        """
        unmade = set(keys) - self.standing.keys()
        self.read(unmade, locked=False)
        if not self.backend.locks_rows:
            return
        found = unmade & self.standing.keys()
        for key in found:
            del self.standing[key]
        self.read(found)

    def _read_portion(self, kind: Kind, ids: Sequence[RecordId], *, locked: bool) -> None:
        table = TABLES[kind.name]
        state = reading(self.backend.name, kind)
        query = select(table.c.id, table.c.version, table.c.deleted_at, *raw_columns(kind))
        query = query.where(among(table.c.id, ids)).order_by(table.c.id)
        rows = self.connection.execute(self.backend.locked(query) if locked else query).all()
        for record_id, version, deleted_at, *values in rows:
            self.standing[kind.name, record_id] = Standing(state(values), version, deleted_at)


def by_kind(keys: Iterable[Key]) -> Iterable[tuple[Kind, list[RecordId]]]:
    """Return the records kind by kind, in order of kind and id."""
    wanted: dict[str, list[RecordId]] = defaultdict(list)
    for kind, record_id in sorted(keys):
        wanted[kind].append(record_id)
    return [(KINDS[kind], ids) for kind, ids in wanted.items()]
