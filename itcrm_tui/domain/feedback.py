"""What clients tell us, from the first word to the answer."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from itcrm_tui.domain import fields
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId


class FeedbackKind(StrEnum):
    """What sort of word it is."""

    COMPLAINT = "complaint"
    COMPLIMENT = "compliment"
    SUGGESTION = "suggestion"
    SURVEY_ANSWER = "survey answer"


class FeedbackState(StrEnum):
    """How far we are with it."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Feedback(Record):
    """One complaint, compliment, suggestion or survey answer. No rating is ever preselected."""

    kind: FeedbackKind = fields.choice(FeedbackKind, required=True, aliases=("feedback kind", "type"))
    subject: str = fields.text(
        required=True,
        searched=True,
        personal=True,
        aliases=("title", "summary", "short description", "headline", "ticket name", "brief description"),
    )
    text: str | None = fields.lines(
        personal=True,
        aliases=("body", "message", "description", "comment", "comments", "details", "content"),
    )
    client: RecordId | None = fields.reference(
        "client", aliases=("account", "company", "organization", "organisation", "business unit")
    )
    stakeholder: RecordId | None = fields.reference(
        "stakeholder",
        personal=True,
        aliases=(
            *("from address", "requester email", "requester", "caller", "customer email", "reporter", "contact email"),
            *("contact", "customer", "customer name", "submitted by", "from", "email"),
        ),
    )
    service: RecordId | None = fields.reference(
        "service", aliases=("business service", "product", "product purchased", "affected service")
    )
    commitment: RecordId | None = fields.reference("commitment")
    channel: str | None = fields.text(aliases=("source", "via", "contact type", "origin"))
    received_at: datetime | None = fields.instant(
        aliases=(
            *("received", "created", "opened", "created at", "created on", "created date", "created time"),
            *("creation date", "date created", "create date", "opened at", "open date", "submitted at", "date"),
            *("submitted", "reported", "timestamp", "date time opened"),
        )
    )
    csat: int | None = fields.integer(
        label="CSAT",
        minimum=1,
        maximum=5,
        aliases=(
            *("satisfaction rating", "customer satisfaction rating", "satisfaction", "satisfaction score", "rating"),
            *("csat score", "survey score", "stars", "customer rating", "user rating", "customer satisfaction"),
        ),
    )
    nps: int | None = fields.integer(
        label="NPS", minimum=0, maximum=10, aliases=("nps score", "likelihood to recommend")
    )
    state: FeedbackState = fields.choice(FeedbackState, default=FeedbackState.NEW, aliases=("status",))
    assignee: RecordId | None = fields.reference("person", aliases=("assigned to", "assigned agent", "agent", "owner"))
    reply_due: datetime | None = fields.instant(aliases=("due", "due date", "due by", "due at"))
    acknowledged_at: datetime | None = fields.instant(aliases=("first response time", "first response at"))
    answered_at: datetime | None = fields.instant(
        aliases=("resolved", "resolved at", "time to resolution", "resolved time", "resolution date", "solved at")
    )
    closed_at: datetime | None = fields.instant(aliases=("closed", "closed on", "close date", "date closed"))
    answer: str | None = fields.lines(
        personal=True, aliases=("resolution", "reply", "response", "resolution notes", "close notes")
    )
    credited_to: tuple[RecordId, ...] = fields.references("person")
    credit_told_on: date | None = fields.date()
    notes: str | None = fields.lines(personal=True)


class CannotMoveOnError(Exception):
    """The record cannot go to its next state; the message says what it needs."""


def moved_on(feedback: Feedback, now: datetime) -> Feedback:
    """Return the feedback in its next state, with the moment it got there; raises CannotMoveOnError."""
    match feedback.state:
        case FeedbackState.NEW:
            return replace(feedback, state=FeedbackState.ACKNOWLEDGED, acknowledged_at=now)
        case FeedbackState.ACKNOWLEDGED if feedback.assignee is None:
            raise CannotMoveOnError("Assign it to somebody first.")
        case FeedbackState.ACKNOWLEDGED:
            return replace(feedback, state=FeedbackState.ASSIGNED)
        case FeedbackState.ASSIGNED if not (feedback.answer or "").strip():
            raise CannotMoveOnError("Write down the answer first.")
        case FeedbackState.ASSIGNED:
            return replace(feedback, state=FeedbackState.ANSWERED, answered_at=now)
        case FeedbackState.ANSWERED:
            return replace(feedback, state=FeedbackState.CLOSED, closed_at=now)
    raise CannotMoveOnError("It is closed already.")
