"""A sync: push what the hub has not, pull what it has written since. It may end anywhere, and the next one goes on."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from itcrm_tui.ids import RecordId
from storage.errors import ReadOnlyError, StoreError
from storage.store import Store
from storage.sync.hub import Card, Feed, Hub, UnheardError
from storage.sync.parcel import Parcel, parcels_after
from storage.sync.rebasing import Pulled, Reached, rebase, unheard
from storage.sync.state import card_of, note_heard, note_idle, note_unwritable, number, state_of, unsent_ids

SENT, SENT_BEFORE = "a change set was sent", "a change set was sent before"
_TRIES = 3


@dataclass(frozen=True)
class Synced:
    """What a sync has done.

    `sent`: how many own change sets the hub has written, those among them that an earlier sync sent; not what waits
    whole for a decision, nor what had nothing left to do.
    `refused`: why the hub takes nothing from this person now, in a sentence; what is theirs stays to be sent.
    """

    sent: int
    pulled: Pulled
    refused: str = ""


def sync(store: Store, hub: Hub, reached: Reached = unheard) -> Synced:
    """Bring a working copy and the hub together; `reached` is told how far it is, and may raise to stop it.

    Raises an ApartError, and what the stores raise. Nothing is lost then.
    """
    pushed, heard = _push_having_heard(store, hub, reached)
    pulled = heard + pull(store, hub, reached)
    if pushed.sent or pulled.received:
        _tell_how_far(store, hub)
    return Synced(pulled.written, pulled, pushed.refused)


@dataclass(frozen=True)
class Pushed:
    """How many change sets were sent, and why no more, where the hub takes none."""

    sent: int = 0
    refused: str = ""


def _push_having_heard(store: Store, hub: Hub, reached: Reached) -> tuple[Pushed, Pulled]:
    """Push; where something was erased that the copy has not heard of, pull before, so that it is not sent."""
    heard = Pulled()
    for _ in range(_TRIES):
        try:
            return push(store, hub, reached), heard
        except UnheardError:
            heard += pull(store, hub, reached)
    return push(store, hub, reached), heard


def push(store: Store, hub: Hub, reached: Reached = unheard) -> Pushed:
    """Send what the hub has not taken yet, in order; who may only read there keeps it, until they may more.

    The working copy itself stays as it is: what became of them is learned by a pull. Raises UnheardError.
    """
    with store.connected() as connection:
        card = card_of(connection)
        parcels = parcels_after(connection, card.cursor)
    if not parcels:
        return Pushed()
    ticket = hub.greet(card)
    reached("the hub was greeted")
    with store.below() as connection:
        numbers = number(connection, [parcel.id for parcel in parcels])
    reached("numbers are given")
    left = [parcel for parcel in parcels if numbers[parcel.id] > ticket.number]
    with _noting(store) as heard:
        for parcel in parcels:
            if numbers[parcel.id] <= ticket.number:
                heard.append(parcel.id)
                reached(SENT_BEFORE)
        for sent, parcel in enumerate(left):
            try:
                hub.take(ticket, numbers[parcel.id], parcel)
            except ReadOnlyError as error:
                return Pushed(sent, str(error))
            heard.append(parcel.id)
            reached(SENT)
    return Pushed(len(left))


@contextmanager
def _noting(store: Store) -> Iterator[list[RecordId]]:
    """Gather the ids of what the hub has taken, and note them however the block ends, for whoever asks how it stands.

    It is a help and no more: only a pull settles what became of them.
    """
    heard: list[RecordId] = []
    try:
        yield heard
    finally:
        if heard:
            with suppress(StoreError), store.below() as connection:
                note_heard(connection, heard)


def pull(store: Store, hub: Hub, reached: Reached = unheard) -> Pulled:
    """Take over what the hub has written, and learn what became of what was sent."""
    with store.connected() as connection:
        card = card_of(connection)
        sent = unsent_ids(connection)
    if sent or hub.has_news(card):
        with hub.since(card, sent) as feed:
            _note_rights(store, card, feed)
            if feed.end != card.cursor or feed.receipts:
                reached("the hub has answered")
                return rebase(store, feed, reached) or Pulled(unsent=len(sent))
        if not sent:
            hub.greet(card)
    with store.below() as connection:
        note_idle(connection, card.cursor, store.clock())
    return Pulled(unsent=len(sent))


def _note_rights(store: Store, card: Card, feed: Feed) -> None:
    """Let the copy be written by what its owner's role is by now."""
    if feed.unwritable != card.unwritable:
        with store.below() as connection:
            note_unwritable(connection, feed.unwritable)
        store.close_to(unreadable=card.unreadable, unwritable=feed.unwritable)


def pending(store: Store) -> list[Parcel]:
    """Return what the hub is not known to have, in order."""
    with store.connected() as connection:
        return parcels_after(connection, state_of(connection).cursor)


def _tell_how_far(store: Store, hub: Hub) -> None:
    """Deletions wait until every copy has passed them: let the hub know that this one has."""
    with store.connected() as connection:
        card = card_of(connection)
    hub.greet(card)
