"""Whether values make a sound record: what is missing, out of bounds, contradictory or not storable."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from itcrm_tui.domain.commitment import RequirementKind
from itcrm_tui.domain.fields import INTEGER_LIMIT, LINES_LIMIT, TEXT_LIMIT, Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.values import Json, from_json

Values = Mapping[str, Json]
Problem = tuple[str, str]
"""A field's name and a sentence."""

DIGITS_LIMIT = 28
ITEMS_LIMIT = 1_000
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_NUMBERS = frozenset({Type.INTEGER, Type.MONEY, Type.MINUTES})
_LISTS = frozenset({Type.TEXTS, Type.REFERENCES})
_TEXTS = frozenset({Type.TEXT, Type.LINES})
_FEW = frozenset({Type.CHOICE, Type.FLAG, Type.INTEGER, Type.DATE, Type.MONTH, Type.MONEY, Type.MINUTES})
_PERIODS = (("starts_on", "ends_on"), ("earliest_start", "needed_by"))
_SHORT = 40
_NOT_STORED = "holds a character that cannot be stored"
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_LINE_END = re.compile("[\r\n]")
_UNREADABLE = (ValueError, TypeError, InvalidOperation, AttributeError)


def problems(kind: Kind, values: Values) -> list[Problem]:
    """Return what is wrong with the values of a whole record, in JSON form; a name that is missing is unknown."""
    asked = [field for field in kind.fields if field.required or values.get(field.name) is not None]
    wrong = ((field, what_is_wrong(kind, field, values.get(field.name))) for field in asked)
    found = [(field.name, f"{field.label} {words}.") for field, words in wrong if words]
    return found or list(contradictions(kind, values))


def what_is_wrong(kind: Kind, field: Field, value: Json) -> str | None:
    """Return in a few words what is wrong with one value of a kind's field; None when it is sound by itself."""
    if value is None or value == "" or (isinstance(value, str) and not value.strip()):
        return "is required" if field.required else None
    if field.holds in _TEXTS and isinstance(value, str):
        return _NOT_STORED if _NOT_STORABLE.search(value) else _text_out_of_bounds(field, value)
    if isinstance(value, str | int) and field.holds in _FEW and len(str(value)) <= _SHORT:
        return _wrong_again(kind.name, field.name, value, isinstance(value, bool))
    return _wrong_value(field, value)


@lru_cache(maxsize=20_000)
def _wrong_again(kind_name: str, field_name: str, value: Json, _is_flag: bool) -> str | None:
    """Return what is wrong with a value of which many records have the same; True is 1 for a cache, hence the flag."""
    return _wrong_value(KINDS[kind_name].by_name[field_name], value)


def _wrong_value(field: Field, value: Any) -> str | None:
    if not _has_type(field, value):
        return f"cannot be {str(value)[:40]!r}"
    if any(_NOT_STORABLE.search(text) for text in _texts_in(value)):
        return _NOT_STORED
    return _out_of_bounds(field, value)


def _has_type(field: Field, value: Any) -> bool:
    try:
        match field.holds:
            case kind if kind in _NUMBERS:
                return isinstance(value, int) and not isinstance(value, bool)
            case Type.FLAG:
                return isinstance(value, bool)
            case Type.SHARES:
                return isinstance(value, dict) and bool(value) and bool(from_json(field, value))
            case kind if kind in _LISTS:
                return isinstance(value, list) and all(isinstance(item, str) for item in value)
            case Type.MONTH:
                return bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value, re.ASCII))
        read = from_json(field, value)
    except _UNREADABLE:
        return False
    return isinstance(value, str) and not (isinstance(read, datetime) and read.tzinfo is None)


def _texts_in(value: Json) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list() | dict():
            yield from map(str, value)


def _out_of_bounds(field: Field, value: Any) -> str | None:
    match field.holds:
        case Type.TEXT | Type.LINES:
            return _text_out_of_bounds(field, value)
        case Type.TEXTS | Type.REFERENCES:
            return _list_out_of_bounds(value) or _item_out_of_choice(field, value)
        case Type.SHARES:
            return _shares_out_of_bounds(value)
        case Type.DECIMAL:
            return _decimal_out_of_bounds(field, Decimal(value))
        case kind if kind in _NUMBERS:
            return _number_out_of_bounds(field, value)
    return None


