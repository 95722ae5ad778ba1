"""What needs somebody now: promises, answers, replies and follow-ups, by how soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from itcrm_tui.domain.waiting import age_words
from itcrm_tui.domain.wording import due_words
from itcrm_tui.ids import RecordId

WEEK_AHEAD = 7
Urgency = tuple[date, int, str, str]


class When(StrEnum):
    """The headings, in their order."""

    LATE = "LATE"
    TODAY = "TODAY"
    AT_RISK = "AT RISK"
    THIS_WEEK = "THIS WEEK"
    WAITING_ON = "WAITING ON"


class What(StrEnum):
    """Why something stands here."""

    DECIDE = "decide"
    SAME = "same?"
    PROMISE = "promise"
    ACCEPT = "accept?"
    CONFIRM = "confirm?"
    DECLINED = "declined"
    ANSWER = "answer"
    REPLY = "reply"
    FOLLOW_UP = "follow-up"
    REVIEW = "review"
    ACTION = "action"
    WAITING = "waiting"
    DELIVERED = "delivered"


AT_ONCE = (What.ACCEPT, What.CONFIRM, What.DECLINED)
"""What stands in nobody's way but that of somebody else, and so is needed now, however far the day is."""

ON_OTHERS = (What.WAITING, What.DELIVERED)
"""What waits for a team's answer, or for the client to accept what was delivered."""

KNOWN_BY_PART = (What.ACCEPT, What.CONFIRM, What.SAME)
HAVE_PARTS = (*KNOWN_BY_PART, What.DECIDE)


@dataclass(frozen=True, kw_only=True)
class Need:
    """One thing that needs somebody. `kind` and `record`: what it is about; `note`: what else to say, with its style.

    `due`: the day by which it is needed, None for at once; `since`: from when it has been waiting, and `on` whom;
    `parts`: the requirements that wait for an answer, the conflicts, or what may be the same; `mine`: whether it needs
    the person who asks.
    """

    kind: str
    record: RecordId
    what: What
    title: str
    client: str = ""
    client_id: RecordId | None = None
    due: date | None = None
    since: date | None = None
    on: str = ""
    parts: tuple[RecordId, ...] = ()
    note: str = ""
    style: str = ""
    at_risk: bool = False
    mine: bool = False
    is_asked: bool = True
    """Whether something of it can be answered: a team's part, or hours that are left to report."""
    is_taken: bool = True
    """Whether anybody has taken it on; what nobody has is for the owner of the client."""

    @property
    def id(self) -> str:
        """What it is known by, from one day to the next."""
        about = self.parts[0] if self.what in KNOWN_BY_PART else self.record
        return "/".join(filter(None, (self.what, about, self.on)))

    def when(self, today: date) -> When | None:
        """Return the heading under which it stands; None while there is time."""
        if self.what in ON_OTHERS:
            return When.WAITING_ON
        if self.due is None or self.due == today:
            return When.TODAY
        if self.due < today:
            return When.LATE
        if self.what in AT_ONCE:
            return When.TODAY
        if self.at_risk:
            return When.AT_RISK
        return When.THIS_WEEK if self.due < today + timedelta(days=WEEK_AHEAD) else None

    def when_words(self, today: date) -> str:
        """Return by when, or how long it has waited."""
        if self.what in ON_OTHERS:
            return age_words(self.since, today) or "today"
        return due_words(self.due, today) if self.due else "now"


def in_order(needs: Iterable[Need], today: date) -> list[tuple[When, list[Need]]]:
    """Return what needs somebody under its headings, the most urgent first; headings without anything are left out.

    Of what is late a promise comes before all else; of what is to come the soonest comes first.
    """
    under: dict[When, list[Need]] = {when: [] for when in When}
    for need in needs:
        if (when := need.when(today)) is not None:
            under[when].append(need)
    return [(when, sorted(mine, key=_RANKED.get(when, _by_day))) for when, mine in under.items() if mine]


def _by_day(need: Need) -> Urgency:
    day = need.since if need.what in ON_OTHERS else need.due
    return day or date.min, _RANKS[need.what], need.client.casefold(), need.id


def _by_rank(need: Need) -> Urgency:
    return date.min, _RANKS[need.what], (need.due or date.min).isoformat(), need.id


_RANKS = {what: number for number, what in enumerate(What)}
_RANKED = {When.LATE: _by_rank}
