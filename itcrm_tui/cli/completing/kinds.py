"""Kinds of record, as far as their names are typed."""

from itcrm_tui.cli.completing.place import Place
from itcrm_tui.domain.kinds import KINDS, Kind, UnknownKindError, kind_named

_OF_MANY = ("list", "export", "import", "duplicates")


def kind_names(place: Place) -> dict[str, str]:
    """Return the kinds: in plural where a command is about many, in singular elsewhere, the other where it is typed."""
    many = place.parser.prog.split()[-1] in _OF_MANY
    singular = {kind.name: _about(kind) for kind in KINDS.values()}
    plural = {kind.plural: _about(kind) for kind in KINDS.values()}
    for names in (plural, singular) if many else (singular, plural):
        if found := {name: about for name, about in names.items() if name.startswith(place.prefix.lower())}:
            return found
    return {}


def kind_given(place: Place) -> Kind | None:
    """Return the kind that the arguments name."""
    try:
        return kind_named(place.given["kind"][0]) if place.given.get("kind") else None
    except UnknownKindError:
        return None


def _about(kind: Kind) -> str:
    return (kind.record_type.__doc__ or "").partition("\n")[0]
