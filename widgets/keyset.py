"""What a list asks of its source: rows beyond a key, and the answer that a worker brings back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

Key: TypeAlias = Any
"""Where a row stands in its list; only the source knows what is in it."""


class Row(Protocol):
    """What a list needs to know of a row."""

    @property
    def id(self) -> str: ...

    @property
    def key(self) -> Key: ...


RowT = TypeVar("RowT", bound=Row)

Fetch: TypeAlias = Callable[[Key | None, bool, int], Sequence[RowT]]
"""`fetch(start, backwards, count)`: rows strictly after `start`, or strictly before it when backwards, in list
order; without a start the first rows, or the last. Fewer than `count` means there are no more. May block."""

Find: TypeAlias = Callable[[str], Key | None]
"""`find(id)`: where the record with that id stands in the same list, or None. May block."""


@dataclass(frozen=True, eq=False)
class Request:
    """One question, known by its identity: an answer to any other is out of date.

    `replaces`: the answer stands alone instead of joining the rows at hand.
    `keep`: the record the cursor stays on, if it is still there; `start` is then where it was last seen.
    """

    count: int
    start: Key | None = None
    backwards: bool = False
    replaces: bool = True
    keep: str | None = None


class Answer(NamedTuple, Generic[RowT]):
    """The rows asked for, in list order; whether the list begins and ends with them; where the cursor goes."""

    rows: list[RowT]
    at_start: bool
    at_end: bool
    cursor: int = 0


def answer(request: Request, fetch: Fetch[RowT], find: Find | None = None) -> Answer[RowT]:
    """Return what `fetch` says to the request. Blocks as long as `fetch` does; raises what it raises."""
    if request.keep is None:
        return _beyond(request, fetch)
    start = find(request.keep) if find else None
    return _around(request if start is None else replace(request, start=start), fetch)


def _beyond(request: Request, fetch: Fetch[RowT]) -> Answer[RowT]:
    rows = list(fetch(request.start, request.backwards, request.count))
    complete = len(rows) < request.count
    if request.backwards:
        return Answer(rows, complete, request.start is None, len(rows) - 1)
    return Answer(rows, request.start is None, complete)


def _around(request: Request, fetch: Fetch[RowT]) -> Answer[RowT]:
    """A page before the place and a page from it on, so that the rows around the cursor stay in sight."""
    start, count = request.start, request.count
    before = [] if start is None else list(fetch(start, True, count))
    after = list(fetch(before[-1].key if before else None, False, count))
    rows = before + after
    kept = [index for index, row in enumerate(rows) if row.id == request.keep]
    cursor = kept[0] if kept else min(len(before), len(rows) - 1)
    return Answer(rows, len(before) < count, len(after) < count, max(0, cursor))
