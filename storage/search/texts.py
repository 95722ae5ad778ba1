"""What a write tells the search index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Unindexed = dict[str, list[int]]
"""Search tables, and which of their texts go into the index together at the end."""


@dataclass(frozen=True)
class Texts:
    """Folded texts of some records of a kind by id, empty where there is none.

    `now` is the moment of the write, `moments` when a record is from, where it says so; instants in JSON form.
    """

    kind: str
    words: Mapping[Any, str]
    now: str
    moments: Mapping[Any, str] = field(default_factory=dict)
