"""What an import would do, row by row, decided before anything is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import assert_never

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.values import Json, known_fields
from itcrm_tui.ids import RecordId, new_id
from itcrm_tui.workflows.importing.drafts import Action, Draft
from itcrm_tui.workflows.importing.kept_notes import with_kept, with_text
from itcrm_tui.workflows.importing.matching import Clue, Index, MatchError, Way
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
    _fresh: Index = field(init=False)
    _claimed: dict[RecordId, Draft] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._fresh = Index(self.kind, self.living.system, self.living.ways, self.living.by_key_or_id)

    def match(self, drafts: Sequence[Draft]) -> None:
        """Find out which record each row is, the surest ways first, and whether it may be added or changed."""
        left = list(drafts)
        if self.living.records:
            left = self._match_by(left, lambda draft: self.living.by_id_or_key(_clue(draft)))
            for way in self.living.ways:
                left = self._match_by(left, partial(self._living_by_way, way))
        for draft in left:
            self._match_elsewhere(draft)

    def _match_by(self, drafts: Sequence[Draft], find: Callable[[Draft], RecordId | None]) -> list[Draft]:
        """Match the rows that `find` finds a living record for; return those that are left."""
        left: list[Draft] = []
        for draft in drafts:
            try:
                if found := find(draft):
                    self._matches_living(draft, found)
                    self._claim(draft)
                else:
                    left.append(draft)
            except MatchError as error:
                draft.refuse("", str(error))
        return left

    def _living_by_way(self, way: Way, draft: Draft) -> RecordId | None:
        """Find by a way, passing over what a surer way gave to a row that calls it something else from now on."""
        clue = _clue(draft)
        renamed = {one for one in self.living.alike(way, clue) if self._is_renamed(one, way, draft)}
        return self.living.by_way(way, clue, renamed)

    def _is_renamed(self, record_id: RecordId, way: Way, draft: Draft) -> bool:
        by = self._claimed.get(record_id)
        said = [(by.values.get(name), draft.values.get(name)) for name in way] if by else []
        return any(new is not None and new != mine for new, mine in said)

    def _match_elsewhere(self, draft: Draft) -> None:
        clue = _clue(draft)
        try:
            if self.deleted.records and (gone := self.deleted.match(clue)):
                self._matches_deleted(draft, gone)
            elif twin := self._fresh.match(clue):
                draft.refuse("", f"is the same {self.kind.label} as row {self._claimed[twin].row.number}")
            else:
                self._is_new(draft)
            self._claim(draft)
        except MatchError as error:
            draft.refuse("", str(error))

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
        if draft.action is Action.REJECT:
            return
        first = self._claimed.setdefault(draft.id, draft)
        if first is not draft:
            draft.refuse("", f"is the same {self.kind.label} as row {first.row.number}")
        elif draft.key:
            holder = self.living.by_key.get(draft.key) or self._fresh.by_key.get(draft.key) or draft.id
            if holder != draft.id:
                draft.refuse("", f"its external key “{draft.key[:80]}” is that of another {self.kind.label}")
            draft.new_key = draft.key not in self.living.keys_of[draft.id]
            self._fresh.add_key(draft.key, holder)

    def build(self, draft: Draft) -> None:
        """Make the record that a row asks for, if it is a sound one."""
        values = self._with_notes(draft)
        if draft.seen:
            values = {name: value for name, value in values.items() if self.kind.by_name[name].settable}
        before = known_fields(draft.seen) if draft.seen else {}
        for name, sentence in unsound(self.kind, before | values):
            if name not in dict(draft.problems):
                draft.refuse(name, sentence)
        if draft.action is Action.REJECT:
            return
        if draft.seen is None:
            draft.record = record_with(self.kind, values, draft.id)
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
        if not draft.kept:
            return draft.values
        notes, text = draft.seen.notes if draft.seen else None, draft.values.get("notes")
        merged = with_kept(with_text(notes, str(text), draft.kept) if text else notes, draft.kept)
        return draft.values | {"notes": merged} if merged else draft.values


def match(planner: Planner, drafts: Sequence[Draft], references: References) -> None:
    """Find out which record each row is, and let the rows of the file name them."""
    reject_repeated(planner.kind, drafts)
    planner.match(list(standing(drafts)))
    for draft in standing(drafts):
        _introduce(planner.kind, draft, references)
    for draft in drafts:
        if draft.action is Action.REJECT:
            draft.id, draft.seen = new_id(), None
            _introduce(planner.kind, draft, references, only_unknown=True)


def reject_repeated(kind: Kind, drafts: Sequence[Draft]) -> None:
    """Reject the rows with the id, key or code of an earlier one, even if that is rejected: which is right?"""
    first: dict[tuple[str, Json], int] = {}
    for draft in drafts:
        named = {"id": draft.own_id, "external key": draft.key}
        for name, value in (named | {name: draft.values.get(name) for name in unique_texts(kind)}).items():
            if value and first.setdefault((name, value), draft.row.number) != draft.row.number:
                draft.refuse(name, f"“{str(value)[:80]}” is in row {first[name, value]} already")


def _clue(draft: Draft) -> Clue:
    return Clue(draft.own_id, draft.key, draft.values)


def standing(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts that are not rejected so far."""
    return (draft for draft in drafts if draft.action is not Action.REJECT)


def _introduce(kind: Kind, draft: Draft, references: References, *, only_unknown: bool = False) -> None:
    """Let other rows name this one, as they could once it is stored; of a rejected row, so that they learn of that."""
    for way, words in _calls(kind, draft):
        if not (only_unknown and references.knows(kind, words)):
            references.add(kind, way, words, draft.id)


def _calls(kind: Kind, draft: Draft) -> Iterator[tuple[int, str]]:
    yield ID, draft.id
    if draft.key:
        yield KEY, draft.key
    for name in unique_texts(kind):
        if code := draft.values.get(name):
            yield UNIQUE, str(code)
    if kind.name_field and (words := draft.values.get(kind.name_field.name)):
        yield NAME, str(words)
        yield FOLDED, str(words)
