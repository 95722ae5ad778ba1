"""A new working copy in place of one that can no longer be synced; what was not sent goes along."""

from collections import deque
from collections.abc import Collection, Sequence
from math import inf
from pathlib import Path

from sqlalchemy import Connection, insert, select

from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.erasing.marker import erasing_sets, erasures_besides
from storage.ledger import change_set
from storage.moving.transfer import Progress
from storage.opening import open_store
from storage.store import Store
from storage.sync.beside import made_beside
from storage.sync.checkout import fill, whence_of
from storage.sync.hub import Feed
from storage.sync.hub_store import receipts
from storage.sync.parcel import Parcel, parcels
from storage.sync.rebasing import Rebase, links
from storage.sync.state import number, state_of
from storage.sync.tables import outgoing, sync_conflict
from storage.sync.unsaying import forget_conflicts, lost, without
from storage.sync.withdrawing import chains


def renew(old: Store, hub: Store, path: Path, progress: Progress, scheme: str = "sqlite") -> int:
    """Make a new working copy at `path`; return its number of rows.

    Everything that the old copy has made and the hub does not know is put on top of it by compare-and-set; its
    conflicts come along, and so does which of what the hub knows was made in it. What was erased in the hub meanwhile
    does not. The old copy stays as it is, and where this is stopped there is no new one.
    """
    with hub.connected() as reading, made_beside(path.absolute(), scheme, whence_of(hub, reading)) as url:
        rows = fill(hub, reading, url, progress)
        _take_along(old, hub, url)
        return rows


def _take_along(old: Store, hub: Store, url: str) -> None:
    mine, unsettled = _made_here(old)
    with old.connected() as connection:
        heard = erasing_sets(connection)
    with hub.connected() as connection:
        known = receipts(connection, [parcel.id for parcel in mine])
        written = _among(connection, mine)
        erased = erasures_besides(connection, heard)
    left = [parcel for parcel in mine if parcel.id not in written or parcel.id in known.keys() & unsettled]
    with old.connected() as connection:
        gone, told = lost(connection, erased, left), chains(connection, links(left))
    fresh = open_store(url, actor=old.actor, device=old.device, clock=old.clock)
    try:
        with fresh.below() as connection:
            _bring_conflicts(old, connection)
            ordered = _in_order(old, left, unsettled)
            number(connection, [*_sent(old, written.difference(ordered)), *ordered])
            feed = Feed(0, 0, None, iter(()), known)
            Rebase(fresh, connection, [without(parcel, gone) for parcel in left]).put_mine_back(feed, told)
            forget_conflicts(connection, gone)
    finally:
        fresh.close()


def _made_here(old: Store) -> tuple[list[Parcel], set[RecordId]]:
    """Return what the old copy holds that was made on this device, and the ids of what is not settled yet."""
    with old.connected() as connection:
        cursor = state_of(connection).cursor
        mine = (change_set.c.device == old.device) | (change_set.c.sequence > cursor)
        made = parcels(connection, mine)
        return made, {parcel.id for parcel in made if parcel.header.sequence > cursor}


def _in_order(old: Store, left: Sequence[Parcel], unsettled: Collection[RecordId]) -> list[RecordId]:
    """Return what is left and what has been put aside in the order in which it was made."""
    numbered = select(outgoing.c.change_set_id, outgoing.c.number)
    with old.connected() as connection:
        numbers = {RecordId(row.change_set_id): row.number for row in connection.execute(numbered)}
        aside = set(connection.scalars(select(sync_conflict.c.change_set_id)))
    rest = deque(sorted(aside - {one.id for one in left}, key=lambda one: (numbers.get(one, 0), one)))
    ordered: list[RecordId] = []
    for parcel in left:
        at = numbers.get(parcel.id, inf if parcel.id in unsettled else 0)
        while rest and numbers.get(rest[0], 0) < at:
            ordered.append(rest.popleft())
        ordered.append(parcel.id)
    return [*ordered, *rest]


def _sent(old: Store, written: Collection[RecordId]) -> list[RecordId]:
    """Return which of the change sets were sent from the old copy, in order: what they made stays its own."""
    numbered = select(outgoing.c.change_set_id).order_by(outgoing.c.number)
    with old.connected() as connection:
        return [one for one in connection.scalars(numbered) if one in written]


def _among(connection: Connection, mine: Sequence[Parcel]) -> set[RecordId]:
    found: set[RecordId] = set()
    for portion in batches(parcel.id for parcel in mine):
        found.update(connection.scalars(select(change_set.c.id).where(among(change_set.c.id, portion))))
    return found


def _bring_conflicts(old: Store, connection: Connection) -> None:
    with old.connected() as source:
        for row in source.execute(select(sync_conflict)).mappings():
            connection.execute(insert(sync_conflict).values(dict(row)))
