"""Saving a promise as it was typed, with all it needs, as one change set; what can be checked is checked with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from itcrm_tui.domain.answers import asked_again
from itcrm_tui.domain.checking import Problem
from itcrm_tui.domain.commitment import Answer, Commitment, Requirement, RequirementKind
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.draft_words import deciding_words
from itcrm_tui.domain.drafting import TypedNeed, names_of_needs, read_need, wish_of_draft
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.promising import CapacityCheck
from itcrm_tui.domain.transitions import Standing, refused_step
from itcrm_tui.ids import RecordId, new_id
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.capacity import Capacity, Weighed, capacity, weigh
from itcrm_tui.workflows.drafting import Opened, role_names
from itcrm_tui.workflows.promising.gate import guarded
from itcrm_tui.workflows.promising.kept_check import kept_check
from itcrm_tui.workflows.promising.reading import those
from itcrm_tui.workflows.promising.stepping import stamped, titled
from itcrm_tui.workflows.records import InvalidError, changed_to, cut, read_values, record_with
from storage.reader import Reader
from storage.store import Store
from storage.unit import Unit

COMMITMENT = KINDS["commitment"]


class InvalidNeedsError(InvalidError):
    """Texts that make no promise; `needs` has a sentence by line and part, `problems` one by field."""

    def __init__(self, found: list[Problem], needs: Mapping[tuple[RecordId, str], str]) -> None:
        self.needs = needs
        super().__init__(found)
        if not found:
            self.args = (" ".join(dict.fromkeys(needs.values())),)


@dataclass(frozen=True)
class Drafted:
    """A promise as it is saved, a sentence with its state and what the check said, and whether that was written."""

    commitment: Commitment
    sentence: str
    written: bool


@dataclass(frozen=True)
class _Draft:
    """What is to be written, and what was weighed."""

    commitment: Commitment
    needs: Sequence[Requirement]
    answers: Sequence[tuple[Answer, Answer]]
    known: Capacity
    found: Weighed
    roles: Mapping[RecordId, str]

    @property
    def can_be_checked(self) -> bool:
        """Whether the table of steps lets it become checked, with what the check has just said."""
        there = Standing(
            commitment=replace(self.commitment, state=State.DRAFT),
            requirements=self.needs,
            answers=[new for _, new in self.answers],
            check=self.found.check,
            role_names=self.roles,
        )
        return refused_step(there, State.CHECKED) is None


def save_draft(
    store: Store, opened: Opened, texts: Mapping[str, str], needs: Sequence[TypedNeed], today: date
) -> Drafted:
    """Add a promise of typed texts and lines, or edit the one that was opened.

    It is checked in the same change set, so that one undo takes back all of it; what cannot be checked is a draft.
    Raises InvalidNeedsError with all that is wrong, ConflictError where something is not as it was seen.
    """
    with store.read() as reader:
        draft = _read(reader, opened, texts, needs, today)
        gone = [one for one in opened.before if one.id not in {need.id for need in draft.needs}]
        owned = [child for one in gone for child in reader.owned(one)]
    becomes = _stamped(draft, opened.seen, today)
    verb = "Draft" if opened.seen is None else "Edit"
    with guarded(store).write(cut(f"{verb} {titled(becomes)}")) as unit:
        if opened.seen is None:
            kept = kept_check(becomes, draft.known, draft.found, today, store.clock())
            _add(unit, draft, becomes, opened.answers, kept)
        else:
            _change(unit, draft, becomes, opened)
        for record in (*owned, *gone):
            unit.delete(record)
    names = {**draft.known.names, **names_of_needs(draft.needs, draft.roles)}
    said = deciding_words(draft.found.check, names, today)
    return Drafted(becomes, f"{cut(titled(becomes))}: {becomes.state}. {said}", written=unit.written is not None)


def _read(reader: Reader, opened: Opened, texts: Mapping[str, str], needs: Sequence[TypedNeed], today: date) -> _Draft:
    """Return what the texts say. Raises InvalidNeedsError."""
    seen, roles, how = opened.seen, role_names(reader), notation.typed(reader, today)
    commitment_id = seen.id if seen else new_id()
    read = [read_need(one, commitment_id, roles, how) for one in needs if not one.is_blank]
    wrong = {(one.requirement.id, part): said for one in read for part, said in one.wrong.items()}
    try:
        values = read_values(reader, COMMITMENT, texts, seen=seen, today=today)
    except InvalidError as error:
        raise InvalidNeedsError(error.problems, wrong) from None
    if wrong:
        raise InvalidNeedsError([], wrong)
    commitment = changed_to(seen, values) if seen else record_with(COMMITMENT, values, commitment_id)
    assert isinstance(commitment, Commitment)
    before = replace(commitment, due=seen.due) if seen else commitment
    wish, known_needs = wish_of_draft(before, commitment.due, read)
    known = capacity(reader, today)
    answers = those(reader, Answer, "requirement", [one.id for one in opened.before])
    asked = _answers(opened, commitment, known_needs, answers)
    return _Draft(commitment, known_needs, asked, known, weigh(known, wish), roles)


def _answers(
    opened: Opened, commitment: Commitment, needs: Sequence[Requirement], answers: Sequence[Answer]
) -> list[tuple[Answer, Answer]]:
    """Return the answers as they are and as they will be: what is asked for otherwise than before is asked again."""
    if opened.seen is None:
        return []
    again = dict(asked_again((opened.seen, opened.before), (commitment, needs), answers))
    return [(one, again.get(one, one)) for one in answers]


def _stamped(draft: _Draft, seen: Commitment | None, today: date) -> Commitment:
    """Return the promise in the state it gets: checked where it can be, else a draft."""
    if not draft.can_be_checked:
        return replace(draft.commitment, state=State.DRAFT, checked_on=None)
    is_checked = seen is not None and seen.state is State.CHECKED
    return draft.commitment if is_checked else stamped(draft.commitment, State.CHECKED, today)


def _add(unit: Unit, draft: _Draft, becomes: Commitment, answered: Feedback | None, kept: CapacityCheck) -> None:
    """Write a new promise; if it is checked, with its check and the questions to the teams."""
    for record in (becomes, *draft.needs):
        unit.add(record)
    if becomes.state is State.CHECKED:
        unit.add(kept)
        for need in draft.needs:
            if need.kind is RequirementKind.HOURS:
                unit.add(Answer(requirement=need.id))
    if answered is not None and answered.commitment is None:
        unit.save(answered, replace(answered, commitment=becomes.id))


def _change(unit: Unit, draft: _Draft, becomes: Commitment, opened: Opened) -> None:
    """Write what is different; the gate checks it, keeps the check and asks whom nobody has asked."""
    assert opened.seen is not None
    before = {one.id: one for one in opened.before}
    unit.save(opened.seen, becomes)
    for need in draft.needs:
        if need.id in before:
            unit.save(before[need.id], need)
        else:
            unit.add(need)
    for old, new in draft.answers:
        unit.save(old, new)
