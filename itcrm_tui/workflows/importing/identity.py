"""What makes two rows of a kind the same record, where neither an id, a key nor a code says so."""

from itcrm_tui.domain.kinds import Kind

_PARTS: dict[str, tuple[str, ...]] = {
    "line_of_business": ("client", "name"),
    "stakeholder": ("client", "name"),
    "facet_confirmation": ("client", "facet"),
    "internal_note": ("service", "body"),
    "service_level": ("service", "metric"),
    "measurement": ("service_level", "measured_on"),
    "rate": ("service", "unit", "starts_on"),
    "effort": ("service", "role", "basis"),
    "subscription": ("client", "line_of_business", "service", "starts_on"),
    "negotiated_price": ("subscription", "starts_on"),
    "usage": ("client", "line_of_business", "service", "month"),
    "time_off": ("person", "starts_on"),
    "run_reserve": ("role", "starts_on"),
    "commitment": ("client", "title"),
    "requirement": ("commitment", "kind", "role", "thing", "description"),
    "answer": ("requirement", "answered_at"),
    "progress": ("requirement", "reported_on"),
    "feedback": ("client", "subject", "received_at"),
    "touchpoint": ("client", "kind", "purpose", "planned_at", "held_at"),
    "follow_up": ("touchpoint", "text"),
    "external_reference": ("record_kind", "system", "key"),
}


def identity(kind: Kind) -> tuple[str, ...]:
    """Return the fields that name a record of the kind: its exact name, within what it belongs to."""
    named = (kind.name_field.name,) if kind.name_field else ()
    return _PARTS.get(kind.name) or named or tuple(field.name for field in kind.fields if field.settable)


def named_by_name_alone(kind: Kind) -> bool:
    """Whether a name is enough to make a record of the kind."""
    return kind.name_field is not None and {field.name for field in kind.fields if field.required} == {"name"}
