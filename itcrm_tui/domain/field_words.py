"""The words by which people call the fields of a kind: name, label, aliases; case and punctuation do not count."""

from functools import cache

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.text import folded


def bare(words: str) -> str:
    """Return the letters and digits of some words, without case and accents: ` Cost-Centre ` is `costcentre`."""
    return "".join(char for char in folded(words) if char.isalnum())


def field_called(kind: Kind, words: str) -> Field | None:
    """Return the field that the words call, a name before a label before an alias; None when they call none."""
    return _calls(kind).get(bare(words))


@cache
def _calls(kind: Kind) -> dict[str, Field]:
    calls: dict[str, Field] = {}
    for called in (lambda field: (field.name,), lambda field: (field.label,), lambda field: field.aliases):
        for field in kind.fields:
            for words in called(field):
                calls.setdefault(bare(words), field)
    return calls


def column_name(field: Field) -> str:
    """Return what a field's column is called in an export: its name; of a working time, told in hours, its label."""
    return "_".join(field.label.lower().split()) if field.holds is Type.MINUTES else field.name


def typed_name(field: Field) -> str:
    """Return the word under which a field is typed: its name, but for working times, which are typed in hours."""
    if field.holds is not Type.MINUTES:
        return field.name
    return "_".join(field.label.lower().split())
