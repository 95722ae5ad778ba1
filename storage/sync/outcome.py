"""What became of a parcel, as its unit tells it once it has been written."""

from collections.abc import Sequence

from storage.change import ChangeSet, grouped
from storage.errors import Clash
from storage.sync.hub import Outcome, Part, Receipt
from storage.sync.parcel import Parcel
from storage.sync.sifting import Reasons, parts_left
from storage.unit import Unit


def receipt_of(unit: Unit, parcel: Parcel, written: ChangeSet | None, reasons: Reasons) -> Receipt:
    """Return what became of a parcel whose unit no rule has refused; `reasons`: why some of it is not in the unit."""
    parked = parts_of(unit.left_alone, parcel) | frozenset(parts_left(parcel, reasons))
    if written is not None:
        return Receipt(Outcome.WRITTEN, "", parked, reasons)
    return Receipt(Outcome.CONFLICT if parked else Outcome.EQUAL, "", parked, reasons)


def parts_of(clashes: Sequence[Clash], parcel: Parcel) -> frozenset[Part]:
    """Return the parts of a parcel in which clashes are: groups of fields, or a record as a whole."""
    changes = {(change.kind, change.record_id): change for change in parcel.changes}
    found: set[Part] = set()
    for clash in clashes:
        groups = grouped(changes[clash.kind, clash.record_id])
        names = next((group for group in groups if clash.field in group), [])
        found.add((clash.kind, clash.record_id, tuple(names)))
    return frozenset(found)
