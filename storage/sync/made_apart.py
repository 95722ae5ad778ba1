"""Which records of a kind were made in this working copy, and which on other devices lately."""

from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from storage.change import Operation
from storage.ledger import change_set, changes_of
from storage.sync.tables import outgoing
from storage.views.identities import Identity, identities

MINE = 200
"""So many of the newest that were made here are looked at."""
LATELY = 2_000
"""So many of the newest change sets are looked through for what others have made."""
SEVERAL = 200
"""A change set of more records is an import, which looks for duplicates itself."""


@dataclass(frozen=True)
class MadeApart:
    """A living record, who made it, and whether that was in this working copy."""

    identity: Identity
    by: str
    here: bool


def made_apart(connection: Connection, kind: Kind, device: str) -> list[MadeApart]:
    """Return what was made in this working copy, and if that is anything, what was on other devices; oldest first."""
    made = _made(kind)
    sent = made.join(outgoing, outgoing.c.change_set_id == change_set.c.id)
    mine = {
        row.record_id: row.actor for row in connection.execute(sent.order_by(change_set.c.sequence.desc()).limit(MINE))
    }
    if not mine:
        return []
    newest = select(func.max(change_set.c.sequence) - LATELY).scalar_subquery()
    lately = made.where(change_set.c.sequence > newest, change_set.c.device != device)
    others = {row.record_id: row.actor for row in connection.execute(lately)}
    who: dict[RecordId, str] = others | mine
    return [MadeApart(one, who[one.id], one.id in mine) for one in identities(connection, kind, who)]


def _made(kind: Kind) -> Select[tuple[RecordId, str]]:
    table = changes_of(restricted=kind.restricted)
    made = select(table.c.record_id, change_set.c.actor).join_from(
        change_set, table, table.c.change_set_id == change_set.c.id
    )
    is_made = (table.c.kind == kind.name) & (table.c.operation == str(Operation.CREATE))
    return made.where(change_set.c.records <= SEVERAL, is_made)
