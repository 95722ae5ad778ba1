"""Who has written the value that a field holds: whoever takes something back lets an earlier one stand."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.ledger import change_set, changes_of

_PAGE = 50


def author_of(
    connection: Connection, kind: str, record_id: RecordId, field: str, besides: Collection[RecordId] = ()
) -> tuple[str, datetime] | None:
    """Return who has written what a field of a record holds, and when; who has taken the rest back, if nobody has.

    `besides`: change sets that are not looked at.
    """
    table = changes_of(restricted=KINDS[kind].restricted)
    columns = (change_set.c.id, change_set.c.reverts, change_set.c.actor, change_set.c.at, table.c.fields)
    query = select(*columns).join_from(table, change_set).where(table.c.record_id == record_id)
    newest_first = query.order_by(change_set.c.sequence.desc())
    gone, took_back = set[RecordId](), None
    with connection.execute(newest_first, execution_options={"yield_per": _PAGE}) as rows:
        for one, reverts, actor, at, values in rows:
            if one in gone or one in besides or field not in values or values[field][0] == values[field][1]:
                continue
            if reverts is None:
                return actor, at
            gone.add(reverts)
            took_back = took_back or (actor, at)
    return took_back
