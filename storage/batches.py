"""Long lists in portions, so that no statement has too many parameters."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
SIZE = 500


def batches(items: Iterable[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """Yield the items in order, at most `size` at a time."""
    rest = iter(items)
    while portion := list(islice(rest, size)):
        yield portion
