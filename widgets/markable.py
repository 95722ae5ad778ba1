"""Marking rows, the same in a table and on a board: one after the other, from here to there, or all of the list."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from widgets.keyset import Fetch
from widgets.marking_range import MarkingRange
from widgets.marks import Marks
from widgets.window import ListWindow


class Part(Protocol):
    """One list of rows: a table has one, a board one a column."""

    marks: Marks
    marking_range: MarkingRange[Any] | None

    @property
    def window(self) -> ListWindow[Any]: ...

    @property
    def source(self) -> Fetch[Any] | None: ...

    def show_marks(self) -> None: ...


class Markable:
    """Mixed into widgets whose rows can be marked."""

    marks: Marks

    @property
    def parts(self) -> Sequence[Part]:
        """The lists of rows; they share their marks."""
        raise NotImplementedError

    @property
    def part(self) -> Part:
        """The list with the cursor."""
        raise NotImplementedError

    @property
    def is_ranging(self) -> bool:
        """Whether a range has been begun and not ended."""
        return any(part.marking_range for part in self.parts)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        raise NotImplementedError

    def mark(self) -> None:
        """Mark the row under the cursor, or unmark it, and go down."""
        current = self.part.window.current
        if current is not None:
            self.turn(current.id)
            self.action_move(1)

    def turn(self, row_id: str) -> None:
        """Mark a row, or unmark it."""
        self.marks.turn(row_id)
        self._show()

    def mark_all(self) -> None:
        """Mark every row of the list, or none."""
        self._forget_range()
        self.marks.turn_all()
        self._show()

    def clear_marks(self) -> bool:
        """Give up a range that is being marked, else all marks; say whether there was anything to give up."""
        had = self.is_ranging or bool(self.marks)
        if not self.is_ranging:
            self.marks.clear()
        self._forget_range()
        self._show()
        return had

    def forget(self, row_ids: Iterable[str]) -> None:
        """Drop the marks of rows that are there no more."""
        self.marks.forget(row_ids)
        self._show()

    def begin_range(self) -> None:
        """Mark from the row under the cursor on, wherever the cursor goes."""
        current = self.part.window.current
        if current is not None:
            self.part.marking_range = MarkingRange(current)
            self._show()

    async def end_range(self) -> bool:
        """Keep what is marked between the beginning of the range and the cursor; False if that is too much to read."""
        found = await self._ranged()
        self._forget_range()
        self.marks.add(found or ())
        self._show()
        return found is not None

    async def _ranged(self) -> set[str] | None:
        part = next((part for part in self.parts if part.marking_range), None)
        if part is None or part.marking_range is None or part.window.current is None:
            return set()
        ids = part.marking_range.ids(part.window)
        if ids is None and part.source is not None:
            return await asyncio.to_thread(part.marking_range.read, part.source, part.window.current.id)
        return ids

    def _forget_range(self) -> None:
        for part in self.parts:
            part.marking_range = None

    def _show(self) -> None:
        for part in self.parts:
            part.show_marks()
