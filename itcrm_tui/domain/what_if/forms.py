"""What can be supposed, and what is typed for it; and what has to be said before a supposition becomes real."""

from dataclasses import dataclass, replace
from typing import Any

from itcrm_tui.domain import fields
from itcrm_tui.domain.fields import Field


@dataclass(frozen=True, kw_only=True)
class WhatIfForm:
    """A sort of supposition, or what is said with one. `words`: how it is chosen; `heading`: that of its form."""

    name: str
    words: str
    heading: str
    fields: tuple[Field, ...]


def _field(declared: Any, name: str, label: str, *, required: bool = True) -> Field:
    """Return what `fields` declares as the field of a form."""
    found: Field = declared.metadata["field"]
    return replace(found, name=name, label=label, required=required)


COMMITMENT = _field(fields.reference("commitment"), "commitment", "Commitment")
ROLE = _field(fields.reference("role"), "role", "Role")
WHY = _field(fields.text(), "why", "Why")

FORMS: tuple[WhatIfForm, ...] = (
    WhatIfForm(
        name="due",
        words="a commitment is due on another day",
        heading="WHAT IF it were due on another day",
        fields=(
            COMMITMENT,
            _field(fields.date(), "due", "Due", required=False),
            _field(fields.text(), "by", "or moved by, like +2w", required=False),
        ),
    ),
    WhatIfForm(
        name="person",
        words="a person more in a role",
        heading="WHAT IF somebody joined a role",
        fields=(
            ROLE,
            _field(fields.minutes(maximum=10_080), "weekly_minutes", "Hours a week"),
            _field(fields.decimal(), "share", "Share for the role", required=False),
            _field(fields.date(), "starts_on", "From", required=False),
            _field(fields.text(), "name", "Name", required=False),
        ),
    ),
    WhatIfForm(
        name="leave",
        words="somebody is away",
        heading="WHAT IF somebody were away",
        fields=(
            _field(fields.reference("person"), "person", "Person"),
            _field(fields.date(), "starts_on", "From"),
            _field(fields.date(), "ends_on", "To", required=False),
        ),
    ),
    WhatIfForm(
        name="hours",
        words="a commitment takes other hours",
        heading="WHAT IF it took other hours",
        fields=(
            COMMITMENT,
            _field(fields.minutes(), "minutes", "Hours"),
            replace(ROLE, label="of role, where several", required=False),
        ),
    ),
    WhatIfForm(
        name="drop",
        words="the client takes a commitment back",
        heading="WHAT IF it were withdrawn",
        fields=(COMMITMENT,),
    ),
    WhatIfForm(
        name="reserve",
        words="other hours are kept for running things",
        heading="WHAT IF other hours were kept for running things",
        fields=(ROLE, _field(fields.minutes(), "minutes", "Hours a week")),
    ),
)
BY_NAME = {one.name: one for one in FORMS}

AGREED = WhatIfForm(
    name="agreed",
    words="who agreed",
    heading="AGREED with the client",
    fields=(_field(fields.reference("stakeholder"), "who", "Agreed by"), WHY),
)
WITHDRAWN = WhatIfForm(
    name="withdrawn",
    words="who takes it back",
    heading="WITHDRAWN by the client",
    fields=(_field(fields.reference("stakeholder"), "who", "By"), WHY),
)
