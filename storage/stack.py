"""Which change sets stand, and which of mine is the next to be undone or redone."""

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.batches import among
from storage.change import Action, ChangeSet
from storage.journal import get, header_from
from storage.ledger import change_set, changes_of

_PAGE = 20


def in_effect(connection: Connection, change_set_id: RecordId, *, besides: RecordId | None = None) -> bool:
    """Whether a change set stands: nothing that itself stands, `besides` apart, has taken it back."""
    return change_set_id not in taken_back(connection, [change_set_id], besides=besides)


def taken_back(connection: Connection, ids: Collection[RecordId], *, besides: RecordId | None = None) -> set[RecordId]:
    """Return which of the change sets do not stand. What takes one back has always the higher sequence."""
    columns = (change_set.c.id, change_set.c.reverts, change_set.c.sequence)
    first = select(*columns).where(among(change_set.c.reverts, ids))
    chain = (first if besides is None else first.where(change_set.c.id != besides)).cte(recursive=True)
    chain = chain.union(select(*columns).join(chain, change_set.c.reverts == chain.c.id))
    gone: set[RecordId] = set()
    for newer, reverts in connection.execute(select(chain.c.id, chain.c.reverts).order_by(chain.c.sequence.desc())):
        if newer not in gone:
            gone.add(reverts)
    return gone & set(ids)


def merges(connection: Connection, found: ChangeSet) -> bool:
    """Whether a change set merges records: it was written as a merge, or does again one that was undone."""
    takes_back = False
    while found.action is not Action.MERGE:
        above = get(connection, found.reverts) if found.reverts else None
        if above is None:
            return False
        found, takes_back = above, not takes_back
    return not takes_back


def done_first(connection: Connection, found: ChangeSet) -> ChangeSet:
    """Return what was done before it was ever undone or redone."""
    while found.action in (Action.UNDO, Action.REDO) and found.reverts:
        above = get(connection, found.reverts)
        if above is None:
            break
        found = above
    return found


def nothing_stands_since(connection: Connection, change_set_id: RecordId, kind: str, record_id: RecordId) -> bool:
    """Whether all that touched a record after a change set has been taken back."""
    table = changes_of(restricted=KINDS[kind].restricted)
    number = select(change_set.c.sequence).where(change_set.c.id == change_set_id).scalar_subquery()
    query = select(change_set.c.id, change_set.c.reverts).join(table, table.c.change_set_id == change_set.c.id)
    query = query.where(table.c.record_id == record_id, change_set.c.sequence > number)
    later = {row[0]: row[1] for row in connection.execute(query)}
    gone = taken_back(connection, later)
    return all(one in gone or reverts in later for one, reverts in later.items())


def undoable(connection: Connection, actor: str, device: str) -> ChangeSet | None:
    """Return the latest change set of this person on this device that still stands."""
    for found, stands in _mine(connection, actor, device):
        if stands and found.action is not Action.UNDO:
            return found
    return None


def redoable(connection: Connection, actor: str, device: str) -> ChangeSet | None:
    """Return the undo that a redo would take back; there is none once something new has been written."""
    for found, stands in _mine(connection, actor, device):
        if found.action not in (Action.UNDO, Action.REDO):
            return None
        if stands and found.action is Action.UNDO:
            return found
    return None


def _mine(connection: Connection, actor: str, device: str) -> Iterator[tuple[ChangeSet, bool]]:
    """Yield this person's change sets on this device, newest first, and whether each stands."""
    mine = select(change_set).where(change_set.c.device == device, change_set.c.actor == actor)
    query = mine.order_by(change_set.c.sequence.desc()).limit(_PAGE)
    while page := [header_from(row) for row in connection.execute(query).mappings()]:
        gone = taken_back(connection, [found.id for found in page])
        yield from ((found, found.id not in gone) for found in page)
        query = mine.where(change_set.c.sequence < page[-1].sequence).order_by(change_set.c.sequence.desc())
        query = query.limit(_PAGE)
