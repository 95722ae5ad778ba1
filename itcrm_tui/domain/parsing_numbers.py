"""Numbers as people write them: thousands, decimal marks, currency signs, working hours."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from itcrm_tui.domain.canonical import decimal_text
from itcrm_tui.domain.notation import Notation, ParseError, TwoReadingsError

LONGEST = 28
"""As many digits as decimal arithmetic keeps exactly; no figure of ours needs more."""

MINUTES = 60

_SPACES = re.compile("(?<=\\d)[ \u00a0\u2009\u202f'\u2019_](?=\\d{3}(?!\\d))")
_SIGN = re.compile("^([-+\u2212]?)(.*?)(-?)$")
_CODE = re.compile(r"^[A-Za-z]{3}(?=[\s\d.,+(\u2212-])|(?<=[\s\d.,)])[A-Za-z]{3}$")
_CLOCK = re.compile(r"^(\d+)\s*(?:h|hours?|hrs?|:)\s*([0-5]?\d)\s*(?:m|min|minutes?)?$", re.IGNORECASE)
_UNIT = re.compile(r"^(.*\d)\s*(h|hrs?|hours?|m|min|minutes?)$", re.IGNORECASE)


def number(text: str, notation: Notation) -> Decimal:
    """Return the number that a text writes; raises ParseError where it writes none, or may write two."""
    negative, digits = _signed(text.strip())
    readings = {mark: value for mark in ".," if (value := _reading(digits, mark)) is not None}
    if notation.decimal_mark:
        readings = {mark: value for mark, value in readings.items() if mark == notation.decimal_mark}
    values = set(readings.values())
    if len(values) > 1:
        raise TwoReadingsError(
            f"“{text}” can be {' or '.join(map(decimal_text, sorted(values)))}; say which mark stands before decimals."
        )
    if not values:
        raise ParseError(f"“{_short(text)}” is not a number.")
    value = values.pop()
    return value.copy_negate() if negative and value else value


def decimal_mark_shown(texts: Iterable[str]) -> str | None:
    """Return the mark that stands before decimals in all texts with one reading; None when they show none, or both."""
    shown: set[str] = set()
    for text in {text for text in texts if "." in text or "," in text}:
        bare = "".join(char for char in text if char.isdigit() or char in ".,'\u2019 ").strip()
        marks = [mark for mark in ".," if _reading(_signed(bare)[1], mark) is not None]
        if len(marks) == 1:
            shown.update(marks)
    return shown.pop() if len(shown) == 1 else None


def integer(text: str, notation: Notation) -> int:
    """Return the whole number that a text writes."""
    value = number(text, notation)
    if value != value.to_integral_value():
        raise ParseError(f"“{_short(text)}” is not a whole number.")
    return int(value)


def money(text: str, notation: Notation) -> int:
    """Return an amount in minor units; a currency sign or code beside it is allowed, parentheses mean minus."""
    bare = _CODE.sub("", "".join(char for char in text if unicodedata.category(char) != "Sc").strip()).strip()
    in_parentheses = bare.startswith("(") and bare.endswith(")")
    try:
        value = number(bare.strip("()") if in_parentheses else bare, notation)
    except ParseError as error:
        raise type(error)(str(error).replace("is not a number", "is not an amount of money")) from None
    minor_units = value.scaleb(notation.currency_decimals)
    if minor_units != minor_units.to_integral_value():
        raise ParseError(f"“{_short(text)}” has more than {notation.currency_decimals} decimals.")
    return -int(minor_units) if in_parentheses else int(minor_units)


def minutes(text: str, notation: Notation) -> int:
    """Return minutes from `40`, `7.5` or `40 h` (hours), `1h30`, `1:30` or `90m`; rounded to the minute."""
    text = text.strip()
    if clock := _CLOCK.match(text[:LONGEST]):
        return int(clock[1]) * MINUTES + int(clock[2])
    unit = _UNIT.match(text)
    try:
        value = number(unit[1] if unit else text, notation)
    except ParseError as error:
        hint = "is not a number of hours, like 40, 7.5, 1h30 or 90m"
        raise type(error)(str(error).replace("is not a number", hint)) from None
    in_minutes = value if unit and unit[2].lower().startswith("m") else value * MINUTES
    return int(in_minutes.quantize(Decimal(1), ROUND_HALF_UP))


def _signed(text: str) -> tuple[bool, str]:
    if len(text) > LONGEST or not (found := _SIGN.match(text)):
        return False, ""
    before, digits, after = found.groups()
    twice = before and after
    return before in ("-", "\u2212") or bool(after), "" if twice else _SPACES.sub("\u2009", digits.strip())


def _reading(digits: str, mark: str) -> Decimal | None:
    """Return the value if `mark` stands before the decimals and the other mark, or a space, sets thousands apart."""
    whole, found, fraction = digits.rpartition(mark) if mark in digits else (digits, "", "")
    if found and not (fraction.isascii() and fraction.isdigit()):
        return None
    other = "," if mark == "." else "."
    groups = rf"[1-9]\d{{0,2}}(?:(?:{re.escape(other)}\d{{2,3}})*{re.escape(other)}\d{{3}}|(?:\u2009\d{{3}})+)"
    if not re.fullmatch(rf"\d+|{groups}", whole, re.ASCII) and not (found and not whole):
        return None
    return Decimal(f"{re.sub('[^0-9]', '', whole) or 0}.{fraction or 0}")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "..."
