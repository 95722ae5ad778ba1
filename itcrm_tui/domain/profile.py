"""The client profile: everything known about one client in one place, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from itcrm_tui.domain.answers import asked_at, current_answers, is_unanswered
from itcrm_tui.domain.client import Client, Facet, FacetConfirmation, LineOfBusiness, Stakeholder, StakeholderRole
from itcrm_tui.domain.commitment import Answer, Commitment, CommitmentState, Progress, Requirement
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.domain.figures import Share, csat, kept_on_original_date
from itcrm_tui.domain.outreach import FollowUp, Touchpoint
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.domain.waiting import Waiting, oldest_by_name
from itcrm_tui.ids import RecordId

CLOSED = frozenset({CommitmentState.KEPT, CommitmentState.MISSED, CommitmentState.DECLINED, CommitmentState.WITHDRAWN})
DECIDERS = frozenset({StakeholderRole.DECISION_MAKER, StakeholderRole.FINANCIAL_APPROVER})


HAPPY_FROM, UNHAPPY_TO = 4, 2
"""Of five, how satisfied somebody is who is happy with a service, or unhappy."""


@dataclass(frozen=True)
class Figures:
    """What is counted of a client. `happy` and `unhappy`: services in use, by how satisfied the client is with them."""

    csat: Share
    kept: Share
    met_at: datetime | None
    open_promises: int
    services: int
    happy: tuple[RecordId, ...]
    unhappy: tuple[RecordId, ...]
    rated: bool
    used_by_line: bool


@dataclass(frozen=True)
class MonthlyUsage:
    """How much of a service a line of business (or the client as a whole) used in a month."""

    month: str
    service: RecordId
    line_of_business: RecordId | None
    quantity: Decimal
    unit: str | None


@dataclass(frozen=True)
class Profile:
    """One client with what belongs to it. `names` gives the name of any record mentioned by id.

    Where not all was read, `counted` has the figures of the whole.
    """

    client: Client
    today: date
    stale_after_months: int
    people: Mapping[RecordId, Person]
    names: Mapping[RecordId, str]
    lines_of_business: tuple[LineOfBusiness, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    confirmations: tuple[FacetConfirmation, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    usage: tuple[MonthlyUsage, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    answers: tuple[Answer, ...] = ()
    progress: tuple[Progress, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    references: tuple[ExternalReference, ...] = ()
    teams: Mapping[RecordId, str] = field(default_factory=dict)
    counted: Figures | None = None

    @cached_property
    def figures(self) -> Figures:
        """What is counted of the client."""
        if self.counted:
            return self.counted
        current = self.current_subscriptions
        return Figures(
            csat=csat(self.feedback),
            kept=kept_on_original_date(self.commitments, self.today),
            met_at=max((item.held_at for item in self.touchpoints if item.held_at), default=None),
            open_promises=len(self.open_commitments),
            services=len({item.service for item in current}),
            happy=_services(current, range(HAPPY_FROM, 6)),
            unhappy=_services(current, range(1, UNHAPPY_TO + 1)),
            rated=any(item.satisfaction for item in current),
            used_by_line=any(item.line_of_business for item in self.usage),
        )

    @property
    def present(self) -> tuple[Stakeholder, ...]:
        """The stakeholders who have not left, the most influential first."""
        here = [person for person in self.stakeholders if person.left_on is None or person.left_on > self.today]
        return tuple(sorted(here, key=lambda person: (-(person.influence or 0), person.name)))

    @property
    def deciders(self) -> tuple[Stakeholder, ...]:
        """Who decides about IT at the client."""
        return tuple(person for person in self.present if person.role in DECIDERS)

    @property
    def current_subscriptions(self) -> tuple[Subscription, ...]:
        """The services in use today."""
        return tuple(item for item in self.subscriptions if item.ends_on is None or item.ends_on >= self.today)

    @property
    def open_commitments(self) -> tuple[Commitment, ...]:
        """What is drafted, checked or promised and not yet closed, the soonest due first."""
        still = [item for item in self.commitments if item.state not in CLOSED]
        return tuple(sorted(still, key=lambda item: (item.due or date.max, item.id)))

    def waits_on(self, commitment: Commitment) -> tuple[Waiting, ...]:
        """Return the teams that were asked for their part of a commitment and have not answered, and since when."""
        mine = [need for need in self.requirements if need.commitment == commitment.id]
        answers = current_answers(self.answers)
        asked = ((need, answers.get(need.id)) for need in mine)
        return oldest_by_name(self._asked(need, one) for need, one in asked if one and is_unanswered(need, one))

    def _asked(self, need: Requirement, answer: Answer) -> Waiting:
        at = asked_at(need, answer)
        return Waiting(on=self.teams.get(need.role or RecordId(""), "its team"), since=at.date() if at else None)

    @property
    def filled(self) -> frozenset[Facet]:
        """The facets of which something is on file, confirmed lately or not."""
        client = self.client
        found = {
            Facet.DECISION_MAKER: bool(self.deciders),
            Facet.SERVICES_USED: self.figures.services > 0,
            Facet.SATISFACTION: self.figures.rated,
            Facet.USAGE_BY_LINE_OF_BUSINESS: self.figures.used_by_line,
            Facet.ROLE_IN_SUCCESS: bool(client.role_in_success_today),
            Facet.ROLE_IN_RISK: bool(client.role_in_risk_today),
            Facet.PRIORITIES: bool(client.priorities),
        }
        return frozenset(facet for facet, known in found.items() if known)

    @property
    def stale(self) -> frozenset[Facet]:
        """The filled facets that nobody has confirmed within the time the organization has settled."""
        latest: dict[Facet, date] = {}
        for item in self.confirmations:
            latest[item.facet] = max(item.confirmed_on, latest.get(item.facet, date.min))
        oldest = _months_before(self.today, self.stale_after_months)
        return frozenset(facet for facet in self.filled if latest.get(facet, date.min) < oldest)

    @property
    def missing(self) -> tuple[Facet, ...]:
        """The facets of which nothing is on file."""
        return tuple(facet for facet in Facet if facet not in self.filled)

    @property
    def complete(self) -> int:
        """How many of the nine facets are filled and confirmed lately."""
        return len(self.filled - self.stale)


def _services(current: Iterable[Subscription], satisfaction: range) -> tuple[RecordId, ...]:
    return tuple(dict.fromkeys(item.service for item in current if item.satisfaction in satisfaction))


def _months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last of that month where it is shorter."""
    months_since_zero = day.year * 12 + day.month - 1 - months
    year, month = divmod(months_since_zero, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"There is no day {months} months before {day}.")
