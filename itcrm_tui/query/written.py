"""A filter as it is written, before anybody asks which kind of record it is about; everything knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """What stands after an operator, or one part of a list there; `exact`: it stood in quotes."""

    text: str
    at: int
    exact: bool = False


@dataclass(frozen=True)
class Word:
    """A word, or a phrase that stood in quotes."""

    text: str
    at: int


@dataclass(frozen=True)
class Term:
    """`name`, an operator, and one value or several."""

    name: str
    operator: str
    values: tuple[Value, ...]
    at: int


@dataclass(frozen=True)
class Saved:
    """`@name`: a filter that was saved under a name."""

    name: str
    at: int


@dataclass(frozen=True)
class Not:
    """`-` and what is not wanted."""

    part: Written


@dataclass(frozen=True)
class All:
    """Several, one after the other."""

    parts: tuple[Written, ...]


@dataclass(frozen=True)
class Some:
    """Several, with `or` between them."""

    parts: tuple[Written, ...]


Written = Word | Term | Saved | Not | All | Some
