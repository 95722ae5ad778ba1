"""The client profile: everything known about one client in one place, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from itcrm_tui.domain.client import Client, Facet, FacetConfirmation, LineOfBusiness, Stakeholder, StakeholderRole
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, CommitmentState, Progress, Requirement
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.domain.outreach import FollowUp, Touchpoint
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.ids import RecordId

CLOSED = frozenset({CommitmentState.KEPT, CommitmentState.MISSED, CommitmentState.DECLINED, CommitmentState.WITHDRAWN})
DECIDERS = frozenset({StakeholderRole.DECISION_MAKER, StakeholderRole.FINANCIAL_APPROVER})


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
    """One client with all that belongs to it. `names` gives the name of any record mentioned by id."""

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

    def waits_on(self, commitment: Commitment) -> tuple[str, ...]:
        """Return the teams that were asked for their part of a commitment and have not answered."""
        mine = {need.id: need for need in self.requirements if need.commitment == commitment.id}
        asked = [answer.requirement for answer in self._latest_answers() if answer.answer is AnswerState.ASKED]
        teams = {self.teams.get(mine[need].role or RecordId(""), "") for need in asked if need in mine}
        return tuple(sorted(teams - {""}))

    def _latest_answers(self) -> tuple[Answer, ...]:
        latest = {answer.requirement: answer for answer in sorted(self.answers, key=lambda answer: answer.id)}
        return tuple(latest.values())

    @property
    def filled(self) -> frozenset[Facet]:
        """The facets of which something is on file, confirmed lately or not."""
        client = self.client
        found = {
            Facet.DECISION_MAKER: bool(self.deciders),
            Facet.SERVICES_USED: bool(self.current_subscriptions),
            Facet.SATISFACTION: any(item.satisfaction for item in self.current_subscriptions),
            Facet.USAGE_BY_LINE_OF_BUSINESS: any(item.line_of_business for item in self.usage),
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
