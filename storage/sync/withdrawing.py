"""What its author has taken back in a working copy, by a chain of undo and redo, and what that means for what waits.

Links of a chain get lost when they arrive and there is nothing left for them to do. So the chain is followed while it
is whole: before mine comes off.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from itcrm_tui.ids import RecordId
from storage import stack
from storage.batches import among
from storage.ledger import change_set
from storage.sync.tables import sync_conflict
from storage.sync.undecided import undecided

Link = tuple[RecordId, RecordId | None]
"""A change set, and the one that it takes back."""


@dataclass(frozen=True)
class Chains:
    """The chains that unsent change sets are part of. `gone`: what does not stand, and what has taken it back.

    `links`: all of them, also those that were sent before, and what each takes back.
    """

    links: Mapping[RecordId, RecordId | None]
    gone: Mapping[RecordId, RecordId]

    def says_anew(self, change_set_id: RecordId) -> bool:
        """Whether an unsent change set stands and says something: what takes back says what was said before."""
        return change_set_id not in self.gone and self.links.get(change_set_id) is None

    def first(self, change_set_id: RecordId) -> RecordId:
        """Return what was done before anything of its chain was taken back."""
        while above := self.links.get(change_set_id):
            change_set_id = above
        return change_set_id


def chains(connection: Connection, unsent: Iterable[Link]) -> Chains:
    """Follow the chains of unsent change sets, given in order, back to what was done first."""
    mine = dict(unsent)
    links = {**dict(_before(connection, mine)), **mine}
    gone: dict[RecordId, RecordId] = {}
    for one, taken_back in reversed(links.items()):
        if taken_back and one not in gone:
            gone[taken_back] = one
    return Chains(links, gone)


def _before(connection: Connection, mine: Mapping[RecordId, RecordId | None]) -> Iterator[Link]:
    """Yield in order what unsent change sets take back that is not unsent itself, back to the first of each chain."""
    targets = {taken_back for taken_back in mine.values() if taken_back and taken_back not in mine}
    if targets:
        columns = (change_set.c.id, change_set.c.reverts, change_set.c.sequence)
        chain = select(*columns).where(among(change_set.c.id, targets)).cte(recursive=True)
        chain = chain.union(select(*columns).join(chain, change_set.c.id == chain.c.reverts))
        rows = connection.execute(select(chain.c.id, chain.c.reverts).order_by(chain.c.sequence))
        yield from ((row.id, row.reverts) for row in rows)


def withdraw(connection: Connection, told: Chains) -> None:
    """Let what waits be as its author has left it, also where the journal has lost links of a chain.

    What was taken back needs no decision, and what it had decided does again.
    """
    if not told.gone:
        return
    by_journal = stack.taken_back(connection, told.gone)
    for one in told.gone.keys() - by_journal:
        _mark(connection, decided_by=one, anew=None)
    for one, by in _done_again_unseen(connection, told):
        _mark(connection, decided_by=one, anew=by)
    for one, by in told.gone.items():
        _settle(connection, one, by)


def _done_again_unseen(connection: Connection, told: Chains) -> Iterator[Link]:
    """Yield what stands though the journal says that it was taken back, with what did it again and was lost there."""
    again = {by: told.first(by) for by in told.gone.values() if by not in told.gone}
    there = set(connection.scalars(select(change_set.c.id).where(among(change_set.c.id, again))))
    standing = {by: one for by, one in again.items() if by not in there and one not in told.gone}
    by_journal = stack.taken_back(connection, set(standing.values()))
    yield from ((one, by) for by, one in standing.items() if one in by_journal)


def _mark(connection: Connection, *, decided_by: RecordId, anew: RecordId | None) -> None:
    these = update(sync_conflict).where(sync_conflict.c.decided_by == decided_by)
    connection.execute(these.values(decided_by=anew))


def _settle(connection: Connection, one: RecordId, by: RecordId) -> None:
    """Let what waits of a change set be settled by what has taken it back."""
    waiting = [row["id"] for row in undecided(connection, sync_conflict.c.change_set_id == one)]
    these = update(sync_conflict).where(among(sync_conflict.c.id, waiting))
    connection.execute(these.values(decided_by=by))
