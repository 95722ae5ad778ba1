"""Why something waits for a decision, in words."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record_words import Manner
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.calling_records import Called, pointed_at
from itcrm_tui.workflows.clash_words import what_happened
from itcrm_tui.workflows.conflict import DROPPED, FREE, FREED
from itcrm_tui.workflows.merging.again import WaitingMerge
from storage.change import Key
from storage.reader import Reader
from storage.sync.disputed import Conflict
from storage.sync.together import Group, named_in

WAITS_FOR = "It waits for {other}, which is to be decided first."


@dataclass(frozen=True)
class Reasons:
    """Says of each conflict why it waits."""

    reader: Reader
    me: str
    names: Called
    how: Manner
    first: Mapping[RecordId, Conflict]
    """By the id of a conflict what is to be decided before it."""
    new: Set[RecordId]
    """Which new records of mine are still asked about."""

    def waits(self, one: Conflict) -> bool:
        """Whether another one is to be decided first."""
        return one.id in self.first

    def of_merge(self, group: Group, merge: WaitingMerge) -> str:
        """Return what has moved since, and what stands in the way of the same merge now."""
        moved = next((self._told(one, group) for one in group if one.clash or self.waits(one)), "")
        said = " ".join(filter(None, (moved, merge.since, merge.refused)))
        return said or next((one.reason for one in group if one.reason), FREE)

    def of(self, group: Group) -> str:
        """Return why the first of them waits, or which other one it goes with."""
        for one in group:
            if said := self._told(one, group):
                return said
        return FREE

    def _told(self, one: Conflict, group: Group) -> str:
        said = self._why(one)
        return said if one is group[0] or not said else f"{one.called[0].upper()}{one.called[1:]}: {said}"

    def _why(self, one: Conflict) -> str:
        if before := self.first.get(one.id):
            return WAITS_FOR.format(other=before.called)
        if one.behind and self.new.isdisjoint(named_in(one)):
            return FREED if all(self._is_there(key) for key in mentioned(one)) else DROPPED
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


def mentioned(one: Conflict) -> Iterator[Key]:
    """Yield the records that the values of a conflict point at."""
    for name, said in one.fields.items():
        yield from pointed_at(one.kind, name, (said.base, said.mine, said.theirs))
