"""What a term says of one thing that may be asked: its operator and its value, by what the thing holds."""

from collections.abc import Callable
from typing import Any

from itcrm_tui.domain.fields import INTEGER_LIMIT, Type
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import choice, flag
from itcrm_tui.domain.parsing_numbers import integer, minutes, money, number
from itcrm_tui.query.asked import Asked
from itcrm_tui.query.asker import Asker
from itcrm_tui.query.spans import Days, Moments, days, moments
from itcrm_tui.query.tree import (
    NOTHING,
    All,
    Called,
    Compares,
    Contains,
    Equals,
    Known,
    Through,
    Tree,
)
from itcrm_tui.query.written import Value
from itcrm_tui.text import folded

SAME = ("=", ":")
ME = "me"

_NUMBERS: dict[Type, Callable[[str, Notation], Any]] = {
    Type.INTEGER: integer,
    Type.MONEY: money,
    Type.MINUTES: minutes,
    Type.DECIMAL: number,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def is_said(asked: Asked, operator: str, value: Value, asker: Asker) -> Tree:
    """Return what it means that something asked stands to one value as `:`, `=`, `<`, `<=`, `>` or `>=` says.

    Raises ParseError, with what would be a value, or which operators there are.
    """
    if asked.holds in _NUMBERS:
        found = _number(asked, value.text, asker.notation)
        return Compares(asked, "=" if operator in SAME else operator, found)
    if asked.holds in (Type.DATE, Type.INSTANT, Type.MONTH):
        return _in_time(asked, operator, value.text, asker.notation)
    if operator not in SAME:
        raise ParseError(f"{asked.name} has no order: it takes : or =.")
    return _is(asked, value, asker, whole=operator == "=")


def _number(asked: Asked, text: str, notation: Notation) -> Any:
    try:
        found = _NUMBERS[asked.holds](text, notation)
    except ArithmeticError:
        raise ParseError("that number is too large") from None
    if asked.holds is not Type.DECIMAL and abs(found) > INTEGER_LIMIT:
        raise ParseError("that number is too large")
    return found


def _is(asked: Asked, value: Value, asker: Asker, *, whole: bool) -> Tree:
    match asked.holds:
        case Type.CHOICE if asked.choices:
            return Equals(asked, asked.choices(choice(asked.choices, value.text)))
        case Type.FLAG:
            return Equals(asked, flag(value.text))
        case Type.ANY_REFERENCE:
            return Equals(asked, value.text.strip().lower())
        case Type.REFERENCE | Type.REFERENCES | Type.SHARES:
            return Through(asked, _called(asked, value, asker, whole=whole))
    return Contains(asked, folded(value.text), whole)


def _called(asked: Asked, value: Value, asker: Asker, *, whole: bool) -> Tree:
    target = KINDS[asked.target or ""]
    if target.name == "person" and not value.exact and value.text.lower() == ME:
        return Contains(asker.login_of(target), folded(asker.me), whole=True)
    return Called(target.name, folded(value.text.strip()), whole)


def _in_time(asked: Asked, operator: str, text: str, notation: Notation) -> Tree:
    """Return which days, moments or months are meant; a distance into the past grows backwards."""
    span: Days | Moments
    if asked.holds is Type.INSTANT:
        span = moments(text, notation, ahead=asked.ahead)
    else:
        span = days(text, notation, ahead=asked.ahead)
    if span.backwards:
        operator = _TURNED.get(operator, operator)
    first, end = span.first, span.end
    if asked.holds is Type.MONTH:
        first, end = _months(first, end)
    return _between(asked, operator, first, end)


def _months(first: Any, end: Any) -> tuple[Any, Any]:
    """Return the months that days are in, from the first to before another."""
    begin = first.replace(day=1)
    if end is None or end.day == 1:
        return f"{begin:%Y-%m}".rjust(7, "0"), None if end is None else f"{end:%Y-%m}".rjust(7, "0")
    year, month = divmod(end.year * 12 + end.month, 12)
    return f"{begin:%Y-%m}".rjust(7, "0"), f"{year:04}-{month + 1:02}"


def _between(asked: Asked, operator: str, first: Any, end: Any) -> Tree:
    begun, before_end = Compares(asked, ">=", first), Known(asked) if end is None else Compares(asked, "<", end)
    match operator:
        case "<":
            return Compares(asked, "<", first)
        case ">=":
            return begun
        case "<=":
            return before_end
        case ">":
            return NOTHING if end is None else Compares(asked, ">=", end)
    return All((begun, before_end))
