"""What a filter that is being typed can go on with: names, words of few, and what the database knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.query.askable import askable, asked_called, names
from itcrm_tui.query.asked import Asked
from itcrm_tui.query.being import being
from itcrm_tui.query.tokens import LISTED
from itcrm_tui.text import folded

LONGEST_TERM = 400
"""So far back from the cursor a term may begin that is completed."""

Known = Callable[[Asked, str], list[str]]
"""`known(asked, typed)`: what the database knows that begins so: names of records, texts of a list."""

_TERM = re.compile(r"(?:^|[\s(])-*(?P<term>(?P<name>[^\W\d_][\w.-]*?)(?P<sign>>=|<=|!=|:|=|<|>)(?P<values>.*))$", re.S)
_NAME = re.compile(r"(?:^|[\s(])-*(?P<name>@?[\w.-]*)$", re.S)
_DAYS = ("today", "tomorrow", "1w", "2w", "1m", "this-week", "next-week", "this-month", "next-month", "this-year")
_PAST = ("today", "yesterday", "7d", "30d", "60d", "90d", "this-week", "last-week", "this-month", "last-month", "1y")


@dataclass(frozen=True)
class Offer:
    """What can stand in place of what is typed from `start` to the cursor; `about` says what it is."""

    text: str
    about: str
    start: int


def nothing_known(_asked: Asked, _typed: str) -> list[str]:
    """Say that nothing is known, where there is no database to ask."""
    return []


def offers(text: str, cursor: int, kind: Kind, saved: dict[str, str], known: Known = nothing_known) -> list[Offer]:
    """Return what the word at the cursor can become, the likeliest first; nothing inside of plain text."""
    before = text[:cursor]
    if found := _open_term(before):
        return list(_values(found, kind, known))
    named = _NAME.search(before)
    if named is None or not named["name"] or before.count('"') % 2:
        return []
    start = named.start("name")
    return [Offer(word, about, start) for word, about in _beginnings(named["name"], kind, saved)]


def _open_term(before: str) -> re.Match[str] | None:
    """Return the term whose value is being typed: after its sign there is no blank but in quotes."""
    for found in _terms(before):
        outside = re.sub(r'"[^"]*("|$)', "", found["values"])
        if not re.search(r"[\s)]", outside):
            return found
    return None


def _terms(before: str) -> Iterator[re.Match[str]]:
    """Yield what may be a term at the end, the last one first."""
    for at in range(len(before), max(-1, len(before) - LONGEST_TERM), -1):
        if at == 0 or before[at - 1].isspace() or before[at - 1] == "(":
            found = _TERM.match(before, max(at - 1, 0))
            if found:
                yield found


def _beginnings(typed: str, kind: Kind, saved: dict[str, str]) -> Iterator[tuple[str, str]]:
    if typed.startswith("@"):
        for name, text in saved.items():
            if folded(name).startswith(folded(typed[1:])):
                yield (f'@"{name}"' if " " in name else f"@{name}"), text
        return
    head, dot, rest = typed.rpartition(".")
    about = _kind_at(kind, head) if dot else kind
    if about is None:
        return
    words = [("is:", "how it stands"), ("has:", "what is known")]
    found = [(name, asked) for name in names(about) if (asked := asked_called(about, name))]
    words += [(f"{name}{_sign(asked)}", asked.label) for name, asked in found]
    for word, label in words:
        if word.startswith(rest.lower()):
            yield f"{head}{dot}{word}", label


def _sign(asked: Asked) -> str:
    return ":" if asked.holds in _WORDS or asked.points else ""


_WORDS = (Type.CHOICE, Type.FLAG, Type.TEXT, Type.LINES, Type.TEXTS, Type.ANY_REFERENCE)


def _kind_at(kind: Kind, names: str) -> Kind | None:
    for name in names.split("."):
        asked = asked_called(kind, name)
        if asked is None or not asked.points:
            return None
        kind = KINDS[asked.target or ""]
    return kind


def _values(term: re.Match[str], kind: Kind, known: Known) -> Iterator[Offer]:
    head, dot, name = term["name"].rpartition(".")
    about = _kind_at(kind, head) if dot else kind
    if about is None:
        return
    values, at = term["values"], 0
    if term["sign"] in LISTED:
        at = max(
            (found.end() for found in re.finditer(",", re.sub(r'"[^"]*"', lambda m: "_" * len(m[0]), values))),
            default=0,
        )
    typed = values[at:].lstrip('"')
    start = term.start("values") + at
    for word, says in _words(name.lower(), about, typed, known):
        if folded(word).startswith(folded(typed)) and folded(word) != folded(typed):
            yield Offer(_quoted(word), says, start)


def _words(name: str, kind: Kind, typed: str, known: Known) -> Iterator[tuple[str, str]]:
    if name == "is":
        yield from ((word.replace(" ", "-"), text) for word, text in being(kind).items())
    elif name == "has":
        yield from ((asked.name, asked.label) for asked in askable(kind))
    elif asked := asked_called(kind, name):
        yield from ((word, "") for word in _words_of(asked, typed, known))


def _words_of(asked: Asked, typed: str, known: Known) -> Iterator[str]:
    match asked.holds:
        case Type.CHOICE if asked.choices:
            yield from (str(word).replace(" ", "-") for word in asked.choices)
        case Type.FLAG:
            yield from ("yes", "no")
        case Type.DATE | Type.INSTANT | Type.MONTH:
            yield from _DAYS if asked.ahead else _PAST
        case _ if asked.points or asked.holds is Type.TEXTS:
            if asked.target == "person":
                yield "me"
            yield from known(asked, typed)
    yield "none"


def _quoted(word: str) -> str:
    plain = not re.search(r'[\s,()"]', word)
    return word if plain else '"{}"'.format(word.replace('"', '""'))
