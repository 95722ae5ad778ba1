"""Deciding what was checked and no longer fits: the check is made anew, and the date may be the earliest that fits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from itcrm_tui.domain.capacity.from_records import candidate
from itcrm_tui.domain.capacity.words import way_words
from itcrm_tui.domain.commitment import Commitment, Progress, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.promising import CapacityCheck
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.wording import day_words
from itcrm_tui.workflows.capacity import Capacity, Weighed, capacity, weigh
from itcrm_tui.workflows.conflict import CHECK, ToDecide
from itcrm_tui.workflows.promising.changes import added, removed, saved
from itcrm_tui.workflows.promising.checking import MOVABLE
from itcrm_tui.workflows.promising.kept_check import kept_check
from itcrm_tui.workflows.promising.reading import those
from itcrm_tui.workflows.records import cut, record_with
from storage.change import Change, ChangeSet, Operation
from storage.errors import RefusedError
from storage.reader import Reader
from storage.store import Store
from storage.sync.deciding import Choice, decide, demand_enough
from storage.sync.disputed import Conflict
from storage.sync.together import Group

NO_DATE = "There is no date to take: {why}."


def earliest_for(store: Store, waiting: ToDecide, today: date) -> date | None:
    """Return the earliest date that fits what was checked and no longer does; None of anything else."""
    if not waiting.was_checked:
        return None
    try:
        with store.read() as reader:
            commitment, needs = _as_mine(reader, waiting.group)
            found = _weighed(reader, capacity(reader, today), commitment, needs)
    except RefusedError:  # it cannot be put together any more, and then there is no date to offer
        return None
    return found.earliest.due if commitment.state in MOVABLE and found.earliest.due != commitment.due else None


def what_is_in_the_way(store: Store, waiting: ToDecide, today: date) -> tuple[str, ...]:
    """Return for each team what others have booked, where a check no longer holds; nothing of anything else."""
    if not waiting.was_checked:
        return ()
    with store.read() as reader:
        commitment, needs = _as_mine(reader, waiting.group)
        known = capacity(reader, today)
        found = _weighed(reader, known, commitment, needs).in_the_way
    return way_words([full for full in found if full.ends_on >= today], known.names)


def settle_at_earliest(store: Store, waiting: ToDecide, today: date) -> ChangeSet:
    """Decide for mine with all its dates moved to the earliest that fits, as one change set.

    Raises ConflictError where a record has moved on since, RefusedError where there is no such date.
    """
    if not waiting.was_checked:
        raise RefusedError(NO_DATE.format(why="it is not about a check that no longer holds"))
    with store.read() as reader:
        commitment, needs = _as_mine(reader, waiting.group)
        known = capacity(reader, today)
        earliest = _weighed(reader, known, commitment, needs).earliest
        if earliest.due is None or commitment.state not in MOVABLE:
            raise RefusedError(NO_DATE.format(why=earliest.why_none or f"it is {commitment.state} already"))
        moved, dates = replace(commitment, due=earliest.due), dict(earliest.needed_by)
        moved_needs = [replace(need, needed_by=dates.get(need.id, need.needed_by)) for need in needs]
        found = _weighed(reader, known, moved, moved_needs)
    pairs: list[tuple[Record, Record]] = [(commitment, moved), *zip(needs, moved_needs, strict=True)]
    besides = [saved(before, after) for before, after in pairs if before != after]
    group, anew = _parted(waiting.group)
    if _is_made_checked(waiting.group[0]):
        besides.append(added(kept_check(moved, known, found, today, store.clock())))
    title = _title(waiting, commitment.due, earliest.due, today)
    return decide(store, (*group, *waiting.behind), Choice.MINE, None, besides, anew, title)


def _title(waiting: ToDecide, wanted: date | None, due: date, today: date) -> str:
    """Return what it is called in the history: of a new one it is all that is told there of how it was made."""
    to = f"{day_words(due, today)}, the earliest date"
    if not waiting.is_made:
        return cut(f"Move {waiting.record} to {to}")
    instead = f" instead of {day_words(wanted, today)}" if wanted else ""
    return f"{cut(waiting.title)}: {to}{instead}"


def checked_anew(store: Store, group: Group, today: date) -> tuple[list[Conflict], list[Change], list[Conflict]]:
    """Return of what is decided for mine what is applied, what is added, and what is made anew instead: its check."""
    applied, anew = _parted(group)
    if not _is_made_checked(group[0]):
        return applied, [], anew
    with store.read() as reader:
        commitment, needs = _as_mine(reader, group)
        known = capacity(reader, today)
        found = _weighed(reader, known, commitment, needs)
    return applied, [added(kept_check(commitment, known, found, today, store.clock()))], anew


def checks_that_go(store: Store, group: Group) -> list[Change]:
    """Return the deletion of all checks of what is deleted, also of those that others have made."""
    gone = [one.record_id for one in group if one.kind == "commitment" and one.operation is Operation.DELETE]
    with store.read() as reader:
        return [removed(found) for found in those(reader, CapacityCheck, "commitment", gone)]


def _parted(group: Group) -> tuple[list[Conflict], list[Conflict]]:
    """The gate keeps a check of whatever takes a step; the one that does not hold is not written once more."""
    anew = [one for one in group if one.kind == CHECK and one.operation is Operation.CREATE]
    return [one for one in group if one not in anew], anew


def _is_made_checked(one: Conflict) -> bool:
    """Whether it is a new commitment that is checked already: what is new takes no step at which the gate would."""
    state = one.fields.get("state")
    made = one.kind == "commitment" and one.operation is Operation.CREATE and one.deleted
    return made and state is not None and state.mine == State.CHECKED


def _as_mine(reader: Reader, group: Group) -> tuple[Commitment, list[Requirement]]:
    """Return a commitment with what it needs, as it would be if mine were taken."""
    commitment = _mine(group[0])
    assert isinstance(commitment, Commitment)
    needs = {need.id: need for need in those(reader, Requirement, "commitment", [commitment.id])}
    for one in group:
        if one.kind == "requirement":
            needs.pop(one.record_id, None)
            mine = _mine(one) if one.operation is not Operation.DELETE else None
            if isinstance(mine, Requirement):
                needs[mine.id] = mine
    return commitment, list(needs.values())


def _mine(one: Conflict) -> Record:
    """Return a record as it would be if mine were taken; raises RefusedError where too little is left of it."""
    left = one.there.state if one.there else {}
    values = {**left, **{name: said.mine for name, said in one.fields.items()}}
    demand_enough(one, values)
    return record_with(KINDS[one.kind], values, one.record_id)


def _weighed(reader: Reader, known: Capacity, commitment: Commitment, needs: Sequence[Requirement]) -> Weighed:
    reports = those(reader, Progress, "requirement", [need.id for need in needs])
    return weigh(known, candidate(commitment, needs, reports))
