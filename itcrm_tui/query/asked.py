"""What may be asked of a record: a field, an instant of its life, or a figure over the records that point at it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING

from itcrm_tui.domain.field_words import typed_name
from itcrm_tui.domain.fields import Field, Type

if TYPE_CHECKING:
    from itcrm_tui.query.tree import Tree


class Measure(Enum):
    """What is made of the records behind a figure."""

    COUNT = auto()
    DIFFERENT = auto()
    SMALLEST = auto()
    GREATEST = auto()
    SUM = auto()


@dataclass(frozen=True)
class Figure:
    """A number or a day that a list shows beside a record.

    It is made of the living records of `kind` whose reference `by` points at the record and which `only` shows, a
    filter, with its meaning in `tree` once it is asked. `of` is the field that is measured. A count without any is 0,
    everything else is then unknown.
    """

    kind: str
    by: str
    only: str
    measure: Measure
    of: str = ""
    tree: Tree | None = None


@dataclass(frozen=True)
class Asked:
    """One thing that may be asked of the records of a kind.

    `columns`: where it stands, the first known one counts; empty for a figure.
    `ahead`: a day that lies ahead, so that `2w` is in two weeks and not two weeks ago.
    """

    kind: str
    name: str
    label: str
    holds: Type
    columns: tuple[str, ...] = ()
    choices: type[StrEnum] | None = None
    target: str | None = None
    figure: Figure | None = None
    ahead: bool = False

    @property
    def is_list(self) -> bool:
        """Whether there may be several of it."""
        return self.holds in (Type.TEXTS, Type.REFERENCES, Type.SHARES)

    @property
    def points(self) -> bool:
        """Whether it refers to other records of a known kind."""
        return self.target is not None and self.figure is None


def asked_field(kind: str, field: Field) -> Asked:
    """Return a field as what may be asked."""
    return Asked(
        kind=kind,
        name=typed_name(field),
        label=field.label,
        holds=field.holds,
        columns=(field.name,),
        choices=field.choices,
        target=field.target,
        ahead=field.lies_ahead,
    )
