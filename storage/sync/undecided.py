"""What is put aside in a working copy and not settled: by no decision, or by one that was taken back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select, true

from itcrm_tui.ids import RecordId
from storage import stack
from storage.batches import among
from storage.sync.tables import outgoing, sync_conflict

_ORDER = (outgoing.c.number.nulls_first(), sync_conflict.c.id)


def undecided(connection: Connection, which: ColumnElement[Any] | None = None) -> Sequence[RowMapping]:
    """Return what is put aside and not settled, in the order in which it was made, each with its change set's number.

    A number is None for what an earlier working copy has put aside; where there is nothing, that is soon known.
    """
    wanted = true() if which is None else which
    deciding = set(connection.scalars(select(sync_conflict.c.decided_by).where(wanted).distinct()))
    if not deciding:
        return ()
    gone = _taken_back(connection, deciding)
    waits = sync_conflict.c.decided_by.is_(None) | among(sync_conflict.c.decided_by, gone)
    numbered = sync_conflict.outerjoin(outgoing, outgoing.c.change_set_id == sync_conflict.c.change_set_id)
    query = select(sync_conflict, outgoing.c.number).select_from(numbered).where(wanted, waits)
    return connection.execute(query.order_by(*_ORDER)).mappings().all()


def _taken_back(connection: Connection, deciding: set[RecordId | None]) -> set[RecordId]:
    known = {one for one in deciding if one}
    return stack.taken_back(connection, known) if known else set()
