"""Whether a text to a client names one of our teams or people: to the client there is one voice, and no blame."""

import re
from collections.abc import Iterable

SHORTEST = 3
"""Letters that a part of a person's name needs to be looked for by itself."""
_WORD = re.compile(r"\w+")


def named_in(text: str, teams: Iterable[str], people: Iterable[str], title: str = "") -> tuple[str, ...]:
    """Return the teams and people that a text names, in the order given; what the promise is called does not count.

    A team is meant by its name as it is written, or in any case beside the word “team”; a person by the whole name or
    by a part of it, as it is written.
    """
    told = text.replace(title, " ") if title else text
    words = set(_WORD.findall(told))
    found = [name for name in teams if _names_team(told, name)]
    found += [name for name in people if _names_person(told, words, name)]
    return tuple(dict.fromkeys(found))


def warning(names: Iterable[str]) -> str:
    """Return in a sentence that a text names somebody of ours; nothing where it names nobody."""
    found = list(names)
    if not found:
        return ""
    joined = " and ".join([*[", ".join(found[:-1])] * (len(found) > 1), found[-1]])
    return f"The text to the client names {joined}: to the client there is one voice, ours."


def _names_team(text: str, name: str) -> bool:
    if not name.strip():
        return False
    escaped = re.escape(name)
    if name in text and re.search(rf"(?<!\w){escaped}(?!\w)", text):
        return True
    beside = rf"(?<!\w){escaped}[ -]team(?!\w)|(?<!\w)team {escaped}(?!\w)"
    return name.casefold() in text.casefold() and bool(re.search(beside, text, re.IGNORECASE))


def _names_person(text: str, words: set[str], name: str) -> bool:
    if not name.strip():
        return False
    if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        return True
    return any(part in words for part in _WORD.findall(name) if len(part) >= SHORTEST and part[0].isupper())
