"""The service directory: what IT offers, on what terms, and what one request takes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from itcrm_tui.domain import fields
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId


class Phase(StrEnum):
    """Where a service stands in its life."""

    PIPELINE = "pipeline"
    LIVE = "live"
    RETIRING = "retiring"
    RETIRED = "retired"


class OpenTo(StrEnum):
    """Who may ask for a service."""

    ALL = "all"
    SEGMENTS = "segments"
    CLIENTS = "clients"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """On which side of the target a measurement is good."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


class EffortBasis(StrEnum):
    """What an effort is counted for."""

    REQUEST = "request"
    UNIT = "unit"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Service(Record):
    """What IT offers, described so that a client knows what to expect and how to get it."""

    code: str | None = fields.text(
        maximum=64, unique=True, searched=True, aliases=("service code", "abbreviation", "short name", "service id")
    )
    name: str = fields.text(required=True, searched=True, aliases=("service", "service name", "display name"))
    category: str | None = fields.text(aliases=("service category", "categories", "theme", "service type", "domain"))
    phase: Phase = fields.choice(
        Phase, default=Phase.LIVE, aliases=("status", "state", "lifecycle stage", "lifecycle status", "install status")
    )
    successor: RecordId | None = fields.reference("service")
    outcome: str | None = fields.lines(
        label="Outcome", aliases=("description", "service description", "short description", "summary")
    )
    in_scope: str | None = fields.lines()
    out_of_scope: str | None = fields.lines()
    how_to_get_it: str | None = fields.lines(label="How to get it")
    request_channel: str | None = fields.text(aliases=("start page", "order url", "request url", "order", "portal"))
    open_to: OpenTo = fields.choice(OpenTo, default=OpenTo.UNKNOWN, group="eligibility")
    open_to_segments: tuple[str, ...] = fields.texts(group="eligibility")
    open_to_clients: tuple[RecordId, ...] = fields.references("client", group="eligibility")
    prerequisites: str | None = fields.lines()
    lead_time_days: int | None = fields.integer(minimum=0, label="Lead time, days")
    whom_to_call: str | None = fields.text(
        personal=True, aliases=("helpdesk email", "support email", "support contact", "contact")
    )
    next_route_when_refused: str | None = fields.lines()
    support_hours: str | None = fields.text(aliases=("hours of operation", "service hours", "opening hours"))
    owner: RecordId | None = fields.reference(
        "person", label="Service owner", aliases=("owned by", "managed by", "business owner")
    )
    team: RecordId | None = fields.reference("team", aliases=("support group", "assignment group", "owner group"))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class InternalNote(Record):
    """What staff note about a service and others may not read. Restricted."""

    service: RecordId = fields.reference("service", owned=True, required=True)
    body: str = fields.lines(required=True, searched=True)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ServiceLevel(Record):
    """What a service promises in general."""

    service: RecordId = fields.reference("service", owned=True, required=True)
    metric: str = fields.text(required=True)
    direction: Direction = fields.choice(Direction, default=Direction.AT_LEAST, group="target")
    target: Decimal | None = fields.decimal(group="target")
    unit: str | None = fields.text(group="target")
    window: str | None = fields.text(label="Measured over")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Measurement(Record):
    """What a service level came to on a date."""

    service_level: RecordId = fields.reference("service_level", owned=True, required=True)
    measured_on: date = fields.date(required=True)
    value: Decimal = fields.decimal(required=True)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Rate(Record):
    """The price of one unit of a service while it is in force."""

    service: RecordId = fields.reference("service", owned=True, required=True)
    unit: str | None = fields.text(group="price")
    price: int = fields.money(required=True, minimum=0, group="price")
    starts_on: date | None = fields.date(label="From", group="period")
    ends_on: date | None = fields.date(label="To", group="period")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Effort(Record):
    """What one request or one unit of a service takes of a role."""

    service: RecordId = fields.reference("service", owned=True, required=True)
    role: RecordId = fields.reference("role", required=True)
    minutes: int = fields.minutes(required=True, label="Hours", aliases=("hours",))
    basis: EffortBasis = fields.choice(EffortBasis, default=EffortBasis.REQUEST)
