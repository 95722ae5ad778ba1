"""What was erased in the hub is erased in a working copy too: rows, search and journal."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select, update

from itcrm_tui.domain.kinds import KINDS
from storage.baseline import last_baselines, write_baselines
from storage.batches import among
from storage.erasing.erasure import erase_in
from storage.sync.unsaying import Erased
from storage.tables import TABLES
from storage.transaction import Transaction

_PEOPLE = ("person", "stakeholder")


def forget(transaction: Transaction, erased: Erased) -> None:
    """Blank what was erased; versions stay as they are until the marker of the erasure is laid down."""
    if not erased:
        return
    heads = list(_heads(transaction.connection, erased))
    about = next((key for key in erased if key[0] in _PEOPLE), next(iter(erased)))
    erase_in(transaction, about, erased)
    transaction.standing.clear()
    for kind, head in heads:
        table = TABLES[kind]
        values = {"version": head.version, "updated_at": head.updated_at}
        transaction.connection.execute(update(table).where(table.c.id == head.id).values(values))


def mark(transaction: Transaction, erased: Erased, sequence: int) -> None:
    """Let the rows of an erasure have the version and the moment of its marker, and the self check begin there."""
    for kind, record_id in erased:
        table = TABLES[kind]
        values = {"version": table.c.version + 1, "updated_at": transaction.at}
        transaction.connection.execute(update(table).where(table.c.id == record_id).values(values))
    begun = last_baselines(transaction.connection)
    kinds = sorted({kind for kind, _ in erased} & begun.keys())
    write_baselines(transaction.connection, (KINDS[name] for name in kinds), sequence)


def _heads(connection: Connection, erased: Erased) -> Iterator[tuple[str, Any]]:
    for kind in {kind for kind, _ in erased}:
        table = TABLES[kind]
        ids = [record_id for one, record_id in erased if one == kind]
        query = select(table.c.id, table.c.version, table.c.updated_at).where(among(table.c.id, ids))
        yield from ((kind, row) for row in connection.execute(query))