def _text_out_of_bounds(field: Field, value: str) -> str | None:
    if len(value) > (limit := text_limit(field)):
        return f"is longer than {limit:,} characters"
    if field.holds is Type.TEXT and _LINE_END.search(value):
        return "has to be one line"
    return None


def text_limit(field: Field) -> int:
    """Return how many characters a text of the field may have."""
    return field.maximum or (LINES_LIMIT if field.holds is Type.LINES else TEXT_LIMIT)


def _item_out_of_choice(field: Field, value: list[str]) -> str | None:
    known = [str(one) for one in field.items or ()]
    strange = next((item for item in value if known and item not in known), None)
    return f"knows no “{strange}”: it takes {', '.join(known)}" if strange is not None else None


def _list_out_of_bounds(value: list[str]) -> str | None:
    if len(value) > ITEMS_LIMIT:
        return f"has more than {ITEMS_LIMIT:,} parts"
    if any(not item.strip() or ";" in item or _LINE_END.search(item) for item in value):
        return "has a part that is blank, or holds ; or a line end"
    if any(len(item) > TEXT_LIMIT for item in value):
        return f"has a part longer than {TEXT_LIMIT:,} characters"
    return None


def _shares_out_of_bounds(value: dict[str, str]) -> str | None:
    shares = [Decimal(share) for share in value.values()]
    if not all(share.is_finite() and Decimal(0) < share <= Decimal(1) for share in shares):
        return "has to have shares above 0 and up to 1"
    total = sum(shares, Decimal(0))
    return f"adds up to {total}, which is more than 1" if total > 1 else None


def _decimal_out_of_bounds(field: Field, value: Decimal) -> str | None:
    if not value.is_finite() or max(len(value.as_tuple().digits), abs(value.adjusted())) > DIGITS_LIMIT:
        return "is not a number that can be kept exactly"
    return _number_out_of_bounds(field, value)


def _number_out_of_bounds(field: Field, value: int | Decimal) -> str | None:
    low, high = field.minimum, field.maximum
    scale = 60 if field.holds is Type.MINUTES else 1
    if field.holds is not Type.DECIMAL and not -INTEGER_LIMIT <= value <= INTEGER_LIMIT:
        return "is too large"
    if low is not None and high is not None and not low <= value <= high:
        return f"has to be from {low // scale:,} to {high // scale:,}"
    if low is not None and value < low:
        return f"has to be {low // scale:,} or more"
    if high is not None and value > high:
        return f"has to be {high // scale:,} or less"
    return None


def may_contradict(kind: Kind) -> bool:
    """Whether values of a kind that are sound by themselves may contradict each other."""
    return kind.name in _RULES or any(last in kind.by_name for _, last in _PERIODS)


def contradictions(kind: Kind, values: Values) -> Iterator[Problem]:
    """Yield where the values of a record, each sound by itself, contradict each other."""
    for first, last in _PERIODS:
        start, end = values.get(first), values.get(last)
        if start and end and date.fromisoformat(str(end)) < date.fromisoformat(str(start)):
            yield last, f"{kind.by_name[last].label} is before {kind.by_name[first].label.lower()}."
    if rule := _RULES.get(kind.name):
        yield from rule(values)


def _requirement(values: Values) -> Iterator[Problem]:
    if values.get("kind") == RequirementKind.THING:
        if not values.get("thing"):
            yield "thing", "A thing that is needed has to be a licence, equipment, budget or supplier."
    elif not values.get("role"):
        yield "role", "Hours are needed of a role: say which."


def _settings(values: Values) -> Iterator[Problem]:
    days = values.get("working_days")
    if not isinstance(days, list) or not set(map(str, days)) <= set(WEEKDAYS):
        yield "working_days", f"Working days are some of {';'.join(WEEKDAYS)}."
    if not re.fullmatch("[A-Z]{3}", str(values.get("currency", "EUR")), re.ASCII):
        yield "currency", "Currency has to be a code of three capital letters, like EUR."


def _external_reference(values: Values) -> Iterator[Problem]:
    if values.get("record_kind") not in KINDS:
        yield "record_kind", "Record kind is the name of no kind."


_RULES: dict[str, Callable[[Values], Iterator[Problem]]] = {
    "requirement": _requirement,
    "settings": _settings,
    "external_reference": _external_reference,
}
