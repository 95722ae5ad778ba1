"""What is kept of a promise beside itself: the check it stands on, who let it pass, new dates, and misses."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from itcrm_tui.domain import fields
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId


class ProcessCause(StrEnum):
    """Why a promise was missed, in terms of how we work; no team is ever the cause."""

    NOT_CHECKED = "capacity not checked"
    ESTIMATE_WRONG = "estimate wrong"
    DEPENDENCY_LATE = "dependency late"
    SCOPE_CHANGED = "scope changed by client"
    PRIORITY_CHANGED = "priority changed"
    INFORMATION_MISSING = "information missing"
    SUPPLIER = "supplier"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CapacityCheck(Record):
    """What a check said, kept with what it allowed. Hours and dates are those of that moment."""

    commitment: RecordId = fields.reference("commitment", owned=True, required=True)
    verdict: Verdict = fields.choice(Verdict, required=True, settable=False)
    with_soft: Verdict | None = fields.choice(Verdict, settable=False, label="With soft bookings")
    checked_at: datetime | None = fields.instant(settable=False)
    due: date | None = fields.date(settable=False)
    findings: str | None = fields.lines(settable=False)
    earliest_on: date | None = fields.date(settable=False, label="Earliest date")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Override(Record):
    """A promise let pass although it does not fit, by a person who may."""

    commitment: RecordId = fields.reference("commitment", owned=True, required=True)
    approver: RecordId = fields.reference("person", required=True, settable=False)
    reason: str = fields.lines(required=True)
    given_on: date | None = fields.date(settable=False)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Renegotiation(Record):
    """A promise that got another date, agreed with the client."""

    commitment: RecordId = fields.reference("commitment", owned=True, required=True)
    old_due: date | None = fields.date(settable=False, label="Due before")
    new_due: date = fields.date(required=True, settable=False, label="Due since")
    agreed_by: RecordId | None = fields.reference("stakeholder", settable=False)
    agreed_on: date | None = fields.date()
    reason: str = fields.lines(required=True, label="Why")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MissReview(Record):
    """What a missed promise teaches: causes in how we work, what the client is told, and what changes."""

    commitment: RecordId = fields.reference("commitment", owned=True, required=True)
    causes: tuple[str, ...] = fields.texts(items=ProcessCause)
    told_to_client: str | None = fields.lines(label="What we tell the client")
    corrective_action: str | None = fields.lines()
    owner: RecordId | None = fields.reference("person")
    due: date | None = fields.date()
    done_on: date | None = fields.date()
