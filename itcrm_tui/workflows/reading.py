"""One record with its surroundings, in words: what a reading pane or `show` has to say about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.record_words import (
    Manner,
    Names,
    Table,
    fact_lines,
    facts,
    owned_heading,
    summary,
    table,
    texts,
)
from itcrm_tui.domain.wording import Section
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.notation import time_zone
from storage.reader import Reader
from storage.store import Store
from storage.views.parts import names

CHILDREN_SHOWN = 20


@dataclass(frozen=True)
class Reading:
    """A record, what it is called, what it says of itself, and what it owns, with the names of all they mention."""

    record: Record
    title: str
    own: list[Section]
    owned: dict[Kind, list[Record]]
    mentioned: Names
    how: Manner

    @property
    def sections(self) -> list[Section]:
        """All there is to say, what it owns a line each."""
        return [*self.own, *(self._summaries(kind, found) for kind, found in self.owned.items())]

    @property
    def tables(self) -> list[Table]:
        """What it owns, under labels."""
        return [
            table(kind, found[:CHILDREN_SHOWN], self.mentioned, self.how, max(0, len(found) - CHILDREN_SHOWN))
            for kind, found in self.owned.items()
        ]

    def _summaries(self, kind: Kind, found: list[Record]) -> Section:
        shown = [summary(child, self.mentioned, self.how) for child in found[:CHILDREN_SHOWN]]
        more = [f"{len(found) - CHILDREN_SHOWN} more"] if len(found) > CHILDREN_SHOWN else []
        return Section(owned_heading(kind), (*shown, *more))


def read(store: Store, kind: Kind, record_id: RecordId, today: date) -> Reading | Hidden | None:
    """Return a living record in words; None when there is none of that id."""
    with store.read() as reader:
        record = reader.get(kind.record_type, record_id)
        if not isinstance(record, Record):
            return record
        settings = reader.settings()
        how = Manner(today, time_zone(settings), settings.currency_decimals)
        owned = _children(reader, record)
        mentioned = names_in(reader, [record, *(child for found in owned.values() for child in found)])
        return Reading(record, kind.title(record), _own(record, mentioned, how), owned, mentioned, how)


def _own(record: Record, mentioned: Names, how: Manner) -> list[Section]:
    short = facts(record, mentioned, how)
    return [*texts(record), *([Section("FACTS", fact_lines(short))] if short else [])]


def _children(reader: Reader, record: Record) -> dict[Kind, list[Record]]:
    """Return what the record owns directly, by kind; hidden kinds and kinds without any are left out."""
    owner = kind_of(record).name
    found: dict[Kind, list[Record]] = {}
    for kind in KINDS.values():
        if kind.owner and kind.owner.target == owner:
            equal: dict[str, Any] = {kind.owner.name: record.id}
            children = reader.find(kind.record_type, **equal)
            if children and not isinstance(children, Hidden):
                found[kind] = children
    return found


def names_in(reader: Reader, records: Iterable[Record]) -> dict[RecordId, str]:
    """Return the names of all records that these mention."""
    wanted: dict[str, set[RecordId]] = {}
    for record in records:
        for field in kind_of(record).fields:
            if field.target:
                wanted.setdefault(field.target, set()).update(_mentioned(field, record))
    return {key: name for kind, ids in wanted.items() for key, name in names(reader.connection, kind, ids).items()}


def _mentioned(field: Field, record: Record) -> Iterable[RecordId]:
    value = getattr(record, field.name)
    match field.holds:
        case Type.REFERENCE if value:
            return [value]
        case Type.REFERENCES:
            return list(value)
        case Type.SHARES:
            return [one for one, _ in value]
    return []
