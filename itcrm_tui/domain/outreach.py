"""Out of the office: touchpoints with clients and staff, and what was to follow from them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from itcrm_tui.domain import fields
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId


class TouchpointKind(StrEnum):
    """What sort of meeting it is."""

    VISIT = "visit"
    CALL = "call"
    STRATEGY_SESSION = "strategy session"
    SERVICE_REVIEW = "service review"
    OTHER = "other"


class Audience(StrEnum):
    """Whom we meet."""

    CLIENT = "client"
    STAFF = "staff"


class Nature(StrEnum):
    """Why we meet."""

    REACTIVE = "reactive"
    PROACTIVE = "proactive"
    STRATEGIC = "strategic"


class Place(StrEnum):
    """Where we meet."""

    THEIRS = "theirs"
    OURS = "ours"
    REMOTE = "remote"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Touchpoint(Record):
    """A visit, call or strategy session, planned or held."""

    kind: TouchpointKind = fields.choice(
        TouchpointKind, required=True, aliases=("touchpoint kind", "type", "event type", "activity type")
    )
    client: RecordId | None = fields.reference("client", aliases=("account", "company", "customer", "related to"))
    audience: Audience = fields.choice(Audience, default=Audience.CLIENT)
    nature: Nature | None = fields.choice(Nature)
    place: Place | None = fields.choice(Place, aliases=("location type",))
    planned_at: datetime | None = fields.instant(
        aliases=("planned", "start", "start date", "starts at", "begin", "date", "date and time")
    )
    held_at: datetime | None = fields.instant(aliases=("held",))
    minutes: int | None = fields.minutes(label="Hours", aliases=("hours", "duration", "length"))
    held_by: tuple[RecordId, ...] = fields.references(
        "person", label="By whom", aliases=("organizer", "host", "assigned to", "owner")
    )
    with_stakeholders: tuple[RecordId, ...] = fields.references(
        "stakeholder", label="With whom", aliases=("attendees", "participants", "invitees", "contacts", "guests")
    )
    with_people: tuple[RecordId, ...] = fields.references("person", label="With whom of ours")
    purpose: str | None = fields.text(searched=True, aliases=("subject", "summary", "title", "event", "name"))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FollowUp(Record):
    """What somebody is to do after a touchpoint."""

    touchpoint: RecordId = fields.reference("touchpoint", owned=True, required=True)
    text: str = fields.text(required=True, searched=True)
    owner: RecordId | None = fields.reference("person")
    due: date | None = fields.date()
    done_on: date | None = fields.date()
