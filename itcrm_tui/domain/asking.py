"""Which fields a person is asked for when a record is added or edited, and in which order."""

from collections.abc import Sequence
from typing import Protocol

from itcrm_tui.domain.fields import Field, Type


class Fielded(Protocol):
    """A kind, or anything else that is asked for in a form."""

    @property
    def fields(self) -> Sequence[Field]:
        """Its fields, by importance."""


def asked(what: Fielded) -> list[Field]:
    """Return the fields that may be set, the required ones first, then as declared, by importance."""
    return sorted((field for field in what.fields if field.settable), key=lambda field: not field.required)


def choices(field: Field) -> list[str]:
    """Return the words that a field has to be one of; none where it may be any."""
    if field.holds is Type.FLAG:
        return ["yes", "no"]
    return [str(word) for word in field.choices] if field.choices else []
