"""The rows of the sandbox: each supposition with the texts that it was typed with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from itcrm_tui.domain.what_if.suppositions import Supposition

MOVED = "!"
"""Stands before a supposition whose record is not as it was seen any more."""


@dataclass(frozen=True)
class Entry:
    """A supposition, the sort of form it was typed in, and the texts."""

    supposition: Supposition
    form: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class EntryRow:
    """An entry as the list shows it; `key` is its place."""

    id: str
    key: int
    words: str
    has_moved: bool = False


def with_entry(entries: Sequence[Entry], one: Entry, instead_of: Entry | None = None) -> tuple[Entry, ...]:
    """Return entries with another, in the place of the one it replaces: a given one, or one about the same."""
    about = one.supposition.about
    old = instead_of or next((other for other in entries if other.supposition.about == about), None)
    kept = [one if other is old else other for other in entries if other is old or other.supposition.about != about]
    return tuple(kept) if old in entries else (*kept, one)


def without(entries: Sequence[Entry], row: EntryRow) -> tuple[Entry, ...]:
    """Return entries without that of a row."""
    return tuple(one for one in entries if row_id(one) != row.id)


def row_id(entry: Entry) -> str:
    """Return by what the row of an entry is known."""
    return str(entry.supposition.about)


def rows(entries: Sequence[Entry], words: Sequence[str], moved: Sequence[Supposition]) -> list[EntryRow]:
    """Return the rows of entries that are said in some words."""
    found = [
        EntryRow(row_id(one), at, said, one.supposition in moved)
        for at, (one, said) in enumerate(zip(entries, words, strict=True))
    ]
    return [replace(row, words=f"{MOVED} {row.words}") if row.has_moved else row for row in found]
