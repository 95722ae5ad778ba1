"""Why something waits for a decision, in words."""

from collections.abc import Iterator, Mapping
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
from storage.sync.together import Group

WAITS_FOR = "It waits for {other}, which is to be decided first."


@dataclass(frozen=True)
class Reasons:
    """Says of each conflict why it waits."""

    reader: Reader
    me: str
    names: Called
    how: Manner
    first: Mapping[RecordId, str]
    """What the first conflict of each change set is called."""
    under: Mapping[RecordId, str]
    """What the records are called that others have deleted and a question is about."""

    def of_merge(self, group: Group, merge: WaitingMerge) -> str:
        """Return what has moved since, and what stands in the way of the same merge now."""
        moved = next((self._why(one) for one in group if one.clash), "")
        said = " ".join(filter(None, (moved, merge.since, merge.refused)))
        return said or next((one.reason for one in group if one.reason), FREE)

    def of(self, group: Group) -> str:
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
