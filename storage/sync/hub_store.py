"""A store as the hub: a server that everybody shares, or in tests a file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, insert, select

from itcrm_tui.ids import RecordId
from storage import journal
from storage.batches import among, batches
from storage.change import ChangeSet, Key, Operation
from storage.erasing.marker import erased_since
from storage.errors import NOT_YOURS, ConflictError, ReadOnlyError, RefusedError
from storage.store import Store
from storage.sync import registry
from storage.sync.hub import Card, Delivered, Feed, Outcome, OvertakenError, Receipt, Ticket
from storage.sync.outcome import receipt_of
from storage.sync.parcel import Parcel, unit_of
from storage.sync.sifting import sifted
from storage.sync.tables import receipt
from storage.sync.taking_back import taking_back
from storage.unit import Unit

_PAGE = 200
_RECORDS = 2_000
"""So many changes are asked for at once: over a long line each question is waited for."""


class HubStore:
    """The hub over a store, opened by the same person on the same device as the copy."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def has_news(self, card: Card) -> bool:
        with self.store.glancing() as connection:
            return registry.has_news(connection, self.store.backend, card, self.store.clock())

    def greet(self, card: Card) -> Ticket:
        with self.store.below() as connection:
            self._check(connection, card)
            return registry.begin(connection, card, self.store.device, self.store.clock())

    def _check(self, connection: Connection, card: Card) -> registry.Rights:
        """Return what the role may by now, which the store may have asked for long ago. Raises an ApartError."""
        rights = registry.check(connection, self.store.backend, card, self.store.clock())
        if rights.unwritable != card.unwritable:
            self.store.close_to(unreadable=rights.unreadable, unwritable=rights.unwritable)
        return rights

    def take(self, ticket: Ticket, number: int, parcel: Parcel) -> None:
        if self._taken(parcel.id):
            return
        there = self._taking_back(parcel)
        if self.store.unsure == parcel.id:
            self.store.unsure = None
        try:
            if parcel.changes and not there.changes:
                self._enter(ticket, number, parcel.id, Receipt(Outcome.EQUAL))
            else:
                self._write(ticket, number, there)
        except (OvertakenError, RefusedError):
            if not self._taken(parcel.id):
                raise

    def _write(self, ticket: Ticket, number: int, parcel: Parcel) -> None:
        """Write a parcel, or what no rule refuses of it, and note what became of it."""
        reason = self._refused(ticket, number, parcel, parcel, {})
        if reason is None:
            return
        # What a role may not write is refused as one: trying the parts of it would be trying doors.
        left, reasons = (parcel.only(()), {}) if reason == NOT_YOURS else sifted(parcel, self._refusal)
        if not left.changes or self._refused(ticket, number, parcel, left, reasons) is not None:
            self._enter(ticket, number, parcel.id, Receipt(Outcome.CONFLICT, reason, None))

    def _refused(
        self, ticket: Ticket, number: int, parcel: Parcel, left: Parcel, reasons: Mapping[Key, str]
    ) -> str | None:
        """Write what is left of a parcel, with its receipt; or return why it is refused."""
        unit = unit_of(left, self.store.actor)

        def enter(connection: Connection, written: ChangeSet | None) -> None:
            _enter(connection, ticket, number, parcel.id, receipt_of(unit, parcel, written, reasons))

        unit.alongside = enter
        return self._reason(unit)

    def _refusal(self, left: Parcel) -> str | None:
        """Return why some of a parcel would be refused; nothing stays of the trial."""
        unit = unit_of(left, self.store.actor)
        unit.rehearsal = True
        return self._reason(unit)

    def _reason(self, unit: Unit) -> str | None:
        try:
            self.store.commit(unit)
        except (ConflictError, RefusedError, ReadOnlyError) as error:
            if isinstance(error, ReadOnlyError) and str(error) != NOT_YOURS:
                raise
            # What rows hold now may be restricted, and receipts are for all to read: the copy finds out by itself.
            return "" if isinstance(error, ConflictError) else str(error)
        return None

    def _enter(self, ticket: Ticket, number: int, change_set_id: RecordId, what: Receipt) -> None:
        with self.store.below() as connection:
            _enter(connection, ticket, number, change_set_id, what)

    def _taking_back(self, parcel: Parcel) -> Parcel:
        if parcel.header.reverts is None and not any(one.operation is Operation.DELETE for one in parcel.changes):
            return parcel
        with self.store.connected() as connection:
            return taking_back(connection, parcel)

    def _taken(self, change_set_id: RecordId) -> bool:
        with self.store.glancing() as connection:
            return change_set_id in receipts(connection, [change_set_id])

    @contextmanager
    def since(self, card: Card, sent: Sequence[RecordId]) -> Iterator[Feed]:
        with self.store.connected() as connection:
            rights = self._check(connection, card)
            connection = connection.execution_options(itcrm_unreadable=rights.unreadable)
            self.store.backend.without_hurry(connection)
            end = journal.sequence(connection)
            end_set = registry.set_at(connection, end)
            found = receipts(connection, sent)
            erased = erased_since(connection, card.cursor) if end > card.cursor else []
            sets = self._delivered(connection, card.cursor)
            yield Feed(card.cursor, end, end_set, sets, found, erased, rights.unwritable)

    def _delivered(self, connection: Connection, after: int) -> Iterator[Delivered]:
        """Yield what was written after a number; it is read while the copy writes, and fails in the hub's words."""
        with self.store.explained():
            while page := journal.change_sets(connection, after=after, limit=_PAGE):
                for headers in _together(page[::-1]):
                    changes = journal.changes_together(connection, (header.id for header in headers))
                    yield from (Delivered(header, changes[header.id]) for header in headers)
                after = page[0].sequence


def receipts(connection: Connection, ids: Sequence[RecordId]) -> dict[RecordId, Receipt]:
    """Return what became of those of the change sets that the hub has taken."""
    found: dict[RecordId, Receipt] = {}
    for portion in batches(ids):
        for row in connection.execute(select(receipt).where(among(receipt.c.change_set_id, portion))).mappings():
            outcome, parked = Outcome(row["outcome"]), row["parked"]
            parts = None if parked is None else frozenset((kind, one, tuple(names)) for kind, one, names, *_ in parked)
            reasons = {(kind, one): why[0] for kind, one, _, *why in parked or () if any(why)}
            found[row["change_set_id"]] = Receipt(outcome, row["reason"], parts, reasons)
    return found


def _enter(connection: Connection, ticket: Ticket, number: int, change_set_id: RecordId, what: Receipt) -> None:
    registry.advance(connection, ticket, number, change_set_id)
    values = {"change_set_id": change_set_id, "copy_id": ticket.copy_id, "number": number}
    parked = (
        None
        if what.parked is None
        else sorted([kind, one, list(names), what.reasons.get((kind, one), "")] for kind, one, names in what.parked)
    )
    values |= {"outcome": str(what.outcome), "reason": what.reason, "parked": parked}
    connection.execute(insert(receipt).values(values))


def _together(headers: Sequence[ChangeSet]) -> Iterator[list[ChangeSet]]:
    """Yield change sets in their order, as many at a time as change a few records together."""
    some: list[ChangeSet] = []
    for header in headers:
        if some and sum(one.records for one in some) + header.records > _RECORDS:
            yield some
            some = []
        some.append(header)
    yield some
