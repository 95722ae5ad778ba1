"""The list that one came from: what `n` and `p` go through, in its order and under its filter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from itcrm_tui.ids import RecordId
from widgets.keyset import Fetch, Row

Target = tuple[str, RecordId]
"""The kind of a record, and its id."""


@dataclass
class Trail:
    """A place in a list; `target` says which record a row stands for. The list is asked for each step anew."""

    fetch: Fetch[Any]
    row: Row
    target: Callable[[Row], Target]
    position: int | None = None
    total: int | None = None

    def beyond(self, by: int) -> Row | None:
        """Return the next row, or the one before; None at the end. Called in a thread."""
        found = self.fetch(self.row.key, by < 0, 1)
        return found[0] if found else None

    def go_to(self, row: Row, by: int) -> Target:
        """Stand on a row; return the record it stands for."""
        self.row = row
        if self.position is not None:
            self.position += by
        return self.target(row)

    @property
    def words(self) -> str:
        """Where in the list one is: `12 of 25`; nothing where nobody counted."""
        if self.position is None:
            return ""
        return f"{self.position:,} of {self.total:,}" if self.total else f"{self.position:,}"
