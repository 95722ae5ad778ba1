"""Two records for the same thing become one: what each field may become, and what is advised."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from itcrm_tui.domain.canonical import decimal_text
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.values import Json

MERGEABLE = (
    *("client", "line_of_business", "stakeholder", "service", "subscription", "feedback", "touchpoint"),
    *("person", "team", "role"),
)
"""Kinds of which two records can be the same thing. A promise is made once: a second one is deleted or withdrawn."""

SAID_TWICE: dict[str, tuple[str, ...]] = {
    "line_of_business": ("client", "sort_name"),
    "stakeholder": ("client", "sort_name"),
    "facet_confirmation": ("client", "facet"),
    "subscription": ("client", "service", "line_of_business"),
    "usage": ("client", "service", "line_of_business", "month"),
    "service_level": ("service", "sort_name"),
    "rate": ("service", "unit", "starts_on"),
    "effort": ("service", "role", "basis"),
    "negotiated_price": ("subscription", "starts_on"),
    "role": ("team", "sort_name"),
    "time_off": ("person", "starts_on", "ends_on"),
    "run_reserve": ("role", "starts_on", "ends_on"),
}
"""By which columns two records of a kind say the same, once what they belong to has become one."""

_JOINED = frozenset({Type.TEXTS, Type.REFERENCES, Type.LINES})


class Choice(StrEnum):
    """Whose value a field gets."""

    KEEP = "keep"
    TAKE = "take"
    BOTH = "both"


EITHER = (Choice.KEEP, Choice.TAKE)


@dataclass(frozen=True)
class Part:
    """A field, or several that belong together, in which two records differ; values in JSON form by field name."""

    fields: tuple[Field, ...]
    kept: Mapping[str, Json]
    other: Mapping[str, Json]
    fixed: Choice | None = None
    """The only choice there is."""

    @property
    def name(self) -> str:
        """The name of the first field."""
        return self.fields[0].name

    @property
    def label(self) -> str:
        """What the part is called."""
        return self.fields[0].label

    @property
    def matters(self) -> bool:
        """Whether there is something to choose: where the other says nothing, there is not."""
        return self._known(self.other)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen, in the order in which it stands side by side."""
        if self.fixed:
            return (self.fixed,)
        joins = len(self.fields) == 1 and self.fields[0].holds in _JOINED and self._known(self.kept)
        return (Choice.KEEP, Choice.BOTH, Choice.TAKE) if joins and self._known(self.other) else EITHER

    @cached_property
    def advised(self) -> Choice:
        """What loses nothing: both lists and notes; else what the survivor says, if it says anything."""
        if len(self.choices) == 1:
            return self.choices[0]
        if Choice.BOTH in self.choices and (self.fields[0].holds is not Type.LINES or self.name == "notes"):
            return Choice.BOTH
        return Choice.KEEP if self._known(self.kept) or not self._known(self.other) else Choice.TAKE

    def values(self, choice: Choice) -> dict[str, Json]:
        """Return what the fields become."""
        match choice:
            case Choice.BOTH:
                return {self.name: _both(self.kept.get(self.name), self.other.get(self.name))}
            case Choice.TAKE:
                return {field.name: self.other.get(field.name) for field in self.fields}
        return {field.name: self.kept.get(field.name) for field in self.fields}

    def _known(self, values: Mapping[str, Json]) -> bool:
        return any(values.get(field.name) not in (None, "unknown") for field in self.fields)


def parts(kind: Kind, kept: Mapping[str, Json], other: Mapping[str, Json]) -> Iterator[Part]:
    """Yield where two records differ, as the kind declares its fields; what moves by its own commands is not asked."""
    groups: dict[str, list[Field]] = {}
    for field in kind.fields:
        if field.settable:
            groups.setdefault(field.group or f"={field.name}", []).append(field)
    for fields in groups.values():
        if any(kept.get(field.name) != other.get(field.name) for field in fields):
            yield Part(tuple(fields), kept, other)


def may_merge(kind: Kind) -> bool:
    """Whether two records of a kind can be the same thing."""
    return kind.name in MERGEABLE


def mergeable_kinds() -> list[Kind]:
    """Return the kinds of which two records can be the same thing."""
    return [KINDS[name] for name in MERGEABLE]


def moved(value: Json, merged: str, survivor: str) -> Json:
    """Return what a field that names the merged record says once it names the survivor."""
    match value:
        case list():
            return list(dict.fromkeys(survivor if one == merged else one for one in value))
        case dict():
            return _shares_moved(value, merged, survivor)
    return survivor if value == merged else value


def _shares_moved(shares: Mapping[str, Json], merged: str, survivor: str) -> Json:
    total = sum((Decimal(str(shares[one])) for one in (merged, survivor) if one in shares), Decimal(0))
    others = {one: share for one, share in shares.items() if one not in (merged, survivor)}
    return others | {survivor: decimal_text(total)}


def _both(kept: Json, other: Json) -> Json:
    match kept, other:
        case list(), list():
            return list(dict.fromkeys([*kept, *other]))
        case str(), str():
            return kept if other.strip() in kept else f"{kept.rstrip()}\n\n{other.lstrip()}"
    return kept if other is None else other
