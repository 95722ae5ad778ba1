"""Pairs of records of which a person has said that they are not the same: decided, and asked of nobody again."""

from collections.abc import Collection

from sqlalchemy import Connection, insert, select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId, new_id
from storage import stack
from storage.batches import among
from storage.change import ChangeSet, Operation
from storage.ledger import change_set
from storage.store import Store
from storage.sync.tables import sync_conflict
from storage.unit import Unit

_OTHER = "not the same as"


def keep_apart(store: Store, kind: Kind, one: RecordId, other: RecordId, title: str) -> ChangeSet:
    """Note that two records are not the same, as a change set that changes nothing; undo takes the word back."""
    unit = Unit(store.actor, title, change_set_id=new_id(), even_empty=True)

    def note(connection: Connection, written: ChangeSet | None) -> None:
        assert written, "a decision is written even when it changes nothing"
        note_apart(connection, kind, one, other, written)

    unit.alongside = note
    written = store.commit(unit)
    assert written
    return written


def note_apart(connection: Connection, kind: Kind, one: RecordId, other: RecordId, decision: ChangeSet) -> None:
    """Note that a decision says of two records that they are not the same, for as long as it stands.

    What is noted so never waits for anything: it counts as settled by itself.
    """
    note_id = new_id()
    whose = {"id": note_id, "change_set_id": decision.id, "title": decision.title, "made_at": decision.at}
    about = {"kind": kind.name, "record_id": one, "operation": str(Operation.UPDATE), "reason": ""}
    said = {"fields": {_OTHER: [None, None, other]}, "behind": None, "decided_by": note_id}
    connection.execute(insert(sync_conflict).values(whose | about | said))


def kept_apart(connection: Connection, kind: Kind) -> Collection[frozenset[RecordId]]:
    """Return the pairs of a kind that were said not to be the same, where that has not been taken back."""
    rows = connection.execute(select(sync_conflict).where(sync_conflict.c.kind == kind.name)).mappings().all()
    by_set = {row["change_set_id"]: row for row in rows if _OTHER in row["fields"]}
    known = set(connection.scalars(select(change_set.c.id).where(among(change_set.c.id, set(by_set)))))
    standing = known - stack.taken_back(connection, known) if known else known
    return {frozenset((by_set[one]["record_id"], by_set[one]["fields"][_OTHER][2])) for one in standing}
