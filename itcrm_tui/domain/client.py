"""Clients, and what belongs to their profile."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from itcrm_tui.domain import fields
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId


class Segment(StrEnum):
    """How much of our attention the client has."""

    STRATEGIC = "strategic"
    KEY = "key"
    STANDARD = "standard"


class ClientStatus(StrEnum):
    """Where the client stands with us."""

    PROSPECT = "prospect"
    ACTIVE = "active"
    DORMANT = "dormant"
    FORMER = "former"


class PerceivedHealth(StrEnum):
    """How the relationship feels to the one who owns it; never merged with the computed health."""

    UNKNOWN = "unknown"
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


class StakeholderRole(StrEnum):
    """The part a person at the client plays in decisions about IT."""

    DECISION_MAKER = "decision maker"
    FINANCIAL_APPROVER = "financial approver"
    BUSINESS_INFLUENCER = "business influencer"
    TECHNICAL_INFLUENCER = "technical influencer"
    GATEKEEPER = "gatekeeper"
    USER = "user"


class Facet(StrEnum):
    """The nine things a complete profile knows."""

    DECISION_MAKER = "decision maker"
    SERVICES_USED = "services used"
    SATISFACTION = "satisfaction"
    SUCCESS_MEASURES = "success measures"
    BILLINGS = "billings"
    USAGE_BY_LINE_OF_BUSINESS = "usage by line of business"
    ROLE_IN_SUCCESS = "role in success"
    ROLE_IN_RISK = "role in risk"
    PRIORITIES = "priorities"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Client(Record):
    """A business unit or outside body that IT serves."""

    code: str | None = fields.text(
        maximum=64, unique=True, searched=True, aliases=("client code", "short name", "abbreviation")
    )
    name: str = fields.text(
        required=True,
        searched=True,
        aliases=(
            *("client", "account", "account name", "customer", "company", "organization", "organisation"),
            *("display name", "legal name", "business unit"),
        ),
    )
    parent: RecordId | None = fields.reference(
        "client", aliases=("parent client", "parent account", "subsidiary of", "parent company")
    )
    segment: Segment | None = fields.choice(Segment)
    tier: int | None = fields.integer(minimum=1, maximum=9)
    status: ClientStatus = fields.choice(ClientStatus, default=ClientStatus.ACTIVE)
    relationship_owner: RecordId | None = fields.reference(
        "person", aliases=("owner", "account manager", "account owner", "company owner", "brm")
    )
    deputy: RecordId | None = fields.reference("person")
    cost_centre: str | None = fields.text(aliases=("cost center",))
    role_in_success_today: str | None = fields.lines(label="Our role in their success today")
    role_in_success_agreed: str | None = fields.lines(label="Our role in their success, agreed", group="success")
    role_in_success_agreed_with: str | None = fields.text(label="Agreed with", group="success", personal=True)
    role_in_success_agreed_on: date | None = fields.date(label="Agreed on", group="success")
    role_in_risk_today: str | None = fields.lines(label="Our role in their risk today")
    role_in_risk_agreed: str | None = fields.lines(label="Our role in their risk, agreed", group="risk")
    role_in_risk_agreed_with: str | None = fields.text(label="Risk role agreed with", group="risk", personal=True)
    role_in_risk_agreed_on: date | None = fields.date(label="Risk role agreed on", group="risk")
    priorities: tuple[str, ...] = fields.texts()
    competitors: tuple[str, ...] = fields.texts()
    perceived_health: PerceivedHealth = fields.choice(PerceivedHealth, default=PerceivedHealth.UNKNOWN)
    tags: tuple[str, ...] = fields.texts()
    merged_into: RecordId | None = fields.reference("client", settable=False)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class LineOfBusiness(Record):
    """A part of a client with its own usage and cost centre."""

    client: RecordId = fields.reference("client", owned=True, required=True)
    name: str = fields.text(required=True, searched=True, aliases=("line of business",))
    cost_centre: str | None = fields.text(aliases=("cost center",))
    headcount: int | None = fields.integer(minimum=0)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Stakeholder(Record):
    """A person at the client."""

    client: RecordId = fields.reference(
        "client",
        owned=True,
        required=True,
        aliases=(
            *("account", "company", "organization", "organisation", "org", "customer"),
            *("associated company", "primary company", "parent customer", "business unit", "organization 1 name"),
        ),
    )
    name: str = fields.text(
        required=True, searched=True, personal=True, aliases=("contact", "full name", "display name", "file as")
    )
    role: StakeholderRole | None = fields.choice(StakeholderRole, personal=True)
    title: str | None = fields.text(
        personal=True, aliases=("job title", "position", "organization title", "organization 1 title", "business title")
    )
    line_of_business: RecordId | None = fields.reference("line_of_business", aliases=("department", "division"))
    influence: int | None = fields.integer(minimum=1, maximum=5, personal=True)
    support: int | None = fields.integer(minimum=-2, maximum=2, personal=True)
    email: str | None = fields.text(searched=True, personal=True, aliases=fields.EMAIL_WORDS)
    phone: str | None = fields.text(personal=True, aliases=fields.PHONE_WORDS)
    reports_to: RecordId | None = fields.reference("stakeholder", personal=True, aliases=("manager", "manager name"))
    left_on: date | None = fields.date()
    notes: str | None = fields.lines(personal=True)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FacetConfirmation(Record):
    """When one facet of a client's profile was last confirmed."""

    client: RecordId = fields.reference("client", owned=True, required=True)
    facet: Facet = fields.choice(Facet, required=True)
    confirmed_on: date = fields.date(required=True)
