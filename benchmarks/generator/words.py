"""Names and texts, drawn from a fixed vocabulary."""

import tomllib
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

TEXT_LENGTH = 120


@cache
def _words(name: str) -> list[str]:
    file = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return [str(word) for word in tomllib.loads(file)[name].split()]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Return the words in a fixed random order, and how much of all text is made of each and those before it."""
    words = _words("vocabulary")
    Random("vocabulary").shuffle(words)
    return words, list(accumulate(1 / (rank + 10) for rank in range(len(words))))


def vocabulary() -> list[str]:
    """Return the words of all texts, the most common ones first."""
    return _vocabulary()[0]


def text_of(draw: Random, length: int = TEXT_LENGTH) -> str:
    """Return words, common ones more often than rare ones, up to about so many characters."""
    words, reach = _vocabulary()
    drawn, left, total, random = [], length, reach[-1], draw.random
    while left > 0:
        word = words[bisect_left(reach, random() * total)]
        drawn.append(word)
        left -= len(word) + 1
    return " ".join(drawn).capitalize()


def organization(draw: Random, number: int) -> str:
    """Return a name that no other number has."""
    return f"{_one(draw, 'places')} {_one(draw, 'trades')} {number}"


def person(draw: Random) -> str:
    """Return a name that many share."""
    return f"{_one(draw, 'first')} {_one(draw, 'last')}"


def _one(draw: Random, name: str) -> str:
    words = _words(name)
    return words[int(draw.random() * len(words))]
