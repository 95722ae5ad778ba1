"""Pull: in one transaction of the working copy, mine comes off, the hub's is laid down, and mine is put back on top."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from storage.erasing.erasure import wipe
from storage.store import Store
from storage.sync.forgetting import forget
from storage.sync.hub import Feed, Outcome
from storage.sync.laying_down import lay_down
from storage.sync.parcel import Parcel, parcels_after
from storage.sync.parking import put_aside
from storage.sync.putting_back import put_back
from storage.sync.state import count_from, move_cursor, number, state_of
from storage.sync.superseding import supersede
from storage.sync.taking_off import take_off
from storage.sync.unsaying import Lost, forget_conflicts, lost, without
from storage.sync.withdrawing import Chains, Link, chains, withdraw
from storage.transaction import Transaction

RECEIVED = "a change set was laid down"
Reached = Callable[[str], object]
"""Told how far a sync has come; what it raises ends it there."""


@dataclass(frozen=True)
class Pulled:
    """What a pull has done: change sets of others laid down, own ones still to be sent, parts put aside.

    `arrived`: how many of one's own the hub is known to have taken since the last pull; `written`: how many of these
    stand there now, whole or in part; `clashed`: of how many nothing does, as all of it has to be decided. Of the rest
    there was nothing left to do.
    """

    received: int = 0
    unsent: int = 0
    parked: int = 0
    arrived: int = 0
    clashed: int = 0
    written: int = 0

    def __add__(self, later: "Pulled") -> "Pulled":
        """Return what this pull and a later one have done."""
        return Pulled(
            self.received + later.received,
            later.unsent,
            self.parked + later.parked,
            self.arrived + later.arrived,
            self.clashed + later.clashed,
            self.written + later.written,
        )


def unheard(_where: str) -> None:
    """Nobody wants to know."""


def rebase(store: Store, feed: Feed, reached: Reached = unheard) -> Pulled | None:
    """Take over what the hub has written; None for an answer to an earlier question, which is left alone.

    Raises StrayedError; then, and when it is ended midway, everything is as it was.
    """
    with store.below() as connection:
        if state_of(connection).cursor != feed.start:
            return None
        mine = parcels_after(connection, feed.start)
        pulled = Rebase(store, connection, mine, reached).run(feed)
        reached("before the commit of a pull")
    reached("after the commit of a pull")
    if feed.erased:
        wipe(store, {kind for erased in feed.erased for kind, _ in erased})
    return pulled


def links(mine: Sequence[Parcel]) -> Iterator[Link]:
    """Yield what each of one's own takes back."""
    yield from ((parcel.id, parcel.header.reverts) for parcel in mine)


@dataclass
class Rebase:
    """One pull on its way."""

    store: Store
    connection: Connection
    mine: Sequence[Parcel]
    reached: Reached = unheard

    def run(self, feed: Feed) -> Pulled:
        """Do all of it, inside the transaction at hand."""
        gone = lost(self.connection, feed.erased, self.mine)
        told = chains(self.connection, links(self.mine))
        self.take_mine_off()
        self.reached("mine is off")
        self.forget(feed, gone)
        received = self.lay_down(feed)
        self.reached("the hub's is laid down")
        move_cursor(self.connection, feed.end, feed.end_set, self.store.clock())
        self.reached("the cursor has moved")
        pulled = replace(self.put_mine_back(feed, told), received=received)
        forget_conflicts(self.connection, gone)
        return pulled

    def take_mine_off(self) -> None:
        """Take off what the hub has not, or may have in another way, newest first."""
        for parcel in reversed(self.mine):
            take_off(Transaction(self.connection, self.store.backend, parcel.header.at), parcel)

    def forget(self, feed: Feed, gone: Lost) -> None:
        """Erase what was erased in the hub, before what came after it is laid on top."""
        for erased in feed.erased:
            forget(Transaction(self.connection, self.store.backend, self.store.clock()), erased)
        self.mine = [without(parcel, gone) for parcel in self.mine]

    def lay_down(self, feed: Feed) -> int:
        """Lay down what the hub has written; return how many change sets of it were not sent from here."""
        count_from(self.connection, feed.start)
        mine, received = {parcel.id for parcel in self.mine}, 0
        for delivered in feed.sets:
            lay_down(self.connection, self.store.backend, delivered)
            received += delivered.header.id not in mine
            self.reached(RECEIVED)
        return received

    def put_mine_back(self, feed: Feed, told: Chains) -> Pulled:
        """Put back what the hub has not taken; what does not go is put aside. `told`: what its author took back."""
        unsent = parked = 0
        backend = self.store.backend
        numbers = number(self.connection, [parcel.id for parcel in self.mine])
        for parcel in self.mine:
            taken = feed.receipts.get(parcel.id)
            receipt = taken or put_back(self.connection, backend, parcel)
            waits = taken is None and receipt.outcome is Outcome.WRITTEN
            unsent += waits
            parked += put_aside(self.connection, backend, parcel, receipt, unsent=waits)
        withdraw(self.connection, told)
        anew = ((numbers[parcel.id], parcel) for parcel in self.mine if told.says_anew(parcel.id))
        supersede(self.connection, anew)
        became = Counter(feed.receipts[parcel.id].outcome for parcel in self.mine if parcel.id in feed.receipts)
        clashed, written = became[Outcome.CONFLICT], became[Outcome.WRITTEN]
        return Pulled(0, unsent, parked, became.total(), clashed, written)
