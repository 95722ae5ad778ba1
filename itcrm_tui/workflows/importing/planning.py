"""What an import would do, row by row, decided before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.values import Json, known_fields
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.importing.drafts import Action, Draft, read_later
from itcrm_tui.workflows.importing.kept_notes import with_kept, with_text
from itcrm_tui.workflows.importing.matching import Clue, Index, MatchError
from itcrm_tui.workflows.records import changed_to, record_with, unsound
from itcrm_tui.workflows.references import FOLDED, ID, KEY, NAME, UNIQUE, References, unique_texts


class Mode(StrEnum):
    """What an import may do: add and change, only add, only change; or add and leave alone what is there."""

    BOTH = "both"
    CREATE = "create"
    UPDATE = "update"
    SKIP = "skip"


@dataclass
class Planner:
    """Decides on drafts in the order of the file; `living` and `deleted` hold what the rows may be."""

    kind: Kind
    living: Index
    deleted: Index
    mode: Mode
    restore: bool
    merges_notes: bool
    _fresh: Index = field(init=False)
    _claimed: dict[RecordId, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._fresh = Index(self.kind, self.living.system, self.living.ways, self.living.by_key_or_id)

    def match(self, draft: Draft) -> None:
        """Find out which record a row is, and whether it may be added or changed."""
        clue = Clue(draft.own_id, draft.key, draft.values)
        try:
            if found := self.living.match(clue):
                self._matches_living(draft, found)
            elif gone := self.deleted.match(clue):
                self._matches_deleted(draft, gone)
            elif twin := self._fresh.match(clue):
                draft.refuse("", f"is the same {self.kind.label} as row {self._claimed[twin]}")
            else:
                self._is_new(draft)
        except MatchError as error:
            draft.refuse("", str(error))
        if draft.action is not Action.REJECT:
            self._claim(draft)

    def _matches_living(self, draft: Draft, found: RecordId) -> None:
        draft.id, draft.seen = found, self.living.records[found]
        match self.mode:
            case Mode.CREATE:
                draft.refuse("", f"there is such a {self.kind.label} already")
            case Mode.SKIP:
                draft.action = Action.SKIP
            case Mode.UPDATE | Mode.BOTH:
                draft.action = Action.UPDATE
            case _:
                assert_never(self.mode)

    def _matches_deleted(self, draft: Draft, gone: RecordId) -> None:
        draft.id, draft.seen = gone, self.deleted.records[gone]
        if self.restore:
            draft.action = Action.RESTORE
        elif draft.seen and draft.seen.deleted_at:
            draft.refuse("", f"deleted on {draft.seen.deleted_at:%Y-%m-%d}; --restore brings it back")

    def _is_new(self, draft: Draft) -> None:
        if self.mode is Mode.UPDATE:
            draft.refuse("", f"there is no such {self.kind.label} to update")
            return
        draft.action = Action.CREATE
        self._fresh.add(draft.id, draft.values)
        if draft.own_id:
            self._fresh.own_ids.add(draft.own_id)

    def _claim(self, draft: Draft) -> None:
        """Let no other row be the same record, nor have the same key."""
        first = self._claimed.setdefault(draft.id, draft.row.number)
        if first != draft.row.number:
            draft.refuse("", f"is the same {self.kind.label} as row {first}")
        elif draft.key:
            holder = self.living.by_key.get(draft.key) or self._fresh.by_key.get(draft.key) or draft.id
            if holder != draft.id:
                draft.refuse("", f"its external key “{draft.key[:80]}” is that of another {self.kind.label}")
            draft.new_key = draft.key not in self.living.keys_of[draft.id]
            self._fresh.add_key(draft.key, holder)

    def build(self, draft: Draft) -> None:
        """Make the record that a row asks for, if it is a sound one."""
        values = self._with_notes(draft)
        before = known_fields(draft.seen) if draft.seen else {}
        for name, sentence in unsound(self.kind, before | values):
            if name not in dict(draft.problems):
                draft.refuse(name, sentence)
        if draft.action is Action.REJECT:
            return
        if draft.seen is None:
            draft.record = replace(record_with(self.kind, values), id=draft.id)
            return
        draft.record = replace(changed_to(draft.seen, values), deleted_at=None)
        if draft.action is Action.UPDATE and not draft.new_key and known_fields(draft.record) == before:
            draft.action = Action.UNCHANGED

    def check_known(self, draft: Draft) -> None:
        """Note what else is wrong with a row that cannot be read whole, so that it is repaired only once."""
        for name, sentence in unsound(self.kind, draft.values):
            if name in draft.values and name not in dict(draft.problems):
                draft.refuse(name, sentence)

    def _with_notes(self, draft: Draft) -> dict[str, Json]:
        if not self.merges_notes:
            return draft.values
        notes, text = draft.seen.notes if draft.seen else None, draft.values.get("notes")
        merged = with_kept(with_text(notes, str(text)) if text else notes, draft.kept)
        return draft.values | {"notes": merged} if merged else draft.values


def plan(planner: Planner, drafts: Sequence[Draft], notation: Notation, references: References) -> None:
    """Decide on all drafts; afterwards each has its action, and a record where one is to be written."""
    unreadable = [draft for draft in drafts if draft.action is Action.REJECT]
    for draft in standing(drafts):
        planner.match(draft)
    for draft in standing(drafts):
        _introduce(planner.kind, draft, references)
    for draft in standing(drafts):
        if draft.action is not Action.SKIP:
            read_later(planner.kind, draft, notation, references)
            planner.build(draft)
    for draft in unreadable:
        read_later(planner.kind, draft, notation, references)
        planner.check_known(draft)


def standing(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts that are not rejected so far."""
    return (draft for draft in drafts if draft.action is not Action.REJECT)


def _introduce(kind: Kind, draft: Draft, references: References) -> None:
    """Let other rows name this one, as they could once it is stored."""
    references.add(kind, ID, draft.id, draft.id)
    if draft.key:
        references.add(kind, KEY, draft.key, draft.id)
    for name in unique_texts(kind):
        if code := draft.values.get(name):
            references.add(kind, UNIQUE, str(code), draft.id)
    if kind.name_field and (words := draft.values.get(kind.name_field.name)):
        references.add(kind, NAME, str(words), draft.id)
        references.add(kind, FOLDED, str(words), draft.id)
