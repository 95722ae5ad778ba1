"""How wide the columns of a section are, by what their fields hold."""

from functools import cache

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.relations import Relation
from widgets.section_list import Shape, Shapes

LONGEST_TITLE = 12
_AFTER_THE_WORD = frozenset({"OF", "ON", "AT", "TO"})
_NUMBERS = frozenset({Type.INTEGER, Type.MONEY, Type.MINUTES, Type.DECIMAL})
_NAME = (22, 60)
FIRST = 12
"""Cells of a first column at least: the heading stands over it."""
_WIDTHS: dict[Type, tuple[int, int]] = {
    Type.CHOICE: (14, 24),
    Type.TEXT: (14, 24),
    Type.LINES: (30, 120),
    Type.REFERENCE: (14, 24),
    Type.REFERENCES: (14, 30),
    Type.SHARES: (16, 30),
    Type.TEXTS: (16, 30),
    Type.INSTANT: (12, 17),
    Type.DATE: (10, 12),
    Type.MONTH: (7, 7),
    Type.MONEY: (10, 12),
    Type.DECIMAL: (8, 12),
    Type.MINUTES: (6, 8),
    Type.INTEGER: (4, 4),
    Type.FLAG: (4, 4),
}


@cache
def shapes(relation: Relation) -> Shapes:
    """Return the columns of the rows of a relation."""
    return tuple(_shape(relation, field, first=not at) for at, field in enumerate(relation.shown))


def _shape(relation: Relation, field: Field, *, first: bool) -> Shape:
    title = field.label.upper()
    if field.choices and not first:
        longest = max(map(len, field.choices))
        return Shape(title, max(longest, len(title)))
    if field == relation.kind.name_field or (first and field.holds in (Type.REFERENCE, Type.TEXT)):
        return Shape(title, *_NAME)
    width, most = _WIDTHS[field.holds]
    if first:
        return Shape(title, max(width, FIRST), max(most, FIRST))
    width = max(width, min(len(title), LONGEST_TITLE))
    title = title if len(title) <= width else _shortened(title)
    return Shape(title, width, max(width, most), "right" if field.holds in _NUMBERS else "left")


def _shortened(title: str) -> str:
    """Return the word of a title that says most: `OWNER` of `ACCOUNTABLE OWNER`, `LINE` of `LINE OF BUSINESS`."""
    words = title.split()
    return words[0] if _AFTER_THE_WORD & set(words[1:]) else words[-1]
