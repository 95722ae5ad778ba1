"""A run of rows from an anchor to the cursor, however far apart they are in a list that is only partly at hand."""

from collections.abc import Sequence
from typing import Generic

from widgets.keyset import Fetch, RowT
from widgets.window import ListWindow

PAGE = 500
MOST = 100_000
"""So many rows are read at most to mark those between two."""


class MarkingRange(Generic[RowT]):
    """The rows between `anchor` and the cursor; `is_above` says where the anchor is once it is not at hand."""

    def __init__(self, anchor: RowT, *, is_above: bool = True) -> None:
        self.anchor, self.is_above = anchor, is_above

    def indexes(self, window: ListWindow[RowT]) -> range:
        """Return which of the rows at hand belong to it."""
        anchor = self._index(window.rows)
        if anchor is not None:
            if anchor != window.cursor:
                self.is_above = anchor < window.cursor
            return range(min(anchor, window.cursor), max(anchor, window.cursor) + 1)
        return range(window.cursor + 1) if self.is_above else range(window.cursor, len(window.rows))

    def ids(self, window: ListWindow[RowT]) -> set[str] | None:
        """Return the ids of its rows; None where not all of them are at hand."""
        if self._index(window.rows) is None:
            return None
        return {window.rows[index].id for index in self.indexes(window)}

    def read(self, fetch: Fetch[RowT], end: str) -> set[str] | None:
        """Return the ids of the rows from the anchor to the one of the id `end`; None where they are too many.

        Blocks as long as `fetch` does. If `end` has gone, the list ends the range.
        """
        found, start = {self.anchor.id}, self.anchor.key
        while len(found) < MOST:
            page = fetch(start, not self.is_above, PAGE)
            for row in page if self.is_above else reversed(page):
                found.add(row.id)
                if row.id == end:
                    return found
            if len(page) < PAGE:
                return found
            start = page[-1 if self.is_above else 0].key
        return None

    def _index(self, rows: Sequence[RowT]) -> int | None:
        return next((index for index, row in enumerate(rows) if row.id == self.anchor.id), None)
