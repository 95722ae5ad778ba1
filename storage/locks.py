"""Whose capacity a change set touches: those roles are locked first, in order, before anything is read or written."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from itcrm_tui.ids import RecordId
from storage.apply import Transaction
from storage.change import Change
from storage.ledger import role_lock
from storage.tables import TABLES


def lock_roles(transaction: Transaction, changes: Sequence[Change]) -> None:
    """Make others who change the capacity of the same roles wait until this transaction has ended."""
    roles = sorted({role for change in changes for role in _roles(transaction, change) if role})
    if roles:
        query = select(role_lock.c.role_id).where(role_lock.c.role_id.in_(roles)).order_by(role_lock.c.role_id)
        transaction.connection.execute(transaction.backend.locked(query)).all()


def _roles(transaction: Transaction, change: Change) -> Iterable[RecordId]:
    match change.kind:
        case "requirement" | "run_reserve":
            yield from _both(change, "role")
        case "person":
            for shares in _both(change, "role_shares"):
                yield from shares or ()
        case "time_off":
            for person in _both(change, "person"):
                yield from _column(transaction, "person", person, "role_shares") or ()
        case "progress":
            for requirement in _both(change, "requirement"):
                yield _column(transaction, "requirement", requirement, "role")


def _both(change: Change, name: str) -> tuple[Any, Any]:
    return change.fields.get(name, (None, None))


def _column(transaction: Transaction, kind: str, record_id: RecordId | None, name: str) -> Any:
    table = TABLES[kind]
    return transaction.connection.scalar(select(table.c[name]).where(table.c.id == record_id))
