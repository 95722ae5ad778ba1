"""Of a plain change set that a rule refuses, find what goes without the rest, which a person decides."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from storage.change import Change, Key, Operation, grouped
from storage.sync.hub import Part
from storage.sync.parcel import Parcel

T = TypeVar("T")
Refusal = Callable[[Parcel], str | None]
"""Says by which rule a parcel would be refused, in a sentence; None where it can be written."""
Reasons = Mapping[Key, str]
"""Why single records of a change set are not written."""


TRIES = 400
"""Each is a write that comes to nothing: where nearly all is refused, most of it waits untried."""
UNTRIED = "So much of this change was refused that the rest was not tried: {reason}"


def sifted(parcel: Parcel, refusal: Refusal) -> tuple[Parcel, Reasons]:
    """Return what is left of a refused parcel without the records that it is refused for, and why each of those is.

    Halves are tried: of n records of which k are refused, about 2 k log n times, and at most `TRIES` times; what is
    untried then is left out too. What takes effect whole stays whole: nothing is left of it.
    """
    if parcel.whole or len(parcel.changes) < 2:
        return parcel.only(()), {}
    kept, left = parted(parcel.changes, lambda some: refusal(parcel.only(some)))
    return parcel.only(kept), {(one.kind, one.record_id): reason for one, reason in left}


def parted(all_of_it: Sequence[T], refusal: Callable[[Sequence[T]], str | None]) -> tuple[list[T], list[tuple[T, str]]]:
    """Return what goes together, and what does not, each with the reason; all of it together is known to be refused."""
    kept: list[T] = []
    left: list[tuple[T, str]] = []
    tries, said = TRIES, ""
    untried = _halves(all_of_it)
    while untried:
        some = untried.pop()
        if not tries:
            left += [(one, UNTRIED.format(reason=said)) for one in some]
        elif some:
            tries -= 1
            reason = refusal([*kept, *some])
            if reason is None:
                kept.extend(some)
            elif len(some) == 1:
                said = reason
                left.append((some[0], reason))
            else:
                untried += _halves(some)
    return kept, left


def _halves(some: Sequence[T]) -> list[Sequence[T]]:
    """Return the second half and the first, which is taken first."""
    middle = len(some) // 2
    return [some[middle:], some[:middle]]


def parts_left(parcel: Parcel, reasons: Reasons) -> Iterator[Part]:
    """Yield the parts of a parcel that are not written for these reasons."""
    for change in parcel.changes:
        if (change.kind, change.record_id) in reasons:
            yield from parts(change)


def parts(change: Change) -> Iterator[Part]:
    """Yield a change in the parts that are decided one by one."""
    for names in grouped(change) if change.operation is Operation.UPDATE else [[]]:
        yield change.kind, change.record_id, tuple(names)
