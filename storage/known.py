"""Records by their ids, deleted or not: what the journal speaks of."""

from collections.abc import Iterable

from sqlalchemy import select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.reader import Reader
from storage.rows import record_from
from storage.tables import TABLES


def known(reader: Reader, kind: Kind, ids: Iterable[RecordId]) -> dict[RecordId, Record]:
    """Return the records of these ids, deleted ones too; none of a kind that is not for this role."""
    if kind.name in reader.hidden:
        return {}
    table = TABLES[kind.name]
    return {
        row["id"]: record_from(kind, row)
        for portion in batches(sorted(set(ids)))
        for row in reader.connection.execute(select(table).where(among(table.c.id, portion))).mappings()
    }
