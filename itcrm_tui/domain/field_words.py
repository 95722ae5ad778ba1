"""The words by which people call the fields of a kind: name, label, aliases; case and punctuation do not count."""

from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.text import folded


def bare(words: str) -> str:
    """Return the letters and digits of some words, without case and accents: ` Cost-Centre ` is `costcentre`."""
    return "".join(char for char in folded(words) if char.isalnum())


def field_called(kind: Kind, words: str) -> Field | None:
    """Return the field that the words call, a name before a label before an alias; None when they call none."""
    wanted = bare(words)
    for called in (lambda field: (field.name,), lambda field: (field.label,), lambda field: field.aliases):
        for field in kind.fields:
            if wanted and wanted in map(bare, called(field)):
                return field
    return None
