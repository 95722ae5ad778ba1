"""Where else somebody's words stand: in texts of other records, now or in their history. Found, not changed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from json import dumps
from re import Pattern, escape
from re import compile as pattern
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, cast, or_, select
from sqlalchemy.sql.elements import NamedColumn

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from storage.change import Key
from storage.filtering.folding import Folded
from storage.journal import readable
from storage.tables import TABLES

_TEXTS = (Type.TEXT, Type.LINES, Type.TEXTS)


@dataclass(frozen=True)
class Mention:
    """A field of a record in which the words stand: in the row, or only in what the journal keeps of it."""

    kind: str
    record_id: RecordId
    field: str
    past: bool


def mentions(connection: Connection, words: Sequence[str], besides: Collection[Key]) -> list[Mention]:
    """Return where any of the words stands, whole and whatever its case, in texts that the role may read."""
    if not words:
        return []
    found: dict[tuple[str, RecordId, str], Mention] = {}
    whole = pattern("|".join(rf"(?<!\w){escape(folded(word))}(?!\w)" for word in words))
    unreadable = connection.get_execution_options().get("itcrm_unreadable", frozenset())
    for kind in (kind for name, kind in KINDS.items() if name not in unreadable):
        for one in _in_rows(connection, kind, words, whole):
            found[one.kind, one.record_id, one.field] = one
    for one in _in_journal(connection, words, whole):
        found.setdefault((one.kind, one.record_id, one.field), one)
    return [one for one in found.values() if (one.kind, one.record_id) not in besides]


def _in_rows(connection: Connection, kind: Kind, words: Sequence[str], whole: Pattern[str]) -> Iterator[Mention]:
    fields, table = _texts_of(kind), TABLES[kind.name]
    if not fields:
        return
    columns = [table.c[field.name] for field in fields]
    query = select(table.c.id, *columns).where(or_(*(_holds(column, words) for column in columns)))
    for record_id, *values in connection.execute(query):
        for field, value in zip(fields, values, strict=True):
            if _stands_in(value, whole):
                yield Mention(kind.name, record_id, field.name, past=False)


def _in_journal(connection: Connection, words: Sequence[str], whole: Pattern[str]) -> Iterator[Mention]:
    spelled = [dumps(word, ensure_ascii=False)[1:-1] for word in words]
    for table in readable(connection):
        columns = (table.c.kind, table.c.record_id, table.c.fields)
        for kind, record_id, values in connection.execute(
            select(*columns).where(_holds(table.c.fields, spelled)), execution_options={"yield_per": 500}
        ):
            for name, pair in values.items():
                if any(_stands_in(value, whole) for value in pair):
                    yield Mention(kind, record_id, name, past=True)


def _texts_of(kind: Kind) -> list[Field]:
    return [field for field in kind.fields if field.holds in _TEXTS]


def _holds(column: NamedColumn[Any], words: Iterable[str]) -> ColumnElement[bool]:
    text = Folded(cast(column, Text))
    return or_(*(text.contains(folded(word), autoescape=True) for word in words))


def _stands_in(value: Any, whole: Pattern[str]) -> bool:
    texts = value if isinstance(value, list) else [value]
    return any(isinstance(text, str) and whole.search(folded(text)) is not None for text in texts)
