"""Taking a commitment from one state to another, as the person saw it; what the gate says to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.promising import CapacityCheck
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.states import Facts
from itcrm_tui.domain.transitions import refused_step
from itcrm_tui.workflows.promising.gate import guarded
from itcrm_tui.workflows.promising.reading import one, standing, those
from itcrm_tui.workflows.records import cut
from storage.errors import RefusedError
from storage.store import Store

BY_THE_GATE = (State.CHECKED, State.PROMISED)
"""What these need is asked inside the write, on what is then in the database."""


@dataclass(frozen=True)
class Taken:
    """A commitment after a step, and the check that was kept with it, if any."""

    commitment: Commitment
    check: CapacityCheck | None = None


def stamped(seen: Commitment, to: State, today: date) -> Commitment:
    """Return a commitment in another state, with the day that belongs to it; the first promised date stays for good."""
    match to:
        case State.CHECKED:
            return replace(seen, state=to, checked_on=today)
        case State.PROMISED:
            return replace(seen, state=to, promised_on=today, original_due=seen.original_due or seen.due)
        case State.DELIVERED:
            return replace(seen, state=to, delivered_on=today)
        case State.KEPT | State.MISSED | State.DECLINED | State.WITHDRAWN:
            return replace(seen, state=to, closed_on=today)
    return replace(seen, state=to)


def step(
    store: Store,
    seen: Commitment,
    to: State,
    on: date,
    said: Facts | None = None,
    *,
    besides: Iterable[Record] = (),
    **values: Any,
) -> Taken:
    """Take a commitment to another state on a day, with other values and new records beside it, in one change set.

    `said`: what the person says with it. Raises RefusedError, ConflictError when it is not as it was seen.
    """
    with store.read() as reader:
        there = standing(reader, seen)
    if to not in BY_THE_GATE and (refused := refused_step(there, to, said)):
        raise RefusedError(str(refused))
    relied_on = (*there.requirements, *there.answers) if to is State.PROMISED else ()
    changed = replace(stamped(seen, to, on), **values)
    return save(store, seen, changed, f"{_VERBS[to]} {titled(seen)}", besides=besides, relies_on=relied_on)


def save(
    store: Store,
    seen: Commitment,
    changed: Commitment,
    title: str,
    *,
    besides: Iterable[Record] = (),
    pairs: Iterable[tuple[Record, Record]] = (),
    relies_on: Iterable[Record] = (),
) -> Taken:
    """Write a commitment with new records and changed ones beside it; return it with the check that was kept."""
    known = latest_check(store, seen)
    with guarded(store).write(cut(title)) as unit:
        unit.expect(relies_on)
        unit.save(seen, changed)
        for record in besides:
            unit.add(record)
        for before, after in pairs:
            unit.save(before, after)
    with store.read() as reader:
        now = one(reader, Commitment, seen.id) or changed
    latest = latest_check(store, seen)
    return Taken(now, None if latest == known else latest)


def latest_check(store: Store, seen: Commitment) -> CapacityCheck | None:
    """Return the check that was kept last of a commitment, if any was."""
    with store.read() as reader:
        checks = those(reader, CapacityCheck, "commitment", [seen.id])
    return max(checks, key=lambda check: check.id, default=None)


def titled(commitment: Commitment) -> str:
    """Return what to call a commitment in the history."""
    return kind_of(commitment).title(commitment)


_VERBS = {
    State.CHECKED: "Check",
    State.PROMISED: "Promise",
    State.IN_DELIVERY: "Begin",
    State.DELIVERED: "Deliver",
    State.KEPT: "Close as kept:",
    State.MISSED: "Close as missed:",
    State.DECLINED: "Refuse",
    State.WITHDRAWN: "Withdraw",
}
