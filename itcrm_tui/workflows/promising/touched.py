"""What a change set touches of what promises rest on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from itcrm_tui.domain.commitment import AnswerState, CommitmentState, Requirement
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.promising.reading import those
from storage.change import Change, Operation
from storage.gate import Write

WATCHED = frozenset(
    (
        *("commitment", "requirement", "answer", "progress", "person", "time_off", "run_reserve", "settings"),
        *("override", "capacity_check"),
    )
)
ASKED_FOR = frozenset(field.name for field in KINDS["requirement"].fields if field.group in ("need", "thing"))
"""The fields of a requirement that say what is asked for."""
MOVES_CAPACITY = {
    "commitment": frozenset({"state", "due"}),
    "person": frozenset({"weekly_minutes", "availability_factor", "role_shares"}),
    "settings": frozenset({"working_days", "iso_weeks", "holiday_country", "holiday_subdivision"}),
    "requirement": ASKED_FOR,
}


@dataclass
class Touched:
    """`steps`: the states between which commitments move. `asking`: commitments of which it changes what they ask for.

    `declined`: the requirements that are declined; `answers`: all answers that are changed; `let_pass`: commitments
    that are overridden in the same change set; `checked`: those that arrive with a check, `said_to_fit`: with one that
    says they fit. `capacity`: it moves that of a role; `calendar`: that of all.
    """

    steps: dict[RecordId, tuple[CommitmentState, CommitmentState]] = field(default_factory=dict)
    asking: set[RecordId] = field(default_factory=set)
    declined: set[RecordId] = field(default_factory=set)
    answers: set[RecordId] = field(default_factory=set)
    let_pass: set[RecordId] = field(default_factory=set)
    checked: set[RecordId] = field(default_factory=set)
    said_to_fit: set[RecordId] = field(default_factory=set)
    capacity: bool = False
    calendar: bool = False
    _requirements: set[RecordId] = field(default_factory=set)
    _answers_of: set[RecordId] = field(default_factory=set)

    @property
    def anything(self) -> bool:
        """Whether there is anything to be asked."""
        return bool(self.steps or self.asking or self.declined or self.said_to_fit or self.capacity)


def touched_by(write: Write) -> Touched:
    """Return what a write touches."""
    found = Touched()
    for change in write.source.changes(write.reader.connection, WATCHED):
        _NOTE.get(change.kind, _note_nothing)(found, change)
        if write.arrives and change.kind == "capacity_check":
            _note_check(found, change)
        if _moves_capacity(change):
            found.capacity = True
            found.calendar = found.calendar or change.kind == "settings"
    _look_up(write, found)
    return found


def different(change: Change, names: Iterable[str]) -> bool:
    """Whether a change gives one of the fields another value."""
    return any(change.old(name) != change.new(name) for name in names if name in change.fields)


def _moves_capacity(change: Change) -> bool:
    if change.kind in ("answer", "override", "capacity_check"):
        return False
    names = MOVES_CAPACITY.get(change.kind)
    return change.operation is not Operation.UPDATE or names is None or different(change, names)


def _note_commitment(found: Touched, change: Change) -> None:
    if change.operation is Operation.UPDATE and different(change, ("state",)):
        found.steps[change.record_id] = CommitmentState(change.old("state")), CommitmentState(change.new("state"))
    if change.operation is Operation.UPDATE and different(change, ("due",)):
        found.asking.add(change.record_id)


def _note_requirement(found: Touched, change: Change) -> None:
    match change.operation:
        case Operation.UPDATE if different(change, ASKED_FOR):
            found._requirements.add(change.record_id)
        case Operation.CREATE:
            found.asking.add(RecordId(change.new("commitment")))
        case Operation.DELETE:
            found.asking.add(RecordId(change.old("commitment")))


def _note_answer(found: Touched, change: Change) -> None:
    found.answers.add(change.record_id)
    if change.operation is not Operation.DELETE and change.new("answer") == AnswerState.DECLINED:
        if change.operation is Operation.CREATE:
            found.declined.add(RecordId(change.new("requirement")))
        else:
            found._answers_of.add(change.record_id)


def _note_override(found: Touched, change: Change) -> None:
    if change.operation is Operation.CREATE:
        found.let_pass.add(RecordId(change.new("commitment")))


def _note_check(found: Touched, change: Change) -> None:
    if change.operation is Operation.CREATE:
        found.checked.add(RecordId(change.new("commitment")))
        if Verdict(change.new("verdict")).fits:
            found.said_to_fit.add(RecordId(change.new("commitment")))


def _note_nothing(_found: Touched, _change: Change) -> None:
    """What moves capacity alone is noted by that."""


_NOTE = {
    "commitment": _note_commitment,
    "requirement": _note_requirement,
    "answer": _note_answer,
    "override": _note_override,
}


def _look_up(write: Write, found: Touched) -> None:
    """Find what the changes themselves do not say: whose requirement it is, which requirement is answered."""
    from itcrm_tui.domain.commitment import Answer

    needs = those(write.reader, Requirement, "id", found._requirements)
    found.asking.update(need.commitment for need in needs)
    found.declined.update(answer.requirement for answer in those(write.reader, Answer, "id", found._answers_of))
