"""The parts of a promise that somebody may answer for: whom each is asked of, and what can be said to it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum

from itcrm_tui.domain.answers import asked_at, current_answers, is_declined, is_settled, is_unanswered
from itcrm_tui.domain.commitment import Answer, Commitment, Progress, Requirement, RequirementKind
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person, Role, Team
from itcrm_tui.domain.speaking import Asked
from itcrm_tui.domain.transitions import Standing
from itcrm_tui.domain.waiting import age_words
from itcrm_tui.domain.wording import day_words, hours_words, joined
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.promising.reading import one, standing, those
from storage.errors import RefusedError
from storage.reader import Reader
from storage.store import Store

ANSWERABLE = (State.DRAFT, State.CHECKED, State.PROMISED, State.IN_DELIVERY)
IN_WORK = (State.PROMISED, State.IN_DELIVERY)

ANSWERS_THE_CLIENT = (
    "No team has to answer here now. To answer the client, say what it needs and promise it, or refuse it."
)


class Saying(Enum):
    """What can be said to a part."""

    ACCEPT = "accept"
    DECLINE = "decline"
    REPORT = "report hours left"


@dataclass(frozen=True)
class Part:
    """A requirement, the commitment it belongs to, and whom it is asked of."""

    requirement: Requirement
    there: Standing
    asked: Asked

    @property
    def commitment(self) -> Commitment:
        """The commitment it belongs to."""
        return self.there.commitment

    @property
    def name(self) -> str:
        """What it is called inside its commitment."""
        return self.there.called(self.requirement.id)

    @property
    def words(self) -> str:
        """What it is called, with its commitment."""
        return f"{self.name} of {self.commitment.title}"

    @property
    def answer(self) -> Answer | None:
        """The answer that counts."""
        return current_answers(self.there.answers).get(self.requirement.id)

    @property
    def is_unanswered(self) -> bool:
        """Whether somebody was asked for it and has not answered."""
        return is_unanswered(self.requirement, self.answer)

    @property
    def sayings(self) -> tuple[Saying, ...]:
        """What can be said to it now, what is said most first."""
        if self.commitment.state not in ANSWERABLE:
            return ()
        is_work = self.requirement.kind is RequirementKind.HOURS and self.commitment.state in IN_WORK
        said = {
            Saying.ACCEPT: not is_settled(self.requirement, self.answer),
            Saying.REPORT: is_work,
            Saying.DECLINE: not is_declined(self.answer),
        }
        return tuple(saying for saying, possible in said.items() if possible)

    def told(self, today: date) -> str:
        """Return what is asked, and what was answered or for how long it has waited."""
        need = self.requirement
        hours = hours_words(need.minutes) if need.kind is RequirementKind.HOURS else ""
        by = need.needed_by or self.commitment.due
        return joined(self.name, hours, f"by {day_words(by, today)}" if by else "", self._answered(today))

    def _answered(self, today: date) -> str:
        if not self.is_unanswered:
            return str(self.answer.answer) if self.answer else "confirmed" if self.requirement.confirmed_by else ""
        at = asked_at(self.requirement, self.answer)
        return f"waits {age_words(at.date() if at else None, today)}".rstrip()


@dataclass(frozen=True)
class Answerable:
    """Parts to choose from, the one that most likely is meant first; `me`: the person of ours who asks."""

    parts: tuple[Part, ...]
    me: RecordId | None


def answerable(store: Store, record_type: type, record_id: RecordId, only: Collection[RecordId] = ()) -> Answerable:
    """Return the parts that can be answered of a commitment, or that of a requirement, an answer or a report.

    `only`: no others than these requirements. Before the promise those that wait stand alone, if any do.
    Raises RefusedError where nothing can be said, NotForRoleError.
    """
    with store.read() as reader:
        me = whoever_writes(reader, store.actor)
        needs = _requirements(reader, record_type, record_id)
        found = [part(reader, need) for need in needs if not only or need.id in only]
        commitment = one(reader, Commitment, record_id) if record_type is Commitment else None
    sayable = [one for one in found if one.sayings]
    if not sayable:
        raise RefusedError(_why_not(found, commitment))
    waiting = [one for one in sayable if one.is_unanswered]
    shown = sayable if sayable[0].commitment.state in IN_WORK else waiting or sayable
    return Answerable(tuple(sorted(shown, key=lambda one: (not one.is_unanswered, not one.asked.is_asked(me)))), me)


def part(reader: Reader, requirement: Requirement) -> Part:
    """Return a requirement with its commitment."""
    commitment = one(reader, Commitment, requirement.commitment)
    if commitment is None:
        raise RefusedError("Its commitment has been deleted.")
    return Part(requirement, standing(reader, commitment), asked(reader, requirement))


def asked(reader: Reader, requirement: Requirement) -> Asked:
    """Return whom a requirement is asked of."""
    role = one(reader, Role, requirement.role) if requirement.role else None
    team = one(reader, Team, role.team) if role is not None and role.team else None
    if team is None:
        return Asked(of=role.name if role else "")
    people = {person.id: person for person in those(reader, Person, "id", {p for p in (team.lead, team.deputy) if p})}
    return Asked(
        of=team.name, lead=people.get(team.lead or RecordId("")), deputy=people.get(team.deputy or RecordId(""))
    )


def whoever_writes(reader: Reader, login: str) -> RecordId | None:
    """Return the person of ours with a login, if there is one."""
    found = those(reader, Person, "login", [RecordId(login)])
    return found[0].id if found else None


def _requirements(reader: Reader, record_type: type, record_id: RecordId) -> list[Requirement]:
    if record_type is Commitment:
        return those(reader, Requirement, "commitment", [record_id])
    if record_type in (Answer, Progress):
        said = one(reader, record_type, record_id)
        record_id = said.requirement if isinstance(said, Answer | Progress) else record_id
    return those(reader, Requirement, "id", [record_id])


def _why_not(parts: Collection[Part], commitment: Commitment | None) -> str:
    state = next((one.commitment.state for one in parts), commitment.state if commitment is not None else None)
    if state in (State.DRAFT, State.CHECKED):
        return ANSWERS_THE_CLIENT
    if not parts:
        return "Nothing is asked of any team here."
    return f"Its commitment is {state}; parts are answered until it is delivered."
