"""A field's value as text that can be typed again: in a form, in a table, or in a cell of a file."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from itcrm_tui.domain.canonical import instant_from
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.values import Json

Naming = Callable[[str, str], str]
"""`name(kind, record id)`: the words that find the record again; the id where no words do."""


def by_id(_kind: str, record_id: str) -> str:
    """Name every record by its id."""
    return record_id


def shown(field: Field, value: Json, notation: Notation, name: Naming = by_id) -> str:
    """Return a JSON value as people type it; unknown is empty.

    Money has its decimals and thousands set apart, working time is in hours, an instant in local time.
    """
    match field.holds, value:
        case _, None:
            return ""
        case Type.MONEY, int():
            return _marked(money(value, notation.currency_decimals, thousands=","), notation)
        case Type.DECIMAL, str():
            return _marked(value, notation)
        case Type.SHARES, dict():
            named = ((name(field.target or "", one), _marked(share, notation)) for one, share in value.items())
            return ";".join(f"{words}:{share}" for words, share in named)
        case Type.MINUTES, int():
            return hours(value)
        case Type.INSTANT, str():
            return _local(instant_from(value).astimezone(notation.time_zone))
    return _common(field, value, name)


def cell(field: Field, value: Json, notation: Notation, name: Naming = by_id) -> str:
    """Return a JSON value as a cell of a file: exact, and with one reading wherever it is opened."""
    match field.holds, value:
        case _, None:
            return ""
        case Type.MONEY, int():
            return unambiguous(money(value, notation.currency_decimals))
        case Type.MINUTES, int():
            return hours(value).removesuffix(" h").replace(" ", "")
        case Type.DECIMAL, str():
            return unambiguous(value)
        case Type.SHARES, dict():
            named = ((name(field.target or "", one), unambiguous(share)) for one, share in value.items())
            return ";".join(f"{words}:{share}" for words, share in named)
    return _common(field, value, name)


def _common(field: Field, value: Json, name: Naming) -> str:
    target = field.target or ""
    match field.holds, value:
        case Type.FLAG, bool():
            return "yes" if value else "no"
        case ((Type.REFERENCE | Type.ANY_REFERENCE), str()):
            return name(target, value)
        case Type.REFERENCES, list():
            return ";".join(name(target, one) for one in value)
        case Type.TEXTS, list():
            return ";".join(value)
    return str(value)


def money(minor_units: int, decimals: int, thousands: str = "") -> str:
    """Return an amount in the major unit with all its decimals."""
    text = f"{Decimal(minor_units).scaleb(-decimals):{',' if thousands else ''}.{decimals}f}"
    return text.replace(",", thousands)


def hours(minutes: int) -> str:
    """Return minutes as hours, exactly: `40 h`, `1h30`."""
    whole, rest = divmod(minutes, 60)
    return f"{whole}h{rest:02}" if rest else f"{whole} h"


def unambiguous(number: str) -> str:
    """Return a number with a decimal point that cannot be taken for thousands: `1.234` becomes `1.2340`."""
    whole, point, fraction = number.partition(".")
    return f"{whole}{point}{fraction}0" if len(fraction) == 3 else number


def _marked(number: str, notation: Notation) -> str:
    return number.translate(str.maketrans(".,", ",.")) if notation.decimal_mark == "," else number


def _local(at: datetime) -> str:
    """Return a local time with no more digits than it needs; an hour that comes twice keeps its offset."""
    precision = "microseconds" if at.microsecond else "seconds" if at.second else "minutes"
    twice = at.utcoffset() != at.replace(fold=1 - at.fold).utcoffset()
    return (at if twice else at.replace(tzinfo=None)).isoformat(sep=" ", timespec=precision)
