"""Fields of a kind, and the values they take, as far as they are typed."""

from collections.abc import Iterator, Sequence

from itcrm_tui.cli.completing.kinds import kind_given
from itcrm_tui.cli.completing.place import Place
from itcrm_tui.cli.completing.records import names_of
from itcrm_tui.cli.help_fields import takes
from itcrm_tui.domain.checking import WEEKDAYS
from itcrm_tui.domain.client import Segment
from itcrm_tui.domain.field_words import field_called, typed_name
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind

_WORDS = {
    "record_kind": tuple(KINDS),
    "working_days": WEEKDAYS,
    "open_to_segments": tuple(Segment),
}


def sort_fields(place: Place) -> dict[str, str]:
    """Return the names of fields; for `--sort` behind a hyphen as well, if one is typed."""
    kind = kind_given(place)
    hyphen = "-" if place.prefix.startswith("-") else ""
    names = [f"{hyphen}{typed_name(field)}" for field in kind.fields] if kind else []
    return {name: "" for name in names if name.startswith(place.prefix)}


def header_pairs(place: Place) -> dict[str, str]:
    """Return `header=field` for a header that is typed."""
    kind = kind_given(place)
    header, equals, typed = place.prefix.rpartition("=")
    if kind is None or not equals:
        return {}
    names = [*(typed_name(field) for field in kind.fields if field.settable), "key", "notes"]
    return {f"{header}={name}": "" for name in names if name.startswith(typed)}


def pairs(place: Place, kind: Kind, given: Sequence[str]) -> dict[str, str]:
    """Return `field=` for the fields that are not given yet, or `field=value` for one that is typed."""
    name, equals, typed = place.prefix.partition("=")
    if equals:
        field = field_called(kind, name)
        return {f"{name}={value}": about for value, about in _values(place, field, typed)} if field else {}
    named = {found.name for word in given if "=" in word and (found := field_called(kind, word.partition("=")[0]))}
    free = [field for field in kind.fields if field.settable and field.name not in named]
    return {
        f"{shown}=": takes(kind, field)
        for field in free
        if (shown := typed_name(field)).startswith(place.prefix.lower())
    }


def _values(place: Place, field: Field, typed: str) -> Iterator[tuple[str, str]]:
    match field.holds:
        case Type.CHOICE if field.choices:
            yield from ((word, "") for word in field.choices if word.startswith(typed))
        case Type.FLAG:
            yield from ((word, "") for word in ("yes", "no") if word.startswith(typed))
        case Type.REFERENCE:
            yield from names_of(place, [KINDS[field.target or ""]], typed).items()
        case Type.REFERENCES | Type.SHARES:
            yield from _items(place, field, typed)
        case Type.TEXT | Type.TEXTS if field.name in _WORDS:
            before, semicolon, last = typed.rpartition(";")
            yield from ((f"{before}{semicolon}{word}", "") for word in _WORDS[field.name] if word.startswith(last))


def _items(place: Place, field: Field, typed: str) -> Iterator[tuple[str, str]]:
    """Yield lists that end in a name, of which the part before is typed."""
    before, semicolon, last = typed.rpartition(";")
    end = ":" if field.holds is Type.SHARES else ""
    for name, about in names_of(place, [KINDS[field.target or ""]], last).items():
        if ";" not in name:
            yield f"{before}{semicolon}{name}{end}", about
