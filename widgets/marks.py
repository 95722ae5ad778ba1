"""Which rows of a list are marked: these, or all of the list but these."""

from collections.abc import Iterable


class Marks:
    """Marks by the ids of rows, so that a list of any length can be marked without reading it.

    `all`: every row of the list is marked but those of `ids`; else these alone are.
    """

    def __init__(self, ids: Iterable[str] = (), *, all: bool = False) -> None:  # noqa: A002
        self.ids, self.all = set(ids), all

    def __contains__(self, row_id: str) -> bool:
        return (row_id in self.ids) is not self.all

    def __bool__(self) -> bool:
        return self.all or bool(self.ids)

    def turn(self, row_id: str) -> None:
        """Mark a row, or unmark it."""
        self.ids ^= {row_id}

    def add(self, row_ids: Iterable[str]) -> None:
        """Mark some rows."""
        if self.all:
            self.ids.difference_update(row_ids)
        else:
            self.ids.update(row_ids)

    def forget(self, row_ids: Iterable[str]) -> None:
        """Drop marks of rows that are there no more; of the whole list that is marked, these are no rows anyway."""
        if not self.all:
            self.ids.difference_update(row_ids)

    def turn_all(self) -> None:
        """Mark every row of the list; none, where every one is marked."""
        self.all = not (self.all and not self.ids)
        self.ids.clear()

    def clear(self) -> None:
        """Mark nothing."""
        self.all = False
        self.ids.clear()
