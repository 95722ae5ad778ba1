"""Who made a record, when, and whether that was in this working copy."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from storage.change import Operation
from storage.ledger import change_set, changes_of
from storage.sync.state import find_state
from storage.sync.tables import outgoing


@dataclass(frozen=True)
class Making:
    """How a record came to be; `here`: in this working copy, None where the database is none.

    `sent`: `at` is when it reached the hub, whose moments count from then on.
    """

    by: str
    at: datetime
    here: bool | None
    sent: bool = False


def made(connection: Connection, kind: Kind, record_id: RecordId) -> Making | None:
    """Return who made a record and where; None where the journal does not say."""
    table, state = changes_of(restricted=kind.restricted), find_state(connection)
    numbered = exists().where(outgoing.c.change_set_id == change_set.c.id)
    query = select(change_set.c.actor, change_set.c.at, change_set.c.sequence, numbered.label("numbered"))
    query = query.join_from(change_set, table, table.c.change_set_id == change_set.c.id)
    query = query.where(table.c.record_id == record_id, table.c.operation == str(Operation.CREATE))
    row = connection.execute(query.order_by(change_set.c.sequence).limit(1)).first()
    if row is None:
        return None
    if state is None:
        return Making(row.actor, row.at, None)
    sent = row.sequence <= state.cursor
    return Making(row.actor, row.at, row.numbered or not sent, sent)
