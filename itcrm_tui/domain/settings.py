"""What the organization has settled for everyone; one record, in the database like any other."""

from dataclasses import dataclass
from decimal import Decimal

from itcrm_tui.domain import fields
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId

SETTINGS_ID = RecordId("00000000-0000-7000-8000-000000000001")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Settings(Record):
    """Calendar, currency, thresholds and weights, with the defaults of a new database."""

    time_zone: str = fields.text(default="UTC")
    working_days: tuple[str, ...] = fields.texts(default=("mon", "tue", "wed", "thu", "fri"))
    iso_weeks: bool = fields.flag(default=True, label="ISO weeks")
    holiday_country: str | None = fields.text()
    holiday_subdivision: str | None = fields.text()
    currency: str = fields.text(default="EUR")
    currency_decimals: int = fields.integer(default=2, minimum=0, maximum=4)
    ok_load: Decimal = fields.decimal(default=Decimal("0.85"), minimum=0, maximum=1, label="OK up to this load")
    health_good_from: int = fields.integer(default=75, minimum=0, maximum=100)
    health_fair_from: int = fields.integer(default=50, minimum=0, maximum=100)
    weight_csat: int = fields.integer(default=25, minimum=0)
    weight_attainment: int = fields.integer(default=20, minimum=0)
    weight_kept: int = fields.integer(default=20, minimum=0)
    weight_answered_in_time: int = fields.integer(default=15, minimum=0)
    weight_recency: int = fields.integer(default=10, minimum=0)
    weight_disputes: int = fields.integer(default=10, minimum=0)
    recent_days_strategic: int = fields.integer(default=30, minimum=1)
    recent_days_key: int = fields.integer(default=60, minimum=1)
    recent_days_standard: int = fields.integer(default=180, minimum=1)
    stale_after_months: int = fields.integer(default=12, minimum=1)
    predictable_within_percent: int = fields.integer(default=5, minimum=0, maximum=100)
