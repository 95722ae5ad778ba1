"""A field's value as a cell of a workbook: a number or a date where that is exact, else a text."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.showing import Naming, cell
from itcrm_tui.domain.values import to_json

CELL_LIMIT = 32_767
"""Units of UTF-16 that a cell can hold."""

DIGITS = 15
"""Spreadsheets keep so many digits of a number."""

FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets disagree, as some of them know a 29 February 1900."""

Cell = str | int | Decimal | date | None


def typed(field: Field, value: Any, how: Notation, name: Naming) -> Cell:
    """Return a field's value as a cell; None when it is unknown, and an instant, which has a zone, as ISO text."""
    match field.holds, value:
        case Type.DATE, date() if value >= FIRST_DAY:
            return value
        case Type.INTEGER, int():
            number = _exact(Decimal(value))
        case Type.MONEY, int():
            number = _exact(Decimal(value).scaleb(-how.currency_decimals))
        case Type.MINUTES, int() if value % 3 == 0:
            number = _exact(Decimal(value) / 60)
        case Type.DECIMAL, Decimal():
            number = _exact(value)
        case _:
            number = None
    return number if number is not None else cell(field, to_json(field, value), how, name) or None


def _exact(value: Decimal) -> Decimal | None:
    """Return a number that a workbook keeps to its last digit, else None. (A float would be written as 83.20999...)"""
    short = len(value.normalize().as_tuple().digits) <= DIGITS
    return value if short and Decimal(repr(float(value))) == value else None


def portions(text: str) -> Iterator[str]:
    """Yield a text in portions that each fit into a cell."""
    while text:
        end = _fitting(text)
        yield text[:end]
        text = text[end:]


def _fitting(text: str) -> int:
    end = min(len(text), CELL_LIMIT)
    while (over := _units(text[:end]) - CELL_LIMIT) > 0:
        end -= (over + 1) // 2
    return end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
