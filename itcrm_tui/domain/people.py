"""Our own people: teams, roles, who fills them and when they are away."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from itcrm_tui.domain import fields
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Team(Record):
    """A group of people with a lead who answers for what it promises."""

    name: str = fields.text(required=True, searched=True)
    lead: RecordId | None = fields.reference("person")
    deputy: RecordId | None = fields.reference("person")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Role(Record):
    """A pool of people who can do the same work, inside a team."""

    name: str = fields.text(required=True, searched=True)
    team: RecordId | None = fields.reference("team")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Person(Record):
    """One of our people. Role shares are parts of their week by role; the sum is at most 1."""

    name: str = fields.text(required=True, searched=True, personal=True, aliases=("full name", "display name"))
    login: str | None = fields.text(
        maximum=128,
        unique=True,
        searched=True,
        personal=True,
        aliases=("user name", "username", "user id", "sam account name"),
    )
    email: str | None = fields.text(searched=True, personal=True, aliases=fields.EMAIL_WORDS)
    phone: str | None = fields.text(personal=True, aliases=fields.PHONE_WORDS)
    reports_to: RecordId | None = fields.reference("person", personal=True, aliases=("manager name", "supervisor"))
    manager: bool = fields.flag()
    crm_unit: bool = fields.flag(label="CRM unit")
    may_override: bool = fields.flag()
    weekly_minutes: int | None = fields.minutes(label="Weekly hours", aliases=("weekly hours",), maximum=10_080)
    availability_factor: Decimal | None = fields.decimal(minimum=0, maximum=1)
    role_shares: tuple[tuple[RecordId, Decimal], ...] = fields.shares("role", aliases=("roles",))
    skills: tuple[str, ...] = fields.texts(personal=True)
    notes: str | None = fields.lines(personal=True)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TimeOff(Record):
    """Days on which a person is away, both ends included."""

    person: RecordId = fields.reference("person", required=True)
    starts_on: date = fields.date(required=True, label="From", group="period")
    ends_on: date = fields.date(required=True, label="To", group="period")
    notes: str | None = fields.lines(personal=True)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RunReserve(Record):
    """Minutes a week of a role that are kept for keeping things running."""

    role: RecordId = fields.reference("role", required=True)
    minutes_a_week: int = fields.minutes(required=True, label="Hours a week", aliases=("hours a week",))
    starts_on: date | None = fields.date(label="From", group="period")
    ends_on: date | None = fields.date(label="To", group="period")
