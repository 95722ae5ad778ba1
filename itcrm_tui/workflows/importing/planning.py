"""Which record each row of a file is, decided before anything is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import assert_never

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.values import Json
from itcrm_tui.ids import RecordId, new_id
from itcrm_tui.workflows.importing.drafts import Action, Draft, standing
from itcrm_tui.workflows.importing.matching import Index, MatchError, Way, alone
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
            left = self._match_by(left, self.living.by_id_or_key)
            for way in self.living.ways:
                left = self._match_by(left, partial(self._living_by_way, way))
        for draft, is_alone in zip(left, alone(self.living.ways, left), strict=True):
            self._match_elsewhere(draft, is_alone=is_alone)

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
        renamed = {one for one in self.living.alike(way, draft) if self._is_renamed(one, way, draft)}
        return self.living.by_way(way, draft, renamed)

    def _is_renamed(self, record_id: RecordId, way: Way, draft: Draft) -> bool:
        by = self._claimed.get(record_id)
        said = [(by.values.get(name), draft.values.get(name)) for name in way] if by else []
        return any(new is not None and new != mine for new, mine in said)

    def _match_elsewhere(self, draft: Draft, *, is_alone: bool) -> None:
        """Find a deleted record or an earlier row that this one is; a row that `is_alone` is like no other row."""
        try:
            if self.deleted.records and (gone := self.deleted.match(draft)):
                self._matches_deleted(draft, gone)
                self._claim(draft)
            elif is_alone:
                self._is_new(draft)
            elif twin := self._fresh.match(draft):
                draft.refuse("", f"is the same {self.kind.label} as row {self._claimed[twin].row.number}")
            else:
                self._is_new(draft)
                self._let_be_found(draft)
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
        else:
            draft.action = Action.CREATE

    def _let_be_found(self, draft: Draft) -> None:
        """Let later rows find a new one."""
        if draft.action is not Action.REJECT:
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


def match(planner: Planner, drafts: Sequence[Draft], references: References, *, are_named: bool) -> None:
    """Find out which record each row is, and let the rows of the file name them where any `are_named`."""
    reject_repeated(planner.kind, drafts)
    planner.match(list(standing(drafts)))
    for draft in standing(drafts) if are_named else ():
        _introduce(planner.kind, draft, references)
    for draft in drafts:
        if draft.action is Action.REJECT:
            draft.id, draft.seen = new_id(), None
            if are_named:
                _introduce(planner.kind, draft, references, only_unknown=True)


def reject_repeated(kind: Kind, drafts: Sequence[Draft]) -> None:
    """Reject the rows with the id, key or code of an earlier one, even if that is rejected: which is right?"""
    _reject_second("id", drafts, [draft.own_id for draft in drafts])
    _reject_second("external key", drafts, [draft.key for draft in drafts])
    for name in unique_texts(kind):
        _reject_second(name, drafts, [draft.values.get(name) for draft in drafts])


def _reject_second(name: str, drafts: Sequence[Draft], said: Sequence[Json]) -> None:
    first: dict[str, int] = {}
    for draft, text in zip(drafts, said, strict=True):
        if text and isinstance(text, str) and first.setdefault(text, draft.row.number) != draft.row.number:
            draft.refuse(name, f"“{text[:80]}” is in row {first[text]} already")


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
