"""The gate: what a commitment with its requirements, answers and check may become."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from itcrm_tui.domain.answers import current_answers, is_declined, is_settled
from itcrm_tui.domain.capacity.check import Check
from itcrm_tui.domain.commitment import Answer, Commitment, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.states import Facts, Refusal, refused
from itcrm_tui.ids import RecordId


@dataclass(frozen=True, kw_only=True)
class Override:
    """Somebody lets a promise pass that the check does not: who, and why."""

    approver: Person
    reason: str

    @property
    def counts(self) -> bool:
        """Whether the person may, and has said why."""
        return self.approver.may_override and bool(self.reason.strip())


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A commitment with all that its steps depend on. `role_names`: what the roles are called, by identifier."""

    commitment: Commitment
    requirements: Sequence[Requirement] = ()
    answers: Sequence[Answer] = ()
    check: Check | None = None
    override: Override | None = None
    role_names: Mapping[RecordId, str] | None = None

    @property
    def state(self) -> State:
        """The state it is in: a checked commitment with a declined answer is a draft."""
        return state_of(self.commitment, self.requirements, self.answers)

    @property
    def declined(self) -> tuple[Answer, ...]:
        """The answers by which teams have declined their part."""
        answers = current_answers(self.answers)
        return tuple(answers[need.id] for need in self.requirements if is_declined(answers.get(need.id)))

    def called(self, requirement: RecordId | None) -> str:
        """Return what a requirement is called: its description, thing or role."""
        need = next((one for one in self.requirements if one.id == requirement), None)
        if need is None:
            return ""
        role = (self.role_names or {}).get(need.role) if need.role else None
        return need.description or (str(need.thing) if need.thing else None) or role or "a requirement"


def state_of(commitment: Commitment, requirements: Iterable[Requirement], answers: Iterable[Answer]) -> State:
    """Return the state of a commitment: what is stored, but draft where a team has declined what was checked."""
    if commitment.state is not State.CHECKED:
        return commitment.state
    current = current_answers(answers)
    declined = any(is_declined(current.get(need.id)) for need in requirements)
    return State.DRAFT if declined else State.CHECKED


def refused_step(standing: Standing, to: State, said: Facts | None = None) -> Refusal | None:
    """Return why a commitment may not take a step, and the way out; None when it may.

    `said`: what the person says with it, such as the day of delivery or a reason.
    """
    state = standing.commitment.state
    if to in (State.CHECKED, State.PROMISED) and state in (State.DRAFT, State.CHECKED) and standing.declined:
        return _declined(standing)
    if to is State.PROMISED and state is State.CHECKED and standing.override and not standing.override.counts:
        return _may_not_override(standing.override)
    return refused(state, to, facts_of(standing, said or Facts()))


def facts_of(standing: Standing, said: Facts) -> Facts:
    """Return what is known of a commitment, together with what is said."""
    commitment, check, override = standing.commitment, standing.check, standing.override
    answers = current_answers(standing.answers)
    unsettled = [need for need in standing.requirements if not is_settled(need, answers.get(need.id))]
    return replace(
        said,
        has_client=bool(commitment.client),
        has_title=bool(commitment.title.strip()),
        due=commitment.due,
        requirements=len(standing.requirements),
        verdict=check.verdict if check else None,
        unknown=tuple(_unknown(standing, check)) if check else (),
        override=override is not None and override.counts,
        settled=not unsettled,
        unsettled=tuple(standing.called(need.id) for need in unsettled),
        declined=bool(standing.declined),
        delivered_on=said.delivered_on or commitment.delivered_on,
        reason=said.reason or next((answer.reason for answer in standing.declined if answer.reason), None),
    )


def _unknown(standing: Standing, check: Check) -> Iterator[str]:
    for missing in check.missing:
        yield f"{missing.what} of {standing.called(missing.requirement)}" if missing.requirement else missing.what


def _declined(standing: Standing) -> Refusal:
    answer = standing.declined[0]
    reason = f" ({answer.reason.strip()})" if answer.reason else ""
    return Refusal(
        why=f"It is a draft again: {standing.called(answer.requirement)} was declined{reason}.",
        way_out="Change its hours, dates or role, which asks the team again.",
    )


def _may_not_override(override: Override) -> Refusal:
    if override.approver.may_override:
        return Refusal(why="A check is not overridden without a reason.", way_out="Say why.")
    return Refusal(
        why=f"{override.approver.name} may not override a check.",
        way_out="Ask a person who may, or take the earliest date that fits.",
    )
