"""Put a change set that the hub does not have back on top of what the hub has, as far as it still goes."""

from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from storage.apply import Application
from storage.closing import close
from storage.engines.backend import Backend
from storage.errors import ConflictError, RefusedError
from storage.sync.hub import Outcome, Receipt
from storage.sync.outcome import receipt_of
from storage.sync.parcel import Parcel, unit_of
from storage.sync.sifting import Reasons, sifted
from storage.sync.taking_back import taking_back
from storage.transaction import Transaction

_NO_REASONS: Reasons = {}


def put_back(connection: Connection, backend: Backend, parcel: Parcel) -> Receipt:
    """Write a parcel by compare-and-set, under its own id and moment; return what became of it."""
    there = taking_back(connection, parcel)
    if parcel.changes and not there.changes:
        return Receipt(Outcome.EQUAL)
    attempt = _Attempt(connection, backend, there)
    receipt = attempt.write(there)
    if receipt.parked is not None:
        return receipt
    left, reasons = sifted(there, attempt.refusal)
    return attempt.write(left, reasons) if left.changes else receipt


@dataclass(frozen=True)
class _Attempt:
    """A parcel, or some of it, put back; what is refused leaves no trace."""

    connection: Connection
    backend: Backend
    whole: Parcel

    def write(self, parcel: Parcel, reasons: Reasons = _NO_REASONS) -> Receipt:
        """Write some of it, the rest being left for reasons."""
        header = parcel.header
        unit, transaction = unit_of(parcel, header.actor), Transaction(self.connection, self.backend, header.at)
        job = Application(transaction, unit, unit.source, header.device, rest=False, change_set_id=parcel.id)
        point = self.connection.begin_nested()
        try:
            job.run()
            written = close(job)
        except (ConflictError, RefusedError, IntegrityError) as error:
            point.rollback()
            return Receipt(Outcome.CONFLICT, _reason(error), None)
        point.commit()
        return receipt_of(unit, self.whole, written, reasons)

    def refusal(self, parcel: Parcel) -> str | None:
        """Say why some of it would be refused; nothing stays of the trial."""
        point = self.connection.begin_nested()
        receipt = self.write(parcel)
        point.rollback()
        return receipt.reason if receipt.parked is None else None


def _reason(error: Exception) -> str:
    """Return which rule refuses it; where rows have moved on, each part tells for itself."""
    match error:
        case RefusedError():
            return str(error)
        case ConflictError():
            return ""
    return "It does not fit what is in the shared database."
