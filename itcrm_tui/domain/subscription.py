"""Which client uses which service, how much of it, and at what agreed price."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from itcrm_tui.domain import fields
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId


class Charging(StrEnum):
    """How a subscription becomes money."""

    METERED = "metered"
    FLAT = "flat"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Subscription(Record):
    """A client uses a service."""

    client: RecordId = fields.reference("client", required=True)
    line_of_business: RecordId | None = fields.reference("line_of_business")
    service: RecordId = fields.reference("service", required=True)
    starts_on: date | None = fields.date(label="From", group="period")
    ends_on: date | None = fields.date(label="To", group="period")
    quantity: Decimal | None = fields.decimal(minimum=0)
    charging: Charging | None = fields.choice(Charging)
    satisfaction: int | None = fields.integer(minimum=1, maximum=5, group="satisfaction")
    satisfaction_why: str | None = fields.lines(label="Why", group="satisfaction")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NegotiatedPrice(Record):
    """A price that one client agreed for one subscription. Restricted."""

    subscription: RecordId = fields.reference("subscription", owned=True, required=True)
    price: int = fields.money(required=True, minimum=0)
    starts_on: date | None = fields.date(label="From", group="period")
    ends_on: date | None = fields.date(label="To", group="period")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Usage(Record):
    """How much of a service a client used in a month."""

    client: RecordId = fields.reference("client", required=True)
    line_of_business: RecordId | None = fields.reference("line_of_business")
    service: RecordId = fields.reference("service", required=True)
    month: str = fields.month(required=True)
    quantity: Decimal | None = fields.decimal(group="quantity")
    unit: str | None = fields.text(group="quantity")
    source: str | None = fields.text()
