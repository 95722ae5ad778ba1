"""Records by what they are called: those that begin like that, and those that hold it, as the indexes give them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, literal, null, or_, select

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from storage import search
from storage.tables import SORT_LENGTH, TABLES

_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Named:
    """What a record is called, and which client it is about; `code` is a login for people."""

    kind: str
    id: RecordId
    name: str
    code: str
    client: RecordId | None


def first_names(connection: Connection, kind: Kind, limit: int) -> list[Named]:
    """Return the first records of a kind, in order of name."""
    table = TABLES[kind.name]
    return _named(connection, kind, _names(kind).order_by(table.c.sort_name, table.c.id).limit(limit))


def alike(connection: Connection, kind: Kind, typed: str, limit: int) -> Iterator[Named]:
    """Yield records whose code is typed or begins so, whose name begins so, and such that hold the words."""
    table, code, start = TABLES[kind.name], _code(kind), folded(typed)[:SORT_LENGTH]
    if code is not None:
        spelled = [typed, typed.upper(), typed.lower()]
        begins = [_begins(code, one) for one in dict.fromkeys(spelled)]
        yield from _named(connection, kind, _names(kind).where(or_(*begins)).order_by(code).limit(limit))
    follows = _names(kind).where(_begins(table.c.sort_name, start))
    yield from _named(connection, kind, follows.order_by(table.c.sort_name, table.c.id).limit(limit))
    yield from holding(connection, kind, typed, limit)


def holding(connection: Connection, kind: Kind, typed: str, limit: int) -> list[Named]:
    """Return records that hold all the words; none where these are too short for an index."""
    found = search.found_ids(connection, kind, typed)
    if found is None or max(map(len, folded(typed).split())) < SHORTEST:
        return []
    return _named(connection, kind, _names(kind).where(TABLES[kind.name].c.id.in_(found.limit(limit))))


def _begins(column: ColumnElement[Any], start: str) -> ColumnElement[bool]:
    return and_(column >= start, column <= f"{start}{_LAST}")


SHORTEST = 3
"""Letters of a word that an index of trigrams can tell something of."""


def _names(kind: Kind) -> Select[Any]:
    table, code = TABLES[kind.name], _code(kind)
    name = table.c[kind.name_field.name] if kind.name_field else literal("")
    client = table.c.client if "client" in table.c else null()
    shown = select(table.c.id, name, code if code is not None else null(), client)
    return shown.where(table.c.deleted_at.is_(None))


def _named(connection: Connection, kind: Kind, query: Select[Any]) -> list[Named]:
    return [Named(kind.name, row[0], row[1] or "", row[2] or "", row[3]) for row in connection.execute(query) if row[1]]


def _code(kind: Kind) -> ColumnElement[Any] | None:
    single = (names[0] for names in kind.unique if len(names) == 1)
    name = next((name for name in single if kind.by_name[name].holds is Type.TEXT), None)
    return TABLES[kind.name].c[name] if name else None
