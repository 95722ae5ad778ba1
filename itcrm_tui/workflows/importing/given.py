"""What --set gives the rows that leave a field blank."""

from itcrm_tui.domain.field_words import bare, field_called
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.workflows.importing.mapping import MappingError
from itcrm_tui.workflows.importing.parts import Request


def given_texts(request: Request, kind: Kind) -> dict[str, str]:
    """Return the given texts by field name; raises MappingError where --set sets no field."""
    texts: dict[str, str] = {}
    for one in request.given:
        words, equals, text = one.partition("=")
        field = field_called(kind, words)
        if not equals or field is None or not field.settable or not bare(words):
            raise MappingError(f"“{one}” sets no field of a {kind.label}; write --set field=value.")
        texts[field.name] = text
    return texts
