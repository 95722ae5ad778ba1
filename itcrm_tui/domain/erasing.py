"""What an erasure blanks: which fields of which records, and the neutral words that stand there afterwards."""

from collections.abc import Collection

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.values import Json
from itcrm_tui.ids import RecordId

ERASED_WHOLE = ("stakeholder", "person", "feedback")
"""Kinds of which a record is about one person; of all others, the fields to be erased are named."""

GOES_ALONG: dict[str, tuple[tuple[str, str], ...]] = {
    "stakeholder": (("external_reference", "record"),),
    "person": (("external_reference", "record"), ("time_off", "person")),
    "feedback": (("external_reference", "record"),),
}
"""What else is about the same person: kind, and the field that points at them."""

IDENTIFYING = frozenset({"name", "login", "email", "phone"})
"""Personal fields whose words say who somebody is wherever they stand; a job title, a note or a number does not."""

_TEXTS = (Type.TEXT, Type.LINES, Type.TEXTS)
_PEOPLE = ("stakeholder", "person")
_SHORT = 8


def personal_fields(kind: Kind) -> frozenset[str]:
    """Return the names of a kind's fields that hold personal data."""
    return frozenset(field.name for field in kind.fields if field.personal)


def can_be_erased(kind: Kind, field: Field) -> bool:
    """Whether a field can be blanked without the record losing its sense: personal ones, and texts of any kind."""
    if kind.name == "settings" or (kind.name == "external_reference" and field.name == "record_kind"):
        return False
    return field.personal or field.holds in _TEXTS


def blank(kind: Kind, name: str, record_id: RecordId) -> Json:
    """Return what stands in an erased field, in JSON form: nothing, or where there has to be something neutral words.

    A field that tells records apart gets the whole id, so that it still does.
    """
    field = kind.by_name.get(name)
    if field is None or not field.required:
        return None
    if any(name in names for names in kind.unique):
        return f"erased {record_id}"
    return neutral_name(kind, record_id)


def neutral_name(kind: Kind, record_id: RecordId) -> str:
    """Return what an erased record is called, such as `erased person 5d1c07aa`."""
    return f"erased {'person' if kind.name in _PEOPLE else kind.label} {record_id[-_SHORT:]}"


def labels(kind: Kind, names: Collection[str]) -> list[str]:
    """Return the labels of some fields, as the kind declares them; those it no longer knows come last."""
    known = [field.label for field in kind.fields if field.name in names]
    return [*known, *sorted(name for name in names if name not in kind.by_name)]


def whole_kinds() -> str:
    """Return in words what can be erased as a whole."""
    *first, last = (KINDS[name].label for name in ERASED_WHOLE)
    return f"{', '.join(first)} or {last}"
