"""What was said about a promise beside the promise itself: its history is told with theirs."""

from sqlalchemy import Connection, select

from itcrm_tui.ids import RecordId
from storage.tables import TABLES

_OF_COMMITMENT = ("requirement", "override", "renegotiation", "miss_review")
_OF_REQUIREMENT = ("answer", "progress")


def with_its_parts(connection: Connection, record_id: RecordId) -> list[RecordId]:
    """Return a record, and what teams were asked and said of it where it is a promise; the deleted too."""
    found = [record_id]
    for parts, owner in ((_OF_COMMITMENT, "commitment"), (_OF_REQUIREMENT, "requirement")):
        owners = tuple(found)
        for table in (TABLES[name] for name in parts):
            found += connection.scalars(select(table.c.id).where(table.c[owner].in_(owners)))
    return found
