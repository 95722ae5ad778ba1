"""A day, a person who asks, and records by hand, for the tests of filters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from itcrm_tui.domain.kinds import KINDS, kind_of
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.query.asker import Asker
from itcrm_tui.query.evaluation import shows
from itcrm_tui.query.filter import Filter
from itcrm_tui.query.understanding import understood

TODAY = date(2026, 11, 25)
"""A Wednesday."""
BERLIN = ZoneInfo("Europe/Berlin")
NOTATION = Notation(decimal_mark=".", today=TODAY, time_zone=BERLIN)
ASKER = Asker(notation=NOTATION, me="ana")


class Records:
    """Living records at hand, as the surroundings of each other."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.all = {(kind_of(record).name, record.id): record for record in records}

    def record(self, kind: str, record_id: RecordId) -> Record | None:
        return self.all.get((kind, record_id))

    def pointing(self, kind: str, field: str, record_id: RecordId) -> Iterable[Record]:
        return [one for (name, _), one in self.all.items() if name == kind and getattr(one, field) == record_id]


def read(text: str, kind: str, asker: Asker = ASKER) -> Filter:
    """What a filter means for a kind."""
    return understood(text, KINDS[kind], asker)


def shown(text: str, record: Record, *around: Record, asker: Asker = ASKER) -> bool:
    """Whether a filter shows a record."""
    found = read(text, kind_of(record).name, asker)
    return shows(found.tree, record, Records((record, *around)))
