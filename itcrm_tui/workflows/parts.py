"""The requirements of some commitments with what was said to them, read together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any, TypeVar

from itcrm_tui.domain.answers import asked_at, current_answers, is_declined, is_settled, is_unanswered
from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.from_records import candidate, minutes_left
from itcrm_tui.domain.commitment import Answer, Commitment, Progress, Requirement, RequirementKind
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.people import Role, Team
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.waiting import Waiting, oldest_by_name
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import NotForRoleError
from itcrm_tui.workflows.notation import time_zone
from storage.reader import Reader

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What some commitments need: by commitment, with the answer that counts and the reports by requirement."""

    needs: dict[RecordId, list[Requirement]]
    answers: dict[RecordId, Answer]
    progress: dict[RecordId, list[Progress]]
    roles: dict[RecordId, Role]
    teams: dict[RecordId, Team]
    zone: tzinfo = UTC

    def wish(self, commitment: Commitment) -> Candidate:
        """Return a commitment as what is weighed."""
        needs = self.needs.get(commitment.id, [])
        return candidate(commitment, needs, [one for need in needs for one in self.progress.get(need.id, ())])

    def waiting(self, commitment: RecordId) -> list[Requirement]:
        """Return the requirements that were asked for and not answered, and the things that nobody has confirmed."""
        return [need for need in self.needs.get(commitment, ()) if is_unanswered(need, self.answers.get(need.id))]

    def team_of(self, need: Requirement) -> Team | None:
        """Return the team that a requirement is asked of, through its role."""
        role = self.roles.get(need.role) if need.role else None
        return self.teams.get(role.team) if role is not None and role.team else None

    def asked_of(self, need: Requirement) -> str:
        """Return whom a requirement is asked of: the team of its role, else the role, else what it needs."""
        role, team = self.roles.get(need.role) if need.role else None, self.team_of(need)
        return team.name if team else role.name if role else need.description or str(need.thing or "somebody")

    def asked(self, need: Requirement) -> Waiting:
        """Return on whom an unanswered requirement waits, and since which day."""
        at = asked_at(need, self.answers.get(need.id))
        return Waiting(on=self.asked_of(need), since=at.astimezone(self.zone).date() if at else None)

    def waits(self, commitment: RecordId) -> tuple[Waiting, ...]:
        """Return on whom a commitment waits, the longest first."""
        return oldest_by_name(self.asked(need) for need in self.waiting(commitment))

    def declined(self, commitment: RecordId) -> tuple[tuple[str, str], ...]:
        """Return the teams that have declined their part, each with the reason."""
        answers = ((need, self.answers.get(need.id)) for need in self.needs.get(commitment, ()))
        found = ((self.asked_of(need), one.reason or "") for need, one in answers if one and is_declined(one))
        return tuple(sorted(found))

    def is_settled(self, commitment: RecordId) -> bool:
        """Return whether every part is accepted or confirmed."""
        return all(is_settled(need, self.answers.get(need.id)) for need in self.needs.get(commitment, ()))

    def left(self, commitment: RecordId) -> int | None:
        """Return the minutes that are left to do; None where of some part nobody has said."""
        needs = [need for need in self.needs.get(commitment, ()) if need.kind is RequirementKind.HOURS]
        minutes = [minutes_left(need, self.progress.get(need.id, ())) for need in needs]
        known = [one for one in minutes if one is not None]
        return sum(known) if known and len(known) == len(minutes) else None


def parts(reader: Reader, commitments: Iterable[RecordId]) -> Parts:
    """Return what some commitments need. Raises NotForRoleError."""
    needs: dict[RecordId, list[Requirement]] = defaultdict(list)
    for need in every(reader, Requirement, commitment=list(commitments)):
        needs[need.commitment].append(need)
    asked = [need.id for mine in needs.values() for need in mine]
    progress: dict[RecordId, list[Progress]] = defaultdict(list)
    for report in every(reader, Progress, requirement=asked):
        progress[report.requirement].append(report)
    return Parts(
        needs=dict(needs),
        answers=current_answers(every(reader, Answer, requirement=asked)),
        progress=dict(progress),
        roles={role.id: role for role in every(reader, Role)},
        teams={team.id: team for team in every(reader, Team)},
        zone=time_zone(reader.settings()),
    )


def every(reader: Reader, record_type: type[R], **equal: Any) -> Sequence[R]:
    """Return the records whose fields equal values. Raises NotForRoleError."""
    found = reader.find(record_type, **equal)
    if isinstance(found, Hidden):
        raise NotForRoleError(kind_of(record_type))
    return found
