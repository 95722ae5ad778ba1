"""By which fields a row is matched with a record, when neither an id nor a key does it."""

from collections.abc import Iterable, Mapping, Sequence

from itcrm_tui.domain.field_words import field_called
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.workflows.importing.columns import Column, Use
from itcrm_tui.workflows.importing.drafts import Draft, standing
from itcrm_tui.workflows.importing.identity import identity
from itcrm_tui.workflows.importing.mapping import MappingError, is_key
from itcrm_tui.workflows.importing.matching import Way
from itcrm_tui.workflows.importing.parts import Request
from itcrm_tui.workflows.importing.sayings import Saying
from itcrm_tui.workflows.references import unique_texts


def ways_to_match(request: Request, kind: Kind, columns: Sequence[Column], given: Iterable[str]) -> list[Way]:
    """Return the ways, the surest first; raises MappingError where --match names what the file does not have."""
    mapped = {column.field.name for column in columns if column.field} | set(given)
    if request.match and not is_key(request.match):
        field = field_called(kind, request.match)
        if field is None or field.name not in mapped:
            raise MappingError(
                f"Rows cannot be matched by “{request.match}”: no column is that field of a {kind.label}."
            )
        return [(field.name,)]
    if request.match:
        if not any(column.use is Use.KEY for column in columns):
            raise MappingError(
                "Rows cannot be matched by external key: no column holds one. --map 'Header=key' says which."
            )
        return []
    codes: list[Way] = [(name,) for name in unique_texts(kind) if name in mapped]
    alike = tuple(name for name in identity(kind) if name in mapped)
    named = kind.name_field.name if kind.name_field else None
    return [*codes, alike] if alike and (named in alike or named not in identity(kind)) else codes


def matches_by_key_or_id(request: Request) -> bool:
    """Whether an id or an external key tells which record a row is."""
    return not request.match or is_key(request.match)


def demand_match(request: Request, ways: Sequence[Way], drafts: Sequence[Draft], sayings: Mapping[str, Saying]) -> None:
    """With --match a row has to have what it is matched by: else the next import would add it again."""
    if not request.match:
        return
    for draft in standing(drafts):
        if not ways and not draft.key:
            draft.refuse("", "has no external key to match it by")
        elif ways and sayings[ways[0][0]].text(draft) is None:
            draft.refuse(ways[0][0], "is blank, so there is nothing to match it by")
