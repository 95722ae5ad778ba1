"""Reading: one moment of the database, seen whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Select, false, func, literal, select, tuple_

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.settings import SETTINGS_ID, Settings
from itcrm_tui.ids import RecordId
from itcrm_tui.query.filter import Filter
from storage import search
from storage.batches import among
from storage.errors import RefusedError
from storage.fitting import storable
from storage.ledger import link
from storage.rows import record_from
from storage.sort_values import sort_value
from storage.tables import TABLES

R = TypeVar("R", bound=Record)
_TEXT_COLUMNS = frozenset({Type.TEXT, Type.LINES, Type.MONTH, Type.CHOICE, Type.REFERENCE, Type.ANY_REFERENCE})
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Reader:
    """Queries over the living records. A kind that the role may not see gives `Hidden`, never "none"."""

    connection: Connection
    hidden: frozenset[str] = frozenset()

    def get(self, record_type: type[R], record_id: RecordId, *, deleted: bool = False) -> R | Hidden | None:
        """Return one record, or None if there is none; a deleted one only when asked for."""
        kind = kind_of(record_type)
        if kind.name in self.hidden:
            return Hidden(kind.name)
        query = (select(TABLES[kind.name]) if deleted else self._living(kind)).where(_holds(kind, "id", record_id))
        row = self.connection.execute(query).mappings().first()
        return cast(R, record_from(kind, row)) if row else None

    def find(self, record_type: type[R], *, limit: int | None = None, **equal: Any) -> list[R] | Hidden:
        """Return the records whose fields equal the given values, oldest first; a sequence means "one of"."""
        kind = kind_of(record_type)
        if kind.name in self.hidden:
            return Hidden(kind.name)
        query = self._living(kind).order_by(TABLES[kind.name].c.id).limit(limit)
        for name, value in equal.items():
            query = query.where(_holds(kind, name, value))
        return cast(list[R], self._records(kind, query))

    def page(
        self,
        kind: Kind,
        words: str = "",
        *,
        start: Key | None = None,
        backwards: bool = False,
        limit: int = 50,
    ) -> list[Record] | Hidden:
        """Return up to `limit` records after `start` (before it when backwards), in the order of `key_of`."""
        if kind.name in self.hidden:
            return Hidden(kind.name)
        query = keyset(self._matching(kind, words), order_of(kind), start, backwards=backwards).limit(limit)
        records = self._records(kind, query)
        return records[::-1] if backwards else records

    def count(self, kind: Kind, words: str = "") -> int | Hidden:
        """Return how many records the words match; all of the kind without words."""
        if kind.name in self.hidden:
            return Hidden(kind.name)
        query = self._matching(kind, words).with_only_columns(func.count()).order_by(None)
        return self.connection.scalar(query) or 0

    def sorted_by(
        self, kind: Kind, field: Field, words: str = "", *, descending: bool = False, limit: int = 50
    ) -> list[Record] | Hidden:
        """Return the first records by one field; unknown values come last."""
        if kind.name in self.hidden:
            return Hidden(kind.name)
        return self._records(kind, self._sorted(kind, field, words, descending=descending).limit(limit))

    def sorted_ids(
        self, kind: Kind, field: Field, words: str = "", *, descending: bool = False, limit: int | None = None
    ) -> list[RecordId] | Hidden:
        """Return the ids of the records by one field, in the order of `sorted_by`."""
        if kind.name in self.hidden:
            return Hidden(kind.name)
        query = self._sorted(kind, field, words, descending=descending).limit(limit)
        return list(self.connection.scalars(query.with_only_columns(TABLES[kind.name].c.id)))

    def _sorted(self, kind: Kind, field: Field, words: str, *, descending: bool) -> Select[Any]:
        value = sort_value(self.connection, kind, field)
        order = value.desc() if descending else value
        return self._matching(kind, words).order_by(value.is_(None), order, TABLES[kind.name].c.id)

    def owned(self, *records: Record) -> list[Record]:
        """Return everything that belongs to some records and goes with them, the innermost first.

        Raises RefusedError where something owned is not for this role: what cannot be seen cannot be deleted.
        """
        levels: list[list[Record]] = []
        here = list(records)
        while here := self._owned_by(here):
            levels.append(here)
        return [child for level in reversed(levels) for child in level]

    def _owned_by(self, parents: Sequence[Record]) -> list[Record]:
        ids: dict[str, list[RecordId]] = defaultdict(list)
        for parent in parents:
            ids[kind_of(parent).name].append(parent.id)
        found: list[Record] = []
        for kind in KINDS.values():
            if kind.owner and kind.owner.target in ids:
                found += self._seen(kind, **{kind.owner.name: ids[kind.owner.target]})
        named = [parent.id for parent in parents if not isinstance(parent, ExternalReference)]
        return [*found, *self._seen(kind_of(ExternalReference), record=named)]

    def _seen(self, kind: Kind, **equal: Any) -> list[Record]:
        found = self.find(kind.record_type, **equal)
        if isinstance(found, Hidden):
            raise RefusedError(f"That may have {kind.plural.replace('_', ' ')}, which are not for your role.")
        return found

    def linked(self, record_type: type[R], record_id: RecordId) -> list[R] | Hidden:
        """Return the records of a kind that name this one in a list, oldest first."""
        kind = kind_of(record_type)
        if kind.name in self.hidden:
            return Hidden(kind.name)
        ids = select(link.c.record_id).where(link.c.target_id == record_id, link.c.kind == kind.name)
        table = TABLES[kind.name]
        return cast(list[R], self._records(kind, self._living(kind).where(table.c.id.in_(ids)).order_by(table.c.id)))

    def settings(self) -> Settings:
        """Return what the organization has settled."""
        found = self.get(Settings, SETTINGS_ID)
        return found if isinstance(found, Settings) else Settings(id=SETTINGS_ID)

    def _living(self, kind: Kind) -> Select[Any]:
        table = TABLES[kind.name]
        return select(table).where(table.c.deleted_at.is_(None))

    def _matching(self, kind: Kind, words: str) -> Select[Any]:
        if isinstance(words, Filter):
            from storage.views.matching import matching

            return select(TABLES[kind.name]).where(*matching(self.connection, kind.name, words).conditions)
        found = search.found_ids(self.connection, kind, words)
        query = self._living(kind)
        return query if found is None else query.where(TABLES[kind.name].c.id.in_(found))

    def _records(self, kind: Kind, query: Select[Any]) -> list[Record]:
        return [record_from(kind, row) for row in self.connection.execute(query).mappings()]


def _holds(kind: Kind, name: str, value: Any) -> ColumnElement[bool]:
    """Return the condition that a field holds a value, or one of several."""
    column: ColumnElement[Any] = TABLES[kind.name].c[name]
    as_text = name == "id" or kind.by_name[name].holds in _TEXT_COLUMNS
    if isinstance(value, list | tuple | set):
        return among(column, map(str, filter(storable, value))) if as_text else column.in_(value)
    equals: ColumnElement[bool] = column == value
    return equals if storable(value) else false()


def order_of(kind: Kind) -> Sequence[Any]:
    """Return the columns that a kind's list is ordered by: the folded name if it has one, then the id."""
    table = TABLES[kind.name]
    return (table.c.sort_name, table.c.id) if kind.name_field else (table.c.id,)


def keyset(query: Select[Any], order: Sequence[Any], start: Key | None, *, backwards: bool) -> Select[Any]:
    """Return the query from the row after `start` on (before it, in reverse, when backwards)."""
    if start is not None:
        here = tuple_(*order)
        there = tuple_(*(literal(value, column.type) for value, column in zip(start, order, strict=True)))
        query = query.where(here < there if backwards else here > there)
    return query.order_by(*(column.desc() for column in order) if backwards else order)
