"""The part of a keyset list that is at hand, with the cursor and the view that move over it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Generic

from widgets.keyset import Answer, Request, RowT


class ListWindow(Generic[RowT]):
    """A bounded run of rows out of a list of any length.

    It never waits: it says in `request` what it lacks and goes on when `take` brings it. Moves that lead beyond
    the rows at hand are kept meanwhile and made up for, so that the cursor ends where it would in a full list.
    """

    def __init__(self, page: int = 100) -> None:
        self.rows: list[RowT] = []
        self.cursor = 0
        self.top = 0
        self.height = 1
        self.at_start = self.at_end = False
        self.before: int | None = 0
        """Rows of the list before the first one at hand; None when nobody counted them."""
        self.request: Request | None = None
        self._least_page = page
        self._moves: list[int] = []
        self._failed: Request | None = None
        self.open()

    @property
    def page(self) -> int:
        """How many rows are asked for at once; the window holds four times as many."""
        return max(self._least_page, self.height)

    @property
    def current(self) -> RowT | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def visible(self) -> Sequence[RowT]:
        """The rows in view."""
        return self.rows[self.top : self.top + self.height]

    @property
    def above(self) -> int | None:
        """How many rows of the list come before the view, where that is known."""
        return None if self.before is None else self.before + self.top

    @property
    def total(self) -> int | None:
        """How long the list is, where that is known."""
        return self.before + len(self.rows) if self.at_end and self.before is not None else None

    def open(self, at_end: bool = False) -> None:
        """Begin anew, at the first row or at the last."""
        self._moves.clear()
        self._replace(Request(self.page, backwards=at_end))

    def reload(self, keep_id: str | None = None) -> None:
        """Ask again, with the cursor on the record `keep_id`, or on the one it is on, wherever it stands now."""
        here = self.current
        if unanswered := self.request if self._replacing else self._failed:
            self._replace(replace(unanswered, keep=keep_id or unanswered.keep))
        elif here:
            self._replace(Request(self.page, start=here.key, keep=keep_id or here.id))
        else:
            self._replace(Request(self.page, keep=keep_id))

    def become(self, keep_id: str | None = None) -> None:
        """Ask a source that now gives another list, or another order, from its beginning or around a record."""
        self._moves.clear()
        self._replace(Request(self.page, keep=keep_id))

    def resize(self, height: int) -> None:
        """Show `height` rows and keep the cursor among them."""
        self.height = max(1, height)
        self._look(self.top)
        self._ask()

    def move(self, by: int) -> None:
        """Move the cursor; out of the view, the view jumps so that the cursor is in its middle."""
        if self._moves or self._replacing:
            self._moves.append(by)
        else:
            self._walk(by, scrolls=False)

    def scroll(self, by: int) -> None:
        """Move the cursor and the view with it."""
        if self._moves or self._replacing:
            self._moves.append(by)
        else:
            self._walk(by, scrolls=True)

    def jump(self, to_end: bool) -> None:
        """Move the cursor to the first or the last row of the list."""
        if self._replacing or not (self.at_end if to_end else self.at_start):
            self.open(to_end)
        else:
            self._moves.clear()
            self._stand(len(self.rows) - 1 if to_end else 0)
            self._ask()

    def point(self, index: int) -> None:
        """Move the cursor to a row at hand, by its place in `rows`."""
        self._moves.clear()
        self._stand(index)
        self._ask()

    def take(self, request: Request, answer: Answer[RowT]) -> bool:
        """Take in an answer; False if it is out of date."""
        if request is not self.request:
            return False
        self.request = None
        if request.replaces:
            self._begin(request, answer)
        elif request.backwards:
            self._prepend(answer)
        else:
            self._append(answer)
        self._look(self.top)
        moves, self._moves = self._moves, []
        for by in moves:
            self.move(by)
        self._ask()
        return True

    def fail(self, request: Request) -> bool:
        """Give up a request that cannot be answered, and ask again at the next move; False if out of date."""
        if request is not self.request:
            return False
        self.request = None
        self._moves.clear()
        self._failed = request if request.replaces else None
        return True

    @property
    def _replacing(self) -> bool:
        return self.request is not None and self.request.replaces

    def _replace(self, request: Request) -> None:
        self.request, self._failed = request, None

    def _begin(self, request: Request, answer: Answer[RowT]) -> None:
        line, from_start = self.cursor - self.top, self.at_start and self.top == 0
        self.rows = answer.rows
        self.at_start, self.at_end = answer.at_start, answer.at_end
        self.before = 0 if answer.at_start else None
        self.cursor = max(0, answer.cursor)
        if request.keep:
            self._look(0 if from_start and answer.at_start else self.cursor - line)
        else:
            self._look(self.cursor)

    def _append(self, answer: Answer[RowT]) -> None:
        self.rows += answer.rows
        self.at_end = answer.at_end
        surplus = min(len(self.rows) - 4 * self.page, self.top)
        if surplus > 0:
            del self.rows[:surplus]
            self.at_start = False
            self.before = None if self.before is None else self.before + surplus
            self.cursor -= surplus
            self.top -= surplus

    def _prepend(self, answer: Answer[RowT]) -> None:
        added = len(answer.rows)
        self.rows[:0] = answer.rows
        self.at_start = answer.at_start
        self.cursor += added
        self.top += added
        if answer.at_start:
            self.before = 0
        elif self.before is not None:
            self.before -= added
        surplus = len(self.rows) - max(4 * self.page, self.top + self.height)
        if surplus > 0:
            del self.rows[-surplus:]
            self.at_end = False

    def _walk(self, by: int, scrolls: bool) -> None:
        goal = self.cursor + by
        reached = self._stand(goal, self.top + by if scrolls else None)
        missing = goal - reached
        if missing and not (self.at_end if missing > 0 else self.at_start):
            self._moves.append(missing)
        self._ask()

    def _stand(self, index: int, top: int | None = None) -> int:
        self.cursor = max(0, min(index, len(self.rows) - 1))
        if top is None:
            top = self.top if self.top <= self.cursor < self.top + self.height else self.cursor - self.height // 2
        self._look(top)
        return self.cursor

    def _look(self, top: int) -> None:
        """Move the view to `top`, kept over the rows and around the cursor."""
        top = max(0, min(top, len(self.rows) - self.height))
        self.top = max(self.cursor - self.height + 1, min(top, self.cursor))

    def _ask(self) -> None:
        """Ask for more where the view comes near an edge, first where moves are waiting for it."""
        if self.request is None and self._failed:
            self._replace(replace(self._failed))
        if self.request is not None or not self.rows:
            return
        upwards = bool(self._moves) and self._moves[0] < 0
        for backwards in (upwards, not upwards):
            if self._lacks(backwards):
                start = self.rows[0 if backwards else -1].key
                self.request = Request(self.page, start, backwards, replaces=False)
                return

    def _lacks(self, backwards: bool) -> bool:
        if backwards:
            return not self.at_start and self.top < self.page
        return not self.at_end and len(self.rows) - self.top - self.height < self.page
