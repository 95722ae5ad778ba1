"""The fields of a conflict side by side: as they were, as I made them, as they are now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record_words import Manner, instant_words
from itcrm_tui.domain.values import Json
from itcrm_tui.workflows.calling_records import Called
from itcrm_tui.workflows.change_words import words_of
from itcrm_tui.workflows.moved import Moved
from itcrm_tui.workflows.twins import Twin
from storage.change import Operation
from storage.sync.disputed import Conflict, Disputed

MERGED_AWAY = "merged"
GONE = "deleted"


@dataclass(frozen=True)
class Sides:
    """Puts the fields of conflicts beside each other, in words."""

    names: Called
    how: Manner

    def of(self, one: Conflict, twin: Twin | None) -> tuple[Moved, ...]:
        """Return what was there, mine and theirs; beside a `twin`, what the two records say."""
        return tuple(self._beside_twin(one, twin) if twin else self._side_by_side(one))

    def of_merge(self, one: Conflict, twin: Twin | None) -> tuple[Moved, ...]:
        """Return what others have changed in a record that was merged: what was mine of it went into the other."""
        return tuple(replace(said, typed=MERGED_AWAY) for said in self.of(one, twin) if said.saw != said.now)

    def _side_by_side(self, one: Conflict) -> Iterator[Moved]:
        for name, said in one.fields.items():
            field = KINDS[one.kind].by_name.get(name)
            if field is not None and (said.base, said.mine) != (None, None):
                saw, mine, now = (self._words(field, value) for value in (said.base, said.mine, said.theirs))
                now = GONE if one.deleted and one.operation is Operation.UPDATE else now
                who = self._who(said) if said.base != said.theirs else ""
                yield Moved(name, field.label, saw, mine, now, who)

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
