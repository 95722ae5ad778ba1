"""What a person types, or a cell holds, as a field's value in its JSON form."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from itcrm_tui.domain import parsing_dates, parsing_numbers
from itcrm_tui.domain.canonical import decimal_text, instant_text
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.values import Json
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded

Resolve = Callable[[str, str], RecordId]
"""`resolve(kind, words)`: the record of a kind that the words name; raises ParseError. An empty kind is any kind."""

TRUE = frozenset({"yes", "y", "true", "t", "1", "x", "on"})
FALSE = frozenset({"no", "n", "false", "f", "0", "off"})

_LINE_ENDS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def unresolved(_kind: str, words: str) -> RecordId:
    """Refuse every name; for texts that cannot name records."""
    raise ParseError(f"“{words}” cannot be looked up here.")


def parse(field: Field, text: str, notation: Notation, resolve: Resolve = unresolved) -> Json:
    """Return the value that a text says, in JSON form; a blank one is None, unknown.

    Raises ParseError where the text says none, or could say two.
    """
    if not text.strip():
        return None
    read = _READ.get(field.holds)
    if notation.today and field.holds in (Type.DATE, Type.INSTANT):
        notation = replace(notation, ahead=field.lies_ahead)
    return read(text, notation) if read else _read_words(field, text, notation, resolve)


def _read_words(field: Field, text: str, notation: Notation, resolve: Resolve) -> Json:
    target = field.target or ""
    match field.holds:
        case Type.CHOICE if field.choices:
            return choice(field.choices, text)
        case Type.REFERENCE | Type.ANY_REFERENCE:
            return resolve(target, line(text))
        case Type.REFERENCES:
            return list(dict.fromkeys(resolve(target, words) for words in items(text))) or None
        case Type.SHARES:
            return _shares(text, notation, lambda words: resolve(target, words))
    raise TypeError(f"There is no way to read {field.holds}.")


def line(text: str) -> str:
    """Return a text as one line, composed (NFC), without blanks around it."""
    text = text.strip()
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _LINE_ENDS.sub(" ", text))


def lines(text: str) -> str:
    r"""Return a text with its lines parted by `\n`, composed (NFC), without blanks around it."""
    return unicodedata.normalize("NFC", text.strip().replace("\r\n", "\n").replace("\r", "\n"))


def items(text: str) -> list[str]:
    """Return the parts of a list written with `;`, each once."""
    return list(dict.fromkeys(part for part in map(str.strip, line(text).split(";")) if part))


def choice(choices: type[StrEnum], text: str) -> str:
    """Return the one of the words that the text is, or begins; case, blanks, hyphens do not count."""
    wanted = _bare(text)
    words = [str(word) for word in choices]
    same = [word for word in words if _bare(word) == wanted]
    beginning = [word for word in words if wanted and _bare(word).startswith(wanted)]
    for found in (same, beginning):
        if len(found) == 1:
            return found[0]
    raise ParseError(f"“{text.strip()[:40]}” is none of {', '.join(words)}.")


def _bare(text: str) -> str:
    return re.sub(r"[\s_\-]+", "", folded(text))


def flag(text: str) -> bool:
    """Return whether the text says yes."""
    word = text.strip().lower()
    if word in TRUE | FALSE:
        return word in TRUE
    raise ParseError(f"“{text.strip()[:40]}” is neither yes nor no.")


def _shares(text: str, notation: Notation, resolve: Callable[[str], RecordId]) -> dict[str, Any]:
    pairs = [_share(part, notation, resolve) for part in items(text)]
    shares: dict[str, Any] = dict(sorted(pairs))
    if len(shares) < len(pairs):
        raise ParseError("The same one is named twice.")
    return shares


def _share(part: str, notation: Notation, resolve: Callable[[str], RecordId]) -> tuple[RecordId, str]:
    words, colon, share = part.rpartition(":")
    if not colon or not words.strip():
        raise ParseError(f"“{part[:40]}” is not a share, like DBA:0.6.")
    return resolve(words.strip()), decimal_text(parsing_numbers.number(share, notation))


_READ: dict[Type, Callable[[str, Notation], Json]] = {
    Type.TEXT: lambda text, _: line(text),
    Type.LINES: lambda text, _: lines(text),
    Type.TEXTS: lambda text, _: list(items(text)) or None,
    Type.INTEGER: parsing_numbers.integer,
    Type.MONEY: parsing_numbers.money,
    Type.MINUTES: parsing_numbers.minutes,
    Type.DECIMAL: lambda text, notation: decimal_text(parsing_numbers.number(text, notation)),
    Type.DATE: lambda text, notation: parsing_dates.day(text, notation).isoformat(),
    Type.INSTANT: lambda text, notation: instant_text(parsing_dates.instant(text, notation)),
    Type.MONTH: parsing_dates.month,
    Type.FLAG: lambda text, _: flag(text),
}
