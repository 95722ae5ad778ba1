"""What a copy is made of: every table but those that are derived, each in the order of its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select, tuple_, union

from itcrm_tui.domain.kinds import KINDS, Kind
from storage.batches import among
from storage.ledger import change_set, changes_of, link, restricted_search_text, search_text
from storage.moving.forms import Values, selected
from storage.tables import TABLES, whole_schema

_CHANGES = (changes_of(restricted=False), changes_of(restricted=True))


class Follows(Enum):
    """How the journal tells which rows of a table are new or different since a number."""

    RECORDS = auto()
    """By the id of a changed record."""
    SETS = auto()
    """By the id of a change set."""
    NOTHING = auto()
    """It does not; there are few, and they are copied anew."""


@dataclass(frozen=True)
class Part:
    """One table; `known_by` is the column that holds the id by which the journal tells its rows."""

    table: Table
    kind: Kind | None
    follows: Follows
    known_by: str

    @property
    def name(self) -> str:
        """The table's name."""
        return self.table.name

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns of its key."""
        return tuple(column.name for column in self.table.primary_key)

    def rows(self, engine: str, after: Values | None = None, ids: Sequence[str] | None = None) -> Select[Any]:
        """Return a query for the rows in the order of their key: those after a key, or those of some ids."""
        key = [self.table.c[name] for name in self.key]
        query = select(*selected(engine, self.table)).order_by(*key)
        if after is not None:
            query = query.where(tuple_(*key) > tuple_(*after))
        return query if ids is None else query.where(among(self.table.c[self.known_by], ids))

    def count(self, connection: Connection) -> int:
        """Return how many rows there are."""
        return connection.scalar(select(func.count()).select_from(self.table)) or 0

    def moved_on(self, since: int) -> Select[str]:
        """Return a query for the ids by which rows may be new or different since a number."""
        if self.follows is Follows.SETS:
            return select(change_set.c.id).where(change_set.c.sequence > since).order_by(change_set.c.id)
        ids = union(*(_changed(table, self.kind, since) for table in _CHANGES)).subquery()
        return select(ids.c.record_id).order_by(ids.c.record_id)


def parts() -> list[Part]:
    """Return all parts: the records first, the journal last."""
    derived = {search_text.name, restricted_search_text.name}
    beside = [table for name, table in whole_schema().tables.items() if name not in TABLES and name not in derived]
    return [
        *(Part(TABLES[name], kind, Follows.RECORDS, "id") for name, kind in KINDS.items()),
        Part(link, None, Follows.RECORDS, "record_id"),
        *(Part(table, None, Follows.NOTHING, "") for table in beside if table not in (link, *_CHANGES, change_set)),
        *(Part(table, None, Follows.SETS, "change_set_id") for table in _CHANGES),
        Part(change_set, None, Follows.SETS, "id"),
    ]


def _changed(table: Table, kind: Kind | None, since: int) -> Select[str]:
    query = select(table.c.record_id).join_from(table, change_set, table.c.change_set_id == change_set.c.id)
    query = query.where(change_set.c.sequence > since)
    return query if kind is None else query.where(table.c.kind == kind.name)
