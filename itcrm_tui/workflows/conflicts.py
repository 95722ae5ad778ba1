"""The conflicts of a working copy in words: what waits for a decision, record by record."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record_words import Manner, instant_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.calling_records import called
from itcrm_tui.workflows.conflict import ToDecide
from itcrm_tui.workflows.conflict_reasons import Reasons, mentioned
from itcrm_tui.workflows.conflict_sides import Sides
from itcrm_tui.workflows.manner import manner
from itcrm_tui.workflows.merging.again import told_merge
from itcrm_tui.workflows.merging.whose import whose_words
from itcrm_tui.workflows.twins import Twin, mentioned_by_twin, twins_of
from storage.change import Key, Operation
from storage.errors import RefusedError
from storage.reader import Reader
from storage.store import Store
from storage.sync.conflicts import open_conflicts
from storage.sync.disputed import Conflict
from storage.sync.gone import Gone
from storage.sync.preceding import new_ones, preceding
from storage.sync.together import Group, Resting, resting, together, waiting_for

DID = {Operation.CREATE: "I added it", Operation.UPDATE: "I changed it", Operation.DELETE: "I deleted it"}
MERGED = "I merged it into {into}"
MOVES = "{moves} would move to it"


def to_decide(store: Store) -> list[ToDecide]:
    """Return what is still to be decided, record by record, in the order in which it was made, numbered from 1."""
    found = open_conflicts(store)
    if not found:
        return []
    with store.read() as reader:
        twins = twins_of(reader, found)
        keys = {key for one in found for key in (*mentioned(one), *mentioned_by_twin(one, twins))}
        names, how = called(reader, keys) | _of_mine(found), manner(reader)
        groups = _by_record(together(found))
        reasons = Reasons(reader, store.actor, names, how, preceding(groups), new_ones(groups).keys())
        words = _Words(reader, store.actor, how, reasons, Sides(names, how), resting(found), twins)
        return [words.of(number, group) for number, group in enumerate(groups, 1)]


def _by_record(groups: Sequence[Group]) -> list[Group]:
    """Return what is about the same record one after the other, where the first of it stood."""
    places: dict[Key, int] = {}
    for group in groups:
        places.setdefault(group[0].key, len(places))
    return sorted(groups, key=lambda group: places[group[0].key])


def by_record(found: Sequence[ToDecide]) -> list[list[ToDecide]]:
    """Return what is to be decided record by record: of one record, it follows each other already."""
    return [list(about) for _, about in groupby(found, lambda one: one.conflict.key)]


def numbered(store: Store, numbers: Sequence[int]) -> list[ToDecide]:
    """Return what is to be decided under these numbers, each once. Raises RefusedError for one that is not there."""
    found = {one.number: one for one in to_decide(store)}
    if wrong := [number for number in numbers if number not in found]:
        raise RefusedError(f"There is no conflict {wrong[0]}. `itcrm offline conflicts` lists them.")
    return [found[number] for number in dict.fromkeys(numbers)]


@dataclass(frozen=True)
class _Words:
    reader: Reader
    me: str
    how: Manner
    reasons: Reasons
    sides: Sides
    resting: Resting
    twins: Mapping[RecordId, Twin]

    def of(self, number: int, group: Group) -> ToDecide:
        one = group[0]
        kind = KINDS[one.kind]
        twin = self.twins.get(one.id)
        behind = tuple(waiting_for(group, self.resting))
        merge = told_merge(self.reader, group)
        return ToDecide(
            number=number,
            group=group,
            record=one.called,
            title=one.title,
            when=instant_words(one.made_at, self.how),
            did=MERGED.format(into=merge.into) if merge else DID[one.operation],
            waits=self.reasons.waits(one),
            reason=self.reasons.of_merge(group, merge) if merge else self.reasons.of(group),
            moved=self.sides.of_merge(one, twin) if merge else self.sides.of(one, twin),
            fields={name: kind.by_name[name] for name in one.fields if name in kind.by_name},
            with_it=(MOVES.format(moves=merge.moves),) if merge and merge.moves else tuple(_with_it(group[1:])),
            behind=behind,
            back=tuple(_coming_back((*group, *behind))),
            merge=merge,
            taken=twin.taken if twin else None,
            twin=twin.id if twin else None,
            twin_name=twin.name if twin else "",
            twin_is=whose_words(self.reader, kind, twin.id, self.me, self.how) if twin else "",
        )


def _coming_back(decided: Sequence[Conflict]) -> Iterator[Gone]:
    """Yield the deleted records that come back besides what is decided itself, each once."""
    seen = {one.key for one in decided}
    for some in {id(one.gone): one.gone for one in decided}.values():
        for gone in some:
            if gone.key not in seen:
                seen.add(gone.key)
                yield gone


def _of_mine(found: Sequence[Conflict]) -> dict[Key, str]:
    """Return what new records of mine are called that are not there."""
    fields = {one.key: KINDS[one.kind].name_field for one in found if one.there is None}
    return {
        one.key: str(one.fields[field.name].mine)
        for one in found
        if (field := fields.get(one.key)) and field.name in one.fields and not KINDS[one.kind].restricted
    }


def _with_it(others: Sequence[Conflict]) -> Iterator[str]:
    """Yield what else is decided: each by its name, what has none by how many there are."""
    nameless = Counter(one.kind for one in others if one.called == KINDS[one.kind].label)
    yield from (f"{one.called}: {DID[one.operation]}" for one in others if one.kind not in nameless)
    if nameless:
        yield ", ".join(KINDS[kind].counted(count) for kind, count in nameless.items())
