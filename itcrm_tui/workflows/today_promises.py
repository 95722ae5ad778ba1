"""What needs somebody about promises: late, at risk or due, to be answered for, declined, and what waits on whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from itcrm_tui.domain.board_words import IN_WORK, Said, declined_words
from itcrm_tui.domain.capacity.check import Check
from itcrm_tui.domain.commitment import Commitment, Requirement, RequirementKind
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.today import Need, What
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.domain.waiting import waits_words
from itcrm_tui.domain.wording import day_words, hours_words, joined
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.booked import Booked
from itcrm_tui.workflows.parts import Parts, every, parts
from storage.reader import Reader

TO_BE_ANSWERED = (State.DRAFT, State.CHECKED)


def promises(reader: Reader, there: Booked | None, me: RecordId | None, today: date) -> Iterator[Need]:
    """Yield what needs somebody about open commitments; what is at risk, or fits, as far as it has been counted.

    Raises NotForRoleError.
    """
    found = every(reader, Commitment, state=[str(state) for state in (*TO_BE_ANSWERED, *IN_WORK, State.DELIVERED)])
    yield from _Promises(found, parts(reader, [one.id for one in found]), there, me, today).needs()


@dataclass
class _Promises:
    commitments: Sequence[Commitment]
    known: Parts
    there: Booked | None
    me: RecordId | None
    today: date

    def needs(self) -> Iterator[Need]:
        for one in self.commitments:
            if one.state is State.DELIVERED:
                yield self._delivered(one)
                continue
            if one.state in IN_WORK:
                yield from self._promised(one)
            elif declined := self.known.declined(one.id):
                team, reason = declined[0]
                yield self._need(
                    one, What.DECLINED, due=one.answer_due, note=declined_words(team, reason), style="risk"
                )
            elif one.answer_due is not None:
                note = waits_words(self.known.waits(one.id), self.today) or str(one.state)
                is_asked = bool(self.known.waiting(one.id))
                yield self._need(one, What.ANSWER, due=one.answer_due, note=note, is_asked=is_asked)
            asked = [need for need in self.known.waiting(one.id) if need.kind is RequirementKind.HOURS]
            yield from (self._asked(one, need) for need in asked)
            yield from self._waiting(one, asked)
            if one.state is not State.DRAFT:
                yield from self._unconfirmed(one)

    def _promised(self, one: Commitment) -> Iterator[Need]:
        over = self._at_risk.get(one.id, ())
        note, style = waits_words(self.known.waits(one.id), self.today), ""
        if over:
            role = self._names.get(over[0].role, "")
            note, style = f"AT RISK {hours_words(sum(part.minutes for part in over))} {role}".rstrip(), "risk"
        elif not note and (left := self.known.left(one.id)) is not None:
            note = f"{hours_words(left)} left"
        if one.due is not None or over:
            is_asked = bool(self.known.needs.get(one.id))
            yield self._need(
                one, What.PROMISE, due=one.due, note=note, style=style, at_risk=bool(over), is_asked=is_asked
            )

    def _delivered(self, one: Commitment) -> Need:
        """Return what the client has not accepted yet; what came too late is missed whatever the client says."""
        is_late = one.due is not None and one.delivered_on is not None and one.delivered_on > one.due
        note, style = ("after its due date", "risk") if is_late else ("client to accept", "")
        return self._need(one, What.DELIVERED, since=one.delivered_on, note=note, style=style, is_asked=False)

    def _asked(self, one: Commitment, need: Requirement) -> Need:
        """Return a question to a team: its hours, whether they fit, and by when they are needed."""
        by = need.needed_by or one.due
        fits, style = self._verdict(one)
        role = self.known.roles.get(need.role) if need.role else None
        hours = f"{hours_words(need.minutes)} {role.name if role else self.known.asked_of(need)}"
        note = joined(hours, fits, f"by {day_words(by, self.today)}" if by else "")
        due, mine = one.answer_due, self._is_asked(need)
        return self._need(one, What.ACCEPT, due=due, note=note, style=style, mine=mine, parts=(need.id,))

    def _unconfirmed(self, one: Commitment) -> Iterator[Need]:
        """Yield the things that somebody has to confirm; who answers for the promise sees to it."""
        for need in self.known.waiting(one.id):
            if need.kind is RequirementKind.THING:
                note, due = self.known.asked_of(need), one.answer_due
                yield self._need(one, What.CONFIRM, due=due, note=note, parts=(need.id,))

    def _waiting(self, one: Commitment, asked: Sequence[Requirement]) -> Iterator[Need]:
        """Yield what waits on each team, since its oldest question; what waits on me is no waiting of mine."""
        by_team: dict[str, list[Requirement]] = defaultdict(list)
        for need in asked:
            by_team[self.known.asked_of(need)].append(need)
        for team, needs in by_team.items():
            since = min((day for need in needs if (day := self.known.asked(need).since)), default=None)
            mine = self._is_mine(one) and not any(self._is_asked(need) for need in needs)
            ids = tuple(need.id for need in needs)
            yield self._need(one, What.WAITING, on=team, since=since, mine=mine, parts=ids)

    def _is_asked(self, need: Requirement) -> bool:
        """Return whether the person who asks answers for the team of a requirement."""
        team = self.known.team_of(need)
        return self.me is not None and team is not None and self.me in (team.lead, team.deputy)

    def _is_mine(self, one: Commitment) -> bool:
        return self.me is not None and one.owner == self.me

    def _verdict(self, one: Commitment) -> Said:
        check = self._checks.get(one.id)
        match check.verdict if check else None:
            case Verdict.OK:
                return "fits", ""
            case Verdict.TIGHT | Verdict.SHORT as verdict:
                return str(verdict), "risk"
        return "", ""

    @cached_property
    def _checks(self) -> Mapping[RecordId, Check]:
        """Whether what is asked for fits, of those that are not promised yet."""
        asked = [one for one in self.commitments if one.state in TO_BE_ANSWERED and self.known.waiting(one.id)]
        if self.there is None:
            return {}
        checks = self.there.checks([self.known.wish(one) for one in asked])
        return dict(zip((one.id for one in asked), checks, strict=True))

    @cached_property
    def _at_risk(self) -> Mapping[RecordId, Any]:
        return self.there.at_risk if self.there is not None else {}

    @cached_property
    def _names(self) -> Mapping[RecordId, str]:
        return self.there.known.names if self.there is not None else {}

    def _need(self, one: Commitment, what: What, *, mine: bool | None = None, **more: Any) -> Need:
        """Return a need that is about a commitment, and its owner's unless it is said to be somebody else's."""
        whose: dict[str, Any] = {"mine": mine} if mine is not None else {}
        whose = whose or {"mine": self._is_mine(one), "is_taken": one.owner is not None}
        return Need(kind="commitment", record=one.id, what=what, title=one.title, client_id=one.client, **whose, **more)
