"""What has come of each part of a promise: who has said what of it, for how long it waits, how many hours are left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.answers import is_declined, is_settled, is_unanswered
from itcrm_tui.domain.capacity.from_records import minutes_left
from itcrm_tui.domain.commitment import Commitment, Requirement, RequirementKind
from itcrm_tui.domain.linked import Line, to_record
from itcrm_tui.domain.waiting import age_words, waits_words
from itcrm_tui.domain.wording import hours_words, joined
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import NotForRoleError
from itcrm_tui.workflows.parts import Parts, parts
from storage.reader import Reader
from storage.views.parts import names

HEADING = "Teams"


def parts_said(reader: Reader, commitment: Commitment, today: date) -> tuple[Line, ...]:
    """Return a line for each part of a promise, which leads to it; none for a role that may not read what was said."""
    try:
        known = parts(reader, [commitment.id])
    except NotForRoleError:
        return ()
    needs = known.needs.get(commitment.id, [])
    people = {need.confirmed_by for need in needs} | {one.answered_by for one in known.answers.values()}
    told = _Told(known, names(reader.connection, "person", people), today)
    return tuple(told.lines(needs))


@dataclass(frozen=True)
class _Told:
    known: Parts
    people: dict[RecordId, str]
    today: date

    def lines(self, needs: list[Requirement]) -> Iterator[Line]:
        for need in needs:
            said, style = self._said(need)
            yield to_record(joined(self._name(need), self._hours(need), said), "requirement", need.id, style)

    def _name(self, need: Requirement) -> str:
        role = self.known.roles.get(need.role) if need.role else None
        return role.name if role else need.description or str(need.thing or "a part")

    def _hours(self, need: Requirement) -> str:
        if not need.minutes:
            return ""
        left = minutes_left(need, self.known.progress.get(need.id, ()))
        of = f" of {hours_words(need.minutes)}"
        return hours_words(need.minutes) if left is None or left == need.minutes else f"{hours_words(left)} left{of}"

    def _said(self, need: Requirement) -> tuple[str, str]:
        """Return what was said of a part, and by whom, with its style."""
        answer = self.known.answers.get(need.id)
        by = self.people.get((answer.answered_by if answer else None) or need.confirmed_by or RecordId(""), "")
        who = f" by {by}" if by else ""
        if answer is not None and is_declined(answer):
            return f"declined{who}" + (f": {answer.reason}" if answer.reason else ""), "risk"
        if is_unanswered(need, answer):
            return self._waits(need), "muted"
        if is_settled(need, answer):
            return ("accepted" if answer is not None else "confirmed") + who, ""
        return "", ""

    def _waits(self, need: Requirement) -> str:
        """Return for how long a part waits, and on which team; a thing waits for whoever confirms it."""
        waiting = self.known.asked(need)
        if need.kind is RequirementKind.THING:
            age = age_words(waiting.since, self.today)
            return f"to be confirmed  asked {age} ago" if age else "to be confirmed"
        return waits_words((waiting,), self.today)
