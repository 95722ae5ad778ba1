"""What belongs to a record and what points at it, from the declarations of the kinds, and how a view parts that."""

from dataclasses import dataclass
from functools import cache

from itcrm_tui.domain.fields import LINK_TYPES, Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind

OVERVIEW, MORE = "overview", "more"

_TABS: dict[str, dict[str, tuple[str, ...]]] = {
    "client": {
        "people": ("stakeholder", "line_of_business"),
        "services": ("subscription",),
        "usage": ("usage",),
        "promises": ("commitment",),
        "feedback": ("feedback",),
        "time": ("touchpoint",),
    },
    "service": {
        "levels": ("service_level",),
        "prices": ("rate", "effort"),
        "users": ("subscription", "usage"),
        "promises": ("commitment",),
        "feedback": ("feedback",),
        "notes": ("internal_note",),
    },
}
"""Which kinds stand on which tab; what is named nowhere stands under `MORE`."""

_HEADINGS = {
    ("stakeholder", "client"): "people",
    ("subscription", "client"): "services used",
    ("subscription", "service"): "used by",
    ("commitment", "client"): "promises",
    ("commitment", "service"): "promises",
    ("client", "parent"): "parts",
    ("client", "merged_into"): "merged into it",
    ("service", "open_to_clients"): "services open to it",
    ("external_reference", "record"): "elsewhere",
}

_SHOWN: dict[str, tuple[str, ...]] = {
    "commitment": ("title", "state", "due", "client", "owner", "service"),
    "feedback": ("subject", "kind", "state", "received_at", "client", "csat", "assignee"),
    "stakeholder": ("name", "role", "phone", "influence", "support", "client", "email", "title"),
    "subscription": ("client", "service", "quantity", "charging", "satisfaction", "line_of_business", "ends_on"),
    "touchpoint": ("purpose", "kind", "held_at", "planned_at", "client", "held_by", "nature", "minutes"),
    "usage": ("month", "client", "service", "quantity", "unit", "line_of_business"),
    "client": ("name", "code", "segment", "status", "relationship_owner"),
    "service": ("name", "code", "phase", "category", "owner"),
    "person": ("name", "phone", "email", "reports_to"),
    "requirement": ("kind", "role", "minutes", "thing", "needed_by", "description"),
    "external_reference": ("system", "key", "url"),
}
"""What a row tells first, where the order of the declaration is not the one to read by."""


@dataclass(frozen=True)
class Relation:
    """The records of a kind that name another record in one of their fields."""

    kind: Kind
    field: Field

    @property
    def owned(self) -> bool:
        """Whether they are parts of the other."""
        return self.field.owned

    @property
    def expected(self) -> bool:
        """Whether they are looked for on every record, even where there are none."""
        return self.owned and self.field.holds is Type.REFERENCE

    @property
    def heading(self) -> str:
        """What stands above their rows."""
        if known := _HEADINGS.get((self.kind.name, self.field.name)):
            return known
        words = self.kind.plural.replace("_", " ")
        return words if self.field.name == self.field.target else f"{words} ({self.field.label.lower()})"

    @property
    def shown(self) -> tuple[Field, ...]:
        """The fields a row shows, the most telling first; long texts only where there is nothing else."""
        return _shown(self.kind, self.field)


@cache
def _shown(kind: Kind, via: Field) -> tuple[Field, ...]:
    first = [kind.name_field.name] if kind.name_field else []
    names = list(dict.fromkeys((*_SHOWN.get(kind.name, first), *(field.name for field in kind.fields))))
    fields = [kind.by_name[name] for name in names if name not in (via.name, "notes")]
    told = tuple(field for field in fields if field.holds is not Type.LINES and not field.owned)
    told = tuple(field for field in told if field.name != "record_kind")
    return told or tuple(fields)


@cache
def relations(kind: Kind) -> tuple[Relation, ...]:
    """Return all that may belong to a record of a kind or point at it; its own parts come first."""
    pointing = [
        Relation(other, field)
        for other in KINDS.values()
        for field in other.fields
        if field.target == kind.name and (field.holds is Type.REFERENCE or field.holds in LINK_TYPES)
    ]
    elsewhere = KINDS["external_reference"]
    found = [*pointing, Relation(elsewhere, elsewhere.by_name["record"])]
    return tuple(sorted(found, key=lambda one: (not one.owned, one.kind is elsewhere)))


@cache
def tabs(kind: Kind) -> dict[str, tuple[Relation, ...]]:
    """Return the relations by the tab they stand on; a kind without tabs of its own has them all under `MORE`."""
    direct = {one.kind.name: one for one in relations(kind) if one.field.name == kind.name}
    named = {
        tab: tuple(direct[name] for name in names if name in direct) for tab, names in _TABS.get(kind.name, {}).items()
    }
    placed = {one for found in named.values() for one in found}
    return named | {MORE: tuple(one for one in relations(kind) if one not in placed)}


def adding(kind: Kind) -> tuple[Relation, ...]:
    """Return the relations in which a record can be added to one of a kind, each kind of record once."""
    addable = (one for one in relations(kind) if not one.kind.is_kept)
    single = [one for one in addable if one.field.holds is not Type.SHARES and one.field.settable]
    by_kind: dict[str, Relation] = {}
    for one in single:
        if one.owned or one.field.name == kind.name:
            by_kind.setdefault(one.kind.name, one)
    return tuple(by_kind.values())
