"""What a filter means for one kind of record. Every part is true or false of a record, never in between.

What is unknown is neither smaller, greater nor equal to anything, so `Not` of such a comparison is true of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from itcrm_tui.query.asked import Asked


@dataclass(frozen=True)
class Holds:
    """The record, or its client, holds a folded word among the texts that a search looks through."""

    word: str


@dataclass(frozen=True)
class Known:
    """Something is known: not empty, not without any."""

    asked: Asked


@dataclass(frozen=True)
class Compares:
    """A number, day, moment or month stands to a value as the operator says: `<`, `<=`, `>`, `>=` or `=`."""

    asked: Asked
    operator: str
    value: Any


@dataclass(frozen=True)
class Equals:
    """A word of few, a yes or no, or an identifier is just this."""

    asked: Asked
    value: Any


@dataclass(frozen=True)
class Contains:
    """A text, or one of a list of texts, has these folded letters in it, or with `whole` nothing but them."""

    asked: Asked
    text: str
    whole: bool = False


@dataclass(frozen=True)
class Called:
    """The record is called so: by id, by a code, by its name, or without `whole` by the beginning of a word in it."""

    kind: str
    words: str
    whole: bool = False


@dataclass(frozen=True)
class Through:
    """A record that this one refers to is as `part` says."""

    asked: Asked
    part: Tree


@dataclass(frozen=True)
class Not:
    """The part is not true."""

    part: Tree


@dataclass(frozen=True)
class All:
    """Every part is true; without parts everything is."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class Some:
    """At least one part is true; without parts nothing is."""

    parts: tuple[Tree, ...]


Tree = Holds | Known | Compares | Equals | Contains | Called | Through | Not | All | Some

EVERYTHING = All(())
NOTHING = Some(())


def conjuncts(tree: Tree) -> Iterator[Tree]:
    """Yield what all has to be true, taken apart as far as it goes."""
    if isinstance(tree, All):
        for part in tree.parts:
            yield from conjuncts(part)
    else:
        yield tree


def all_of(parts: list[Tree]) -> Tree:
    """Return the parts as one."""
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def some_of(parts: list[Tree]) -> Tree:
    """Return the parts as one of which some have to be true."""
    return parts[0] if len(parts) == 1 else Some(tuple(parts))
