"""The kinds of record, by the word that names each on the command line, in JSON and in the journal."""

from dataclasses import dataclass
from functools import cached_property

from itcrm_tui.domain.client import Client, FacetConfirmation, LineOfBusiness, Stakeholder
from itcrm_tui.domain.commitment import Answer, Commitment, Progress, Requirement
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.domain.fields import Field, Type, fields_of
from itcrm_tui.domain.outreach import FollowUp, Touchpoint
from itcrm_tui.domain.people import Person, Role, RunReserve, Team, TimeOff
from itcrm_tui.domain.promising import CapacityCheck, MissReview, Override, Renegotiation
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.service import Effort, InternalNote, Measurement, Rate, Service, ServiceLevel
from itcrm_tui.domain.settings import Settings
from itcrm_tui.domain.subscription import NegotiatedPrice, Subscription, Usage

NAME_FIELDS = ("name", "title", "subject", "purpose", "metric", "text")


class UnknownKindError(LookupError):
    """There is no kind of that name."""


@dataclass(frozen=True)
class Kind:
    """One kind of record: its class and its words."""

    name: str
    plural: str
    record_type: type[Record]
    restricted: bool = False
    unique_together: tuple[str, ...] = ()
    dated_by: str | None = None
    """The instant that says when a record is from, where that is not when it was written."""
    over: str | None = None
    """How a record says that it is over, and stays for what names it: a field and its value, as on screen."""

    @property
    def label(self) -> str:
        """The kind in words, as on screen."""
        return self.name.replace("_", " ")

    @property
    def one(self) -> str:
        """The kind with its article, at the beginning of a sentence: `A client`, `An answer`."""
        return f"{'An' if self.label[0] in 'aeio' else 'A'} {self.label}"

    def counted(self, count: int) -> str:
        """Return a count with the kind in words: `1 client`, `3 lines of business`."""
        return f"{count:,} {self.label if count == 1 else self.plural.replace('_', ' ')}"

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The declared fields, in order of importance."""
        return fields_of(self.record_type)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The declared fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def unique(self) -> tuple[tuple[str, ...], ...]:
        """Groups of fields of which no two living records have the same values."""
        single = tuple((field.name,) for field in self.fields if field.unique)
        return (*single, self.unique_together) if self.unique_together else single

    @cached_property
    def owner(self) -> Field | None:
        """The reference to the record that owns this one, if any does."""
        return next((field for field in self.fields if field.owned), None)

    @cached_property
    def name_field(self) -> Field | None:
        """The field people call a record by, if the kind has one."""
        return next((field for name in NAME_FIELDS for field in self.fields if field.name == name), None)

    @cached_property
    def references(self) -> tuple[Field, ...]:
        """The fields that point at one other record."""
        return tuple(field for field in self.fields if field.holds is Type.REFERENCE)

    @cached_property
    def is_kept(self) -> bool:
        """Whether only the program adds such records, as part of a step: some of what they need cannot be set."""
        return any(field.required and not field.settable for field in self.fields)

    @cached_property
    def is_reckoned(self) -> bool:
        """Whether such records are kept, and the program knows all that they need: nobody has to say anything."""
        needed = (field for field in self.fields if field.required and not field.owned)
        return self.is_kept and not any(field.settable for field in needed)

    def title(self, record: Record) -> str:
        """What to call a record in a sentence; a restricted or nameless one is named by its kind alone."""
        if self.restricted or self.name_field is None:
            return self.label
        return f"{self.label} {getattr(record, self.name_field.name) or ''}".rstrip()


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("settings", "settings", Settings),
        Kind("team", "teams", Team),
        Kind("role", "roles", Role),
        Kind("person", "people", Person),
        Kind("time_off", "time_off", TimeOff),
        Kind("run_reserve", "run_reserves", RunReserve),
        Kind("client", "clients", Client, over="status to former"),
        Kind("line_of_business", "lines_of_business", LineOfBusiness),
        Kind("stakeholder", "stakeholders", Stakeholder),
        Kind("facet_confirmation", "facet_confirmations", FacetConfirmation),
        Kind("service", "services", Service, over="phase to retired"),
        Kind("internal_note", "internal_notes", InternalNote, restricted=True),
        Kind("service_level", "service_levels", ServiceLevel),
        Kind("measurement", "measurements", Measurement),
        Kind("rate", "rates", Rate),
        Kind("effort", "efforts", Effort),
        Kind("subscription", "subscriptions", Subscription),
        Kind("negotiated_price", "negotiated_prices", NegotiatedPrice, restricted=True),
        Kind("usage", "usage", Usage),
        Kind("commitment", "commitments", Commitment),
        Kind("requirement", "requirements", Requirement),
        Kind("answer", "answers", Answer),
        Kind("progress", "progress", Progress),
        Kind("feedback", "feedback", Feedback, dated_by="received_at"),
        Kind("touchpoint", "touchpoints", Touchpoint),
        Kind("follow_up", "follow_ups", FollowUp),
        Kind(
            "external_reference",
            "external_references",
            ExternalReference,
            unique_together=("record_kind", "system", "key"),
        ),
        Kind("capacity_check", "capacity_checks", CapacityCheck),
        Kind("override", "overrides", Override),
        Kind("renegotiation", "renegotiations", Renegotiation),
        Kind("miss_review", "miss_reviews", MissReview),
    )
}

_BY_TYPE = {kind.record_type: kind for kind in KINDS.values()}
_BY_WORD = {word: kind for kind in KINDS.values() for word in (kind.name, kind.plural)}


def kind_of(record: Record | type[Record]) -> Kind:
    """Return the kind of a record or of a record class."""
    return _BY_TYPE[record if isinstance(record, type) else type(record)]


def kind_named(word: str) -> Kind:
    """Return the kind a person names, in singular or plural; raises UnknownKindError."""
    key = word.strip().lower().replace("-", "_").replace(" ", "_")
    if key not in _BY_WORD:
        raise UnknownKindError(f"There is no kind “{word}”. Kinds are: {', '.join(sorted(KINDS))}.")
    return _BY_WORD[key]
