"""Which conflicts are decided together: what goes through whole or waits whole, and what belongs to one record."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.change import Operation
from storage.sync.disputed import Conflict
from storage.sync.naming import named_by
from storage.sync.parcel import is_step
from storage.sync.reckoned import is_reckoned

Group = tuple[Conflict, ...]
"""Conflicts that are decided as one; what they are about comes first."""


def together(conflicts: Sequence[Conflict]) -> list[Group]:
    """Part the open conflicts into what is decided as one, in the order in which it was made.

    A step of a workflow, a merge and a deletion are decided whole, with those of which another part tells as well; of
    anything else a new record with what it owns.
    """
    first = _first_of_steps(conflicts)
    by_set: dict[RecordId, list[Conflict]] = defaultdict(list)
    for one in conflicts:
        whole = next((first[step] for step in one.sets if step in first), None)
        by_set[whole or one.change_set_id].append(one)
    return [group for of_set, some in by_set.items() for group in _parted(some, whole=of_set in first)]


def _first_of_steps(conflicts: Sequence[Conflict]) -> dict[RecordId, RecordId]:
    """Return of each change set that takes a step the first of those with which it is decided."""
    first = {step: step for one in conflicts for step in one.steps}
    for one in conflicts:
        joined = {first[step] for step in one.sets if step in first}
        if len(joined) > 1:
            first |= {step: min(joined) for step, of_it in first.items() if of_it in joined}
    return first


def inseparable(conflicts: Sequence[Conflict]) -> list[Group]:
    """Part the open conflicts into what is taken whole or not at all."""
    groups = together(conflicts)
    return [some for group in groups for some in ([group] if _is_whole(group) else [(one,) for one in group])]


def _is_whole(group: Group) -> bool:
    return any(one.steps for one in group)


Resting = Mapping[RecordId, Sequence[Group]]
"""By record what was made on top of it, and on nothing that others have changed."""


def resting(conflicts: Sequence[Conflict]) -> Resting:
    """Return which conflicts rest on which records: those that they change, name, or wait for to come back.

    What goes through whole rests on all of that, unless others have changed some of it besides.
    """
    found: dict[RecordId, list[Group]] = defaultdict(list)
    for some in inseparable(conflicts):
        if not _is_whole(some) or not any(one.clash and not one.deleted for one in some):
            for record_id in {named for one in some for named in _rests_on(one)}:
                found[record_id].append(some)
    return found


def _rests_on(one: Conflict) -> Iterator[RecordId]:
    if one.clash is None:
        yield from named_in(one)
    if one.under:
        yield one.under
    if one.operation is not Operation.CREATE:
        yield one.record_id


def waiting_for(group: Group, on: Resting) -> list[Conflict]:
    """Return which other conflicts rest on what a group would make, in the order in which they were made."""
    ids = {one.id for one in group}
    found: dict[RecordId, Conflict] = {}
    made = [one.record_id for one in group if one.operation is Operation.CREATE or (one.brings_back and not one.under)]
    while made:
        for some in on.get(made.pop(), ()):
            if some[0].id not in ids and some[0].id not in found:
                found |= {one.id: one for one in some}
                made += [one.record_id for one in some]
    return [found[one] for one in sorted(found)]


def named_in(one: Conflict) -> Iterator[RecordId]:
    """Yield the records that mine of it points at."""
    return named_by(KINDS[one.kind], {name: said.mine for name, said in one.fields.items()})


def _parted(of_set: Sequence[Conflict], *, whole: bool) -> list[Group]:
    by_record = {one.record_id: one for one in of_set}
    if whole:
        return [tuple(sorted(of_set, key=lambda one: _rank(one, by_record)))]
    made = {record_id: one for record_id, one in by_record.items() if one.operation is Operation.CREATE}
    groups: dict[RecordId, list[Conflict]] = defaultdict(list)
    for one in of_set:
        groups[_root(one, made).id].append(one)
    return [tuple(sorted(group, key=lambda one: _rank(one, made))) for group in groups.values()]


def _root(one: Conflict, made: Mapping[RecordId, Conflict]) -> Conflict:
    while (owner := _owner(one)) in made:
        one = made[owner]
    return one


def asked(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Return conflicts without those of which there is nothing to ask: what was reckoned alone goes with its owner."""
    unasked = {one.id for group in together(conflicts) if all(map(_reckoned, group)) for one in group}
    return [one for one in conflicts if one.id not in unasked]


def _reckoned(one: Conflict) -> bool:
    return is_reckoned(one.kind, one.operation)


def _rank(one: Conflict, of_set: Mapping[RecordId, Conflict]) -> tuple[bool, bool, bool, bool, RecordId]:
    """What nothing else of the set owns comes first, of that what takes a step, and of that what belongs to nothing.

    What was reckoned comes behind what it was reckoned of.
    """
    of_nothing = KINDS[one.kind].owner is None
    return _reckoned(one), _owner(one) in of_set, not _is_step(one), not of_nothing, one.id


def _owner(one: Conflict) -> RecordId:
    owner = KINDS[one.kind].owner
    said = one.fields.get(owner.name) if owner else None
    return RecordId((said.mine or said.base or "") if said else "")


def _is_step(one: Conflict) -> bool:
    return is_step(KINDS[one.kind], one.operation, one.fields)
