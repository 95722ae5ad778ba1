"""Checking a commitment: the verdict is kept, a draft becomes checked, and the teams are asked."""

from dataclasses import replace
from datetime import date

from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.states import Refusal
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.workflows.capacity import Capacity, Weighed, capacity, weigh, wish_of
from itcrm_tui.workflows.promising.kept_check import kept_check
from itcrm_tui.workflows.promising.reading import those
from itcrm_tui.workflows.promising.stepping import Taken, save, step, titled
from storage.errors import RefusedError
from storage.store import Store

OPEN = (State.DRAFT, State.CHECKED, State.PROMISED, State.IN_DELIVERY)
MOVABLE = (State.DRAFT, State.CHECKED)


def weighed(store: Store, commitment: Commitment, today: date) -> tuple[Weighed, Capacity]:
    """Return what a check says of a commitment, writing nothing."""
    with store.read() as reader:
        known = capacity(reader, today)
        return weigh(known, wish_of(reader, commitment)), known


def check(store: Store, seen: Commitment, today: date) -> Taken:
    """Check a commitment and keep what was said; a draft becomes checked, whatever the verdict.

    Raises RefusedError when it is closed, or when something is missing without which it cannot be checked.
    """
    if seen.state is State.DRAFT:
        return step(store, seen, State.CHECKED, today)
    if seen.state not in OPEN:
        raise RefusedError(str(Refusal(why=f"A commitment that is {seen.state} is not checked.", way_out="")))
    found, known = weighed(store, seen, today)
    kept = kept_check(seen, known, found, today, store.clock())
    changed = replace(seen, checked_on=today) if seen.state is State.CHECKED else seen
    return save(store, seen, changed, f"Check {titled(seen)} again", besides=[kept])


def keep_check(store: Store, seen: Commitment, found: Weighed, today: date) -> Taken | None:
    """Keep what was said of an open commitment as `check` does, where it could be checked at all."""
    if seen.state not in OPEN or found.check.verdict in (Verdict.UNCHECKED, Verdict.CANNOT):
        return None
    return check(store, seen, today)


def take_earliest(store: Store, seen: Commitment, today: date) -> Taken:
    """Move all dates of a commitment that is not promised to the earliest that fits.

    Raises RefusedError when it is promised, or when there is no such date.
    """
    if seen.state not in MOVABLE:
        raise RefusedError(f"A commitment that is {seen.state} does not move by itself. Renegotiate it.")
    found, _ = weighed(store, seen, today)
    due = found.earliest.due
    if due is None:
        raise RefusedError(f"It cannot be moved: {found.earliest.why_none}.")
    with store.read() as reader:
        needs = those(reader, Requirement, "commitment", [seen.id])
    dates = dict(found.earliest.needed_by)
    pairs: list[tuple[Record, Record]] = [
        (need, replace(need, needed_by=dates.get(need.id, need.needed_by))) for need in needs
    ]
    return save(store, seen, replace(seen, due=due), f"Move {titled(seen)} to the earliest date", pairs=pairs)
