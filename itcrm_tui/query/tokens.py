"""The pieces of a filter: words, phrases, terms, signs; each with the place where it begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from itcrm_tui.query.errors import FilterError
from itcrm_tui.query.written import Saved, Term, Value, Word

OPERATORS = (">=", "<=", "!=", ":", "=", "<", ">")
LISTED = frozenset({":", "=", "!="})
"""Operators after which several values may stand, parted by commas."""

_BLANK = re.compile(r"\s*")
_NAMED = re.compile(rf"([^\W\d_][\w.-]*?)({'|'.join(OPERATORS)})")
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}


class Sign(Enum):
    """What is no term."""

    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    OR = auto()
    AND = auto()


@dataclass(frozen=True)
class Token:
    """A sign or a term, and where it begins."""

    found: Sign | Word | Term | Saved
    at: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of a filter; raises FilterError."""
    at = _blanks(text, 0)
    while at < len(text):
        found, end = _next(text, at)
        yield Token(found, at)
        at = _blanks(text, end)


def _blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _next(text: str, at: int) -> tuple[Sign | Word | Term | Saved, int]:
    char, after = text[at], text[at + 1 : at + 2]
    if char in "()":
        return (Sign.OPEN if char == "(" else Sign.CLOSE), at + 1
    if char == "-" and after and not after.isspace():
        return Sign.MINUS, at + 1
    if char in _QUOTES:
        phrase, end = _in_quotes(text, at)
        return Word(phrase, at), end
    if char == "@" and after and not after.isspace() and after != ")":
        value, end = _value(text, at + 1, listed=False)
        return Saved(value.text, at), end
    if named := _NAMED.match(text, at):
        return _term(text, at, named)
    word, end = _run(text, at, "")
    return {"or": Sign.OR, "and": Sign.AND}.get(word.lower()) or Word(word, at), end


def _term(text: str, at: int, named: re.Match[str]) -> tuple[Term, int]:
    name, operator = named[1], named[2]
    values: list[Value] = []
    end = named.end()
    while True:
        value, end = _value(text, end, listed=operator in LISTED)
        if not value.text.strip():
            raise FilterError(f"say what after {named[0]}", value.at)
        values.append(value)
        if operator not in LISTED or text[end : end + 1] != ",":
            return Term(name, operator, tuple(values), at), end
        end += 1


def _value(text: str, at: int, *, listed: bool) -> tuple[Value, int]:
    if text[at : at + 1] in _QUOTES and at < len(text):
        phrase, end = _in_quotes(text, at)
        return Value(phrase, at, exact=True), end
    run, end = _run(text, at, "," if listed else "")
    return Value(run, at), end


def _in_quotes(text: str, at: int) -> tuple[str, int]:
    """Return what stands in quotes and where it ends; a quote that is doubled stands for itself."""
    close, parts, start = _QUOTES[text[at]], [], at + 1
    while (end := text.find(close, start)) >= 0:
        parts.append(text[start:end])
        if text[end + 1 : end + 2] != close:
            return close.join(parts), end + 1
        start = end + 2
    raise FilterError(f"the quote is not closed: {close} is missing", at)


def _run(text: str, at: int, stops: str) -> tuple[str, int]:
    """Return what stands without a blank; a parenthesis that it opens itself is its own."""
    opened = 0
    for end in range(at, len(text)):
        char = text[end]
        if char.isspace() or char in stops or (char == ")" and not opened):
            return text[at:end], end
        opened += {"(": 1, ")": -1}.get(char, 0)
    return text[at:], len(text)
