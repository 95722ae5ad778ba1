"""Commitments: one dated promise to one client, what it needs, and what the teams answered."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from itcrm_tui.domain import fields
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId


class CommitmentState(StrEnum):
    """How far a promise has come."""

    DRAFT = "draft"
    CHECKED = "checked"
    PROMISED = "promised"
    IN_DELIVERY = "in delivery"
    DELIVERED = "delivered"
    KEPT = "kept"
    MISSED = "missed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class RequirementKind(StrEnum):
    """Whether a promise needs people's time or a thing."""

    HOURS = "hours"
    THING = "thing"


class Thing(StrEnum):
    """What else than hours a promise can need."""

    LICENCE = "licence"
    EQUIPMENT = "equipment"
    BUDGET = "budget"
    SUPPLIER = "supplier"


class AnswerState(StrEnum):
    """What a team said when it was asked for its part."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NO_ANSWER = "no answer"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Commitment(Record):
    """One dated promise to one client."""

    client: RecordId = fields.reference("client", required=True, aliases=("account", "company", "customer"))
    title: str = fields.text(required=True, searched=True, aliases=("summary", "subject", "name", "short description"))
    line_of_business: RecordId | None = fields.reference("line_of_business")
    service: RecordId | None = fields.reference("service")
    promise_text: str | None = fields.lines(aliases=("description", "details"))
    asked_by: RecordId | None = fields.reference("stakeholder", aliases=("requester", "reporter", "requested by"))
    asked_on: date | None = fields.date(aliases=("created", "created at", "requested on", "requested"))
    answer_due: date | None = fields.date()
    owner: RecordId | None = fields.reference("person", label="Accountable owner", aliases=("assignee", "assigned to"))
    due: date | None = fields.date(aliases=("due date", "deadline", "due by", "promised for"))
    original_due: date | None = fields.date(settable=False)
    state: CommitmentState = fields.choice(
        CommitmentState, default=CommitmentState.DRAFT, settable=False, group="state"
    )
    checked_on: date | None = fields.date(settable=False, group="state")
    promised_on: date | None = fields.date(settable=False, group="state")
    delivered_on: date | None = fields.date(settable=False, group="state")
    closed_on: date | None = fields.date(settable=False, group="state")
    accepted_by: RecordId | None = fields.reference("stakeholder", settable=False, group="state")
    closed_by: str | None = fields.text(settable=False, group="state", personal=True)
    closing_reason: str | None = fields.lines(settable=False, group="state")
    other_route: str | None = fields.lines(settable=False, group="state")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Requirement(Record):
    """What a commitment needs: minutes of a role inside a window, or a thing by a date."""

    commitment: RecordId = fields.reference("commitment", owned=True, required=True)
    kind: RequirementKind = fields.choice(
        RequirementKind, default=RequirementKind.HOURS, group="need", aliases=("requirement kind",)
    )
    role: RecordId | None = fields.reference("role", group="need")
    minutes: int | None = fields.minutes(label="Hours", aliases=("hours",), group="need")
    thing: Thing | None = fields.choice(Thing, group="need")
    description: str | None = fields.text()
    earliest_start: date | None = fields.date(group="need")
    needed_by: date | None = fields.date(group="need")
    available_from: date | None = fields.date(group="thing")
    confirmed_by: RecordId | None = fields.reference("person", group="thing")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Answer(Record):
    """What a team's lead or deputy answered for one requirement."""

    requirement: RecordId = fields.reference("requirement", owned=True, required=True)
    answer: AnswerState = fields.choice(AnswerState, default=AnswerState.ASKED)
    reason: str | None = fields.lines()
    answered_by: RecordId | None = fields.reference("person")
    answered_at: datetime | None = fields.instant()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Progress(Record):
    """How many minutes of a requirement were left on a date; the latest counts."""

    requirement: RecordId = fields.reference("requirement", owned=True, required=True)
    minutes_left: int = fields.minutes(required=True, label="Hours left", aliases=("hours left",))
    reported_on: date = fields.date(required=True)
