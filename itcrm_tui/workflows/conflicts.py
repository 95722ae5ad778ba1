"""The conflicts of a working copy in words: what waits for a decision, why, and its fields side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record_words import Manner, instant_words
from itcrm_tui.domain.values import Json
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.calling_records import Called, called, pointed_at
from itcrm_tui.workflows.change_words import words_of
from itcrm_tui.workflows.clash_words import what_happened
from itcrm_tui.workflows.manner import manner
from itcrm_tui.workflows.merging.again import WaitingMerge, told_merge
from itcrm_tui.workflows.merging.whose import whose_words
from itcrm_tui.workflows.moved import Moved
from itcrm_tui.workflows.twins import Twin, mentioned_by_twin, twins_of
from storage.change import Key, Operation
from storage.errors import RefusedError
from storage.reader import Reader
from storage.store import Store
from storage.sync.conflicts import open_conflicts
from storage.sync.disputed import Conflict, Disputed
from storage.sync.gone import Gone
from storage.sync.together import Group, Resting, resting, together, waiting_for

DID = {Operation.CREATE: "I added it", Operation.UPDATE: "I changed it", Operation.DELETE: "I deleted it"}
MERGED = "I merged it into {into}"
MERGED_AWAY = "merged"
MOVES = "{moves} would move to it"
CHECK = "capacity_check"
FREE = "Nothing stands in its way any more."
FREED = "What it waited for is there now."
GONE = "deleted"
DROPPED = "What it belongs to was not taken."
WAITS_FOR = "It waits for {other}, which is to be decided first."


@dataclass(frozen=True, kw_only=True)
class ToDecide:
    """What is decided as one, in words: the record, the change set it is of and from when, why it waits.

    `moved`: its fields side by side; `with_it`: what else the same decision is about; `behind`: what waits for it;
    `back`: deleted records that come back besides where mine is taken.
    `merge`: what it would do now, where it is a merge of mine.
    `twin`: the record of others that has the code, the field `taken`, which mine was to have; `twin_name`: its name,
    `twin_is`: whose it is.
    """

    number: int
    group: Group
    record: str
    title: str
    when: str
    did: str
    reason: str
    moved: tuple[Moved, ...]
    fields: Mapping[str, Field]
    with_it: tuple[str, ...]
    behind: tuple[Conflict, ...]
    back: tuple[Gone, ...]
    merge: WaitingMerge | None
    taken: str | None
    twin: RecordId | None
    twin_name: str
    twin_is: str

    @property
    def name(self) -> str:
        """What the record itself is called, without its kind; its kind where it has no name."""
        label = KINDS[self.conflict.kind].label
        return self.record.removeprefix(f"{label} ") or label

    @property
    def called(self) -> str:
        """What to call the record in a list: by its name, and behind that, unless it is a client, what it is."""
        label = KINDS[self.conflict.kind].label
        return self.name if self.conflict.kind == "client" or self.name == label else f"{self.name}, {label}"

    @property
    def conflict(self) -> Conflict:
        """What it is about first of all."""
        return self.group[0]

    @property
    def is_whole(self) -> bool:
        """Whether it is decided as a whole, and not field by field."""
        return len(self.group) > 1 or self.deletes or self.merge is not None or self.conflict.deleted

    @property
    def deletes(self) -> bool:
        """Whether it is a deletion of mine that waits, and no merge."""
        return self.conflict.operation is Operation.DELETE and self.merge is None

    @property
    def waits(self) -> bool:
        """Whether another one is to be decided first."""
        one = self.conflict
        return bool(one.under or one.behind) and self.reason not in (FREE, FREED, DROPPED)

    @property
    def brings_back(self) -> bool:
        """Whether it is the question about a record that others have deleted: what waits behind it goes with it."""
        return self.conflict.brings_back and not self.waits

    @property
    def was_checked(self) -> bool:
        """Whether it is about a commitment that is to stand, with a check of mine that no longer holds."""
        stands = self.is_made or not (self.deletes or self.conflict.deleted)
        brings = any(one.kind == CHECK and one.operation is Operation.CREATE for one in self.group)
        return self.conflict.kind == "commitment" and stands and brings

    @property
    def is_made(self) -> bool:
        """Whether it is about a new record of mine, which is not there, or no longer since its decision was undone."""
        return self.conflict.operation is Operation.CREATE and self.conflict.deleted


def to_decide(store: Store) -> list[ToDecide]:
    """Return what is still to be decided, record by record, in the order in which it was made, numbered from 1."""
    found = open_conflicts(store)
    if not found:
        return []
    with store.read() as reader:
        twins = twins_of(reader, found)
        mentioned = {key for one in found for key in (*_mentioned(one), *mentioned_by_twin(one, twins))}
        names = called(reader, mentioned) | _of_mine(found)
        first = {one.change_set_id: one.called for one in reversed(found)}
        under = {one.record_id: one.called for one in found if one.brings_back}
        words = _Words(reader, store.actor, names, manner(reader), first, under, resting(found), twins)
        return [words.of(number, group) for number, group in enumerate(_by_record(together(found)), 1)]


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
    names: Called
    how: Manner
    first: Mapping[RecordId, str]
    """What the first conflict of each change set is called."""
    under: Mapping[RecordId, str]
    """What the records are called that others have deleted and a question is about."""
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
            reason=self._reason_of_merge(group, merge) if merge else self._reason(group),
            moved=tuple(_of_merge(self._moved(one, twin)) if merge else self._moved(one, twin)),
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

    def _reason_of_merge(self, group: Group, merge: WaitingMerge) -> str:
        """Return what has moved since, and what stands in the way of the same merge now."""
        moved = next((self._why(one) for one in group if one.clash), "")
        said = " ".join(filter(None, (moved, merge.since, merge.refused)))
        return said or next((one.reason for one in group if one.reason), FREE)

    def _reason(self, group: Group) -> str:
        """Return why the first of them waits, or which other one it goes with."""
        for one in group:
            if said := self._why(one):
                return said if one is group[0] else f"{one.called[0].upper()}{one.called[1:]}: {said}"
        return FREE

    def _why(self, one: Conflict) -> str:
        if one.under:
            return WAITS_FOR.format(other=self.under[one.under])
        if one.behind:
            if before := self.first.get(one.behind):
                return WAITS_FOR.format(other=before)
            return FREED if all(self._is_there(key) for key in _mentioned(one)) else DROPPED
        if one.clash is None:
            return one.reason
        happened = what_happened(one.clash, self.me, self.names, self.how)
        if (one.clash.kind, one.clash.record_id) != one.key:
            return f"The {one.clash.title} was {happened}."
        is_login = one.clash.field is not None and one.clash.by not in (None, self.me)
        return f"{happened if is_login else happened[0].upper() + happened[1:]}."

    def _is_there(self, key: Key) -> bool:
        found = self.reader.get(KINDS[key[0]].record_type, key[1])
        return found is not None

    def _side_by_side(self, one: Conflict) -> Iterator[Moved]:
        for name, said in one.fields.items():
            field = KINDS[one.kind].by_name.get(name)
            if field is not None and (said.base, said.mine) != (None, None):
                saw, mine, now = (self._words(field, value) for value in (said.base, said.mine, said.theirs))
                now = GONE if one.deleted and one.operation is Operation.UPDATE else now
                who = self._who(said) if said.base != said.theirs else ""
                yield Moved(name, field.label, saw, mine, now, who)

    def _moved(self, one: Conflict, twin: Twin | None) -> Iterator[Moved]:
        return self._beside_twin(one, twin) if twin else self._side_by_side(one)

    def _beside_twin(self, one: Conflict, twin: Twin) -> Iterator[Moved]:
        """Yield what two records say, beside each other: neither is the other as it was before."""
        for field in KINDS[one.kind].fields:
            disputed = one.fields.get(field.name)
            mine, theirs = disputed.mine if disputed else None, twin.says.get(field.name)
            if mine is not None or theirs is not None:
                yield Moved(field.name, field.label, "", self._words(field, mine), self._words(field, theirs), "", True)

    def _words(self, field: Field, value: Json) -> str:
        return "" if value is None else words_of(field, value, self.names, self.how)

    def _who(self, said: Disputed) -> str:
        return f"{said.by}, {instant_words(said.at, self.how)}" if said.by and said.at else "somebody else"


def _of_merge(sides: Iterable[Moved]) -> Iterator[Moved]:
    """Yield what others have changed in a record that was merged: what was mine of it went into the other."""
    yield from (replace(said, typed=MERGED_AWAY) for said in sides if said.saw != said.now)


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


def _mentioned(one: Conflict) -> Iterator[Key]:
    """Yield the records that the values of a conflict point at."""
    for name, said in one.fields.items():
        yield from pointed_at(one.kind, name, (said.base, said.mine, said.theirs))
