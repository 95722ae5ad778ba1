"""Which question is to be decided before which: none waits for itself, in a circle, or for what nobody is asked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from itcrm_tui.ids import RecordId
from storage.change import Operation
from storage.sync.disputed import Conflict
from storage.sync.together import Group, named_in


def preceding(groups: Sequence[Group]) -> dict[RecordId, Conflict]:
    """Return by the id of a conflict what it waits for: the first of the group that is to be decided before its own.

    What others have deleted comes before all that is about it, and only then what is new before what names it: where
    the two would make a circle, the first holds.
    """
    ahead: dict[int, set[int]] = defaultdict(set)
    found: dict[RecordId, Conflict] = {}
    for one, here, before in (*_under(groups), *_behind(groups)):
        if one.id not in found and not _leads_to(before, here, ahead):
            ahead[here].add(before)
            found[one.id] = groups[before][0]
    return found


def new_ones(groups: Sequence[Group]) -> dict[RecordId, int]:
    """Return which new records of mine are asked about, each with the place of its group."""
    made = ((one, at) for at, group in enumerate(groups) for one in group if one.operation is Operation.CREATE)
    return {one.record_id: at for one, at in made}


def _under(groups: Sequence[Group]) -> Iterator[tuple[Conflict, int, int]]:
    asked = {one.record_id: at for at, group in enumerate(groups) for one in group if one.brings_back and not one.under}
    for at, group in enumerate(groups):
        yield from ((one, at, asked[one.under]) for one in group if one.under in asked)


def _behind(groups: Sequence[Group]) -> Iterator[tuple[Conflict, int, int]]:
    made = new_ones(groups)
    for at, group in enumerate(groups):
        for one in group:
            if one.behind:
                yield from ((one, at, made[named]) for named in named_in(one) if named in made)


def _leads_to(before: int, here: int, ahead: Mapping[int, set[int]]) -> bool:
    """Whether one group is another, or waits for it through others."""
    seen, left = set[int](), [before]
    while left:
        if (at := left.pop()) == here:
            return True
        if at not in seen:
            seen.add(at)
            left += ahead.get(at, ())
    return False
