"""A column for any field of a kind, beside those that a place has of its own."""

from typing import Any, Literal

from itcrm_tui.domain.fields import Field, Type
from widgets.paged_table import Column, as_it_is

LONGEST_TITLE = 16
_NUMBERS = frozenset({Type.INTEGER, Type.MONEY, Type.MINUTES, Type.DECIMAL})
_UNORDERED = frozenset({Type.REFERENCES, Type.SHARES, Type.ANY_REFERENCE})
_WIDTHS: dict[Type, tuple[int, int]] = {
    Type.TEXT: (16, 30),
    Type.LINES: (30, 70),
    Type.INTEGER: (5, 0),
    Type.MONEY: (12, 0),
    Type.MINUTES: (8, 0),
    Type.DECIMAL: (8, 0),
    Type.DATE: (9, 0),
    Type.INSTANT: (13, 0),
    Type.MONTH: (7, 0),
    Type.FLAG: (4, 0),
    Type.CHOICE: (12, 0),
    Type.REFERENCE: (16, 24),
}
_OTHERS = (20, 40)


_RANKS = frozenset({"tier"})
"""Numbers of which the smallest matters most."""


def _usual_order(field: Field) -> Literal["", "up", "down"]:
    if field.holds in _UNORDERED:
        return ""
    greatest_first = (field.holds in _NUMBERS and field.name not in _RANKS) or field.holds is Type.INSTANT
    return "down" if greatest_first else "up"


def shorter_instant(words: str, width: int) -> str:
    """Return an instant without its time, and then without its year, where there is no room for them."""
    parts = words.split()
    while len(parts) > 2 and len(" ".join(parts)) > width:
        parts.pop()
    return " ".join(parts)


def field_column(field: Field) -> Column[Any]:
    """Return the column of a field; its words are in `extra` of the row."""
    width, grows_to = _WIDTHS.get(field.holds, _OTHERS)
    is_number = field.holds in _NUMBERS
    return Column(
        name=field.name,
        title=field.label.upper(),
        width=max(width, min(len(field.label), LONGEST_TITLE)),
        grows_to=grows_to,
        align="right" if is_number else "left",
        cell=lambda row: row.extra.get(field.name, ""),
        sorts=_usual_order(field),
        shorter=shorter_instant if field.holds is Type.INSTANT else as_it_is,
    )
