"""What the header of a column means: called outright, or as other programs call it."""

import re
from collections.abc import Iterator, Sequence

from itcrm_tui.domain.field_words import bare, field_called
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.workflows.importing.other_languages import in_english

_NOUNS: dict[str, tuple[str, ...]] = {
    "client": ("account", "customer", "company", "organization", "organisation"),
    "stakeholder": ("contact", "person", "lead"),
    "person": ("user", "employee", "staff", "agent", "contact"),
    "service": ("product", "ci", "business service", "offering"),
    "commitment": ("task", "project", "promise", "opportunity", "deal"),
    "feedback": ("ticket", "case", "incident", "issue", "request", "complaint", "response"),
    "touchpoint": ("event", "meeting", "activity", "appointment", "visit", "call"),
    "team": ("group", "assignment group"),
}
"""What other programs call a record of the kind: their columns begin with it, as in `Ticket Subject`."""

_NAMING = ("name", "displayname", "displayvalue", "title", "email", "emailaddress", "code", "number", "id", "key")
"""What a column adds to the word for a record that it names, the likeliest to be found again first."""

_IDENTIFYING = frozenset({"id", "key", "number", "no", "nr", "ref", "reference", "sysid"})
_GIVEN = ("firstname", "givenname", "forename", "vorname", "prenom")
_MIDDLE = ("middlename", "additionalname")
_FAMILY = ("lastname", "familyname", "surname", "nachname")
_FAMILY_BESIDE_GIVEN = ("nom",)

_IN_ANOTHER_LANGUAGE = 200
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GAPS = re.compile(r"[^\w]+|_+")


def field_meant(kind: Kind, header: str) -> tuple[int, Field] | None:
    """Return the field that a header means and how far-fetched that is, 0 for its own name; None when it means none."""
    if field := field_called(kind, header):
        calls = (field.name, field.label, *field.aliases)
        return [bare(call) for call in calls].index(bare(header)), field
    for words, naming in _readings(kind, header):
        field = field_called(kind, words)
        if field and (naming is None or _names_records(field)):
            return 100 + (naming or 0), field
    if (english := in_english(header)) and (field := field_called(kind, english)):
        return _IN_ANOTHER_LANGUAGE, field
    return None


def is_own_key(kind: Kind, header: str) -> bool:
    """Whether a header means the key of the record itself in the other system, as `Case Number` or `Account ID` do."""
    words = [bare(word) for word in _words(header)]
    nouns = {bare(noun) for noun in (kind.name, *_NOUNS.get(kind.name, ()))}
    return len(words) > 1 and words[-1] in _IDENTIFYING and "".join(words[:-1]) in nouns


def names_by_key(header: str) -> bool:
    """Whether a column names records by keys of the other system, as `AccountId` does."""
    words = _words(header)
    return bool(words) and bare(words[-1]) in _IDENTIFYING


def name_parts(header: Sequence[str]) -> tuple[int, ...]:
    """Return where a person's given, middle and family names stand, in this order; empty when they are not apart."""
    bares = [bare(one) for one in header]
    found = [_first(bares, words) for words in (_GIVEN, _MIDDLE, _FAMILY)]
    given, _, family = found
    if given is not None and family is None:
        family = found[2] = _first(bares, _FAMILY_BESIDE_GIVEN)
    return () if given is None and family is None else tuple(at for at in found if at is not None)


def _first(bares: Sequence[str], words: Sequence[str]) -> int | None:
    return next((at for word in words for at, one in enumerate(bares) if one == word), None)


def _names_records(field: Field) -> bool:
    return field.holds in (Type.REFERENCE, Type.REFERENCES)


def _words(header: str) -> list[str]:
    return [word for word in _GAPS.split(_CAMEL.sub(" ", header.strip())) if word]


def _readings(kind: Kind, header: str) -> Iterator[tuple[str, int | None]]:
    """Yield other words for a header, and how likely a record is found by what was cut off, if that only names one."""
    words = _words(header)
    for place, ending in enumerate(_NAMING):
        for cut in (1, 2):
            if len(words) > cut and bare("".join(words[-cut:])) == ending:
                yield " ".join(words[:-cut]), place
    nouns = {bare(noun) for noun in (kind.name, *_NOUNS.get(kind.name, ()))}
    for cut in (1, 2):
        if len(words) > cut and bare("".join(words[:cut])) in nouns:
            yield " ".join(words[cut:]), None
    parts = [part for part in header.split(".") if part.strip()]
    if len(parts) > 1 and bare(parts[0]) in nouns | {"fields", "attributes", "properties", "data", "record"}:
        yield ".".join(parts[1:]), None
