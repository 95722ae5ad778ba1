"""The capacity meter: roles by weeks, hours free and what takes the others; Enter opens what fills a week."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.worker import Worker, WorkerState

from widgets.cells import safe_fit
from widgets.changing_lines import ChangingLines, Shown
from widgets.hint_bar import Hint
from widgets.line_widget import Run
from widgets.list_keys import BOARD_KEYS
from widgets.meter_rows import (
    BLOCK,
    Metered,
    MeterRow,
    Widths,
    heading,
    more_words,
    role_line,
    rule,
    widths,
)

ABOVE = 2
"""Lines above the roles: the rule, the heading."""


class MeterMessage(Message):
    """Something happened at a week of a role: the row, and the number of the week, 0 being this one."""

    def __init__(self, row: MeterRow, week: int) -> None:
        super().__init__()
        self.row, self.week = row, week


class WeekOpened(MeterMessage):
    """A week of a role was opened, by key or by mouse."""


class WeekHighlighted(MeterMessage):
    """The cursor of the meter, which has the keys, stands on another week."""


class CapacityMeter(ChangingLines):
    """Roles by weeks. `fetch` gives them and may block; until there is one, nothing is asked."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = BOARD_KEYS
    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("Enter", "what fills it", "open"),
        Hint("h l", "week", "turn(1)"),
        Hint("j k", "role", "move(1)"),
        Hint(":", "what if", "what_if"),
        Hint("Esc", "back", "back"),
    )
    DEFAULT_CSS = "CapacityMeter { width: 1fr; height: 7; }"

    def __init__(
        self,
        fetch: Callable[[], Metered] | None = None,
        *,
        empty: str = "Nothing here.",
        explain: Callable[[BaseException], str] = lambda _: "The meter cannot be read just now.",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.known: Metered | None = None
        self.row, self.week = 0, 0
        self._top, self._first = 0, 0
        self._fetch, self._empty, self._explain, self._trouble = fetch, empty, explain, ""
        self._worker: Worker[Metered] | None = None

    @property
    def current(self) -> MeterRow | None:
        """The role under the cursor."""
        return self.known.rows[self.row] if self.known and self.known.rows else None

    def reload(self, fetch: Callable[[], Metered] | None = None) -> None:
        """Ask again; what stands there stays until the answer comes, and the cursor stays on its role and week."""
        self._fetch = fetch or self._fetch
        if self._fetch is not None and self.is_attached:
            self._worker = self.run_worker(self._fetch, group="meter", thread=True, exclusive=True, exit_on_error=False)

    def on_mount(self) -> None:
        """Ask at once."""
        self.reload()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what was read, unless something else has been asked meanwhile."""
        if event.worker is not self._worker:
            return
        if event.state is WorkerState.SUCCESS and self._worker.result is not None:
            self._take(self._worker.result)
        elif event.state is WorkerState.ERROR and self._worker.error is not None:
            self._trouble = self._explain(self._worker.error)
            self.renew()

    def _take(self, found: Metered) -> None:
        held = self.current.id if self.current else None
        self.known, self._trouble = found, ""
        if held is not None and self.has_focus:
            self.row = next((at for at, row in enumerate(found.rows) if row.id == held), self.row)
        self._stand(self.row, self.week)

    def _stand(self, row: int, week: int) -> None:
        """Put the cursor on a week of a role, the nearest that there is, and in sight."""
        rows, weeks = (len(self.known.rows), self.known.weeks) if self.known else (0, 0)
        self.row, self.week = max(0, min(row, rows - 1)), max(0, min(week, weeks - 1))
        room, across = self._room, self._widths.weeks
        self._top = max(0, min(max(self._top, self.row - room + 1), self.row, max(0, rows - room)))
        self._first = max(0, min(max(self._first, self.week - across + 1), self.week, max(0, weeks - across)))
        self.renew()

    @property
    def _room(self) -> int:
        """How many roles are shown: the last line is for those that are not."""
        lines = max(1, self.size.height - ABOVE)
        rows = len(self.known.rows) if self.known else 0
        return lines if rows <= lines and not (self.known and self.known.remark) else max(1, lines - 1)

    @property
    def _widths(self) -> Widths:
        rows = self.known.rows if self.known else ()
        return widths(self.size.width, max((len(row.name) for row in rows), default=0))

    def lines(self) -> Iterator[Shown]:
        """Say what the lines show."""
        yield Shown(runs=rule(self.size.width, self.has_focus))
        if self.known is None or not self.known.rows or self._trouble:
            yield Shown(runs=self._state())
            return
        there, room = self._widths, self._room
        yield Shown(runs=heading(self.known, self._first, there))
        for number, row in enumerate(self.known.rows[self._top : self._top + room], start=self._top):
            chosen = self.week if number == self.row and self.has_focus else None
            yield Shown(row=tuple(role_line(row, self._first, there, chosen, "cursor")))
        yield Shown(runs=self._foot(self.known, room))

    def _foot(self, known: Metered, room: int) -> tuple[Run, ...]:
        hidden = [*known.rows[: self._top], *known.rows[self._top + room :]]
        words = [more_words(hidden)] if hidden else []
        text = "   ".join([*words, known.remark] if known.remark else words)
        return ((" " + safe_fit(text, max(0, self.size.width - 2)), "muted"),)

    def _state(self) -> tuple[Run, ...]:
        words, style = (self._trouble, "risk") if self._trouble else ("Loading", "muted")
        if self.known is not None and not self._trouble:
            words = self._empty
        return ((" " + safe_fit(words, max(0, self.size.width - 2)), style),)

    def paint_shown(self, shown: Shown) -> Strip:
        """Return one line as it looks."""
        return self.paint(shown.runs) if shown.row is None else self.paint_pieces(shown.row)

    def action_move(self, by: int) -> None:
        """Move the cursor by roles."""
        self._go(self.row + by, self.week)

    def action_page(self, halves: int) -> None:
        """Move the cursor by half pages."""
        self._go(self.row + halves * max(1, self._room // 2), self.week)

    def action_jump(self, to_end: bool) -> None:
        """Move the cursor to the first or the last role."""
        self._go(len(self.known.rows) - 1 if to_end and self.known else 0, self.week)

    def action_turn(self, by: int) -> None:
        """Move the cursor by weeks."""
        self._go(self.row, self.week + by)

    def action_open(self) -> None:
        """Open the week under the cursor."""
        if self.current is not None:
            self.post_message(WeekOpened(self.current, self.week))

    def _go(self, row: int, week: int) -> None:
        self._stand(row, week)
        self._tell()

    def _tell(self) -> None:
        if self.current is not None:
            self.post_message(WeekHighlighted(self.current, self.week))

    def on_resize(self, event: events.Resize) -> None:
        """Show as many roles and weeks as there is room for."""
        self._stand(self.row, self.week)
        self.repaint()

    def on_focus(self) -> None:
        """Show the cursor."""
        self._stand(self.row, self.week)
        self._tell()

    def on_blur(self) -> None:
        """Show no cursor: keys go elsewhere."""
        self.renew()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move with the wheel."""
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move with the wheel."""
        event.stop()
        self.action_move(-1)

    def on_click(self, event: events.Click) -> None:
        """Stand on what was clicked; a second click opens it."""
        row = self._top + event.y - ABOVE
        if self.known is None or not 0 <= event.y - ABOVE < self._room or row >= len(self.known.rows):
            return
        across = (event.x - 1 - self._widths.name) // BLOCK
        week = self._first + across if 0 <= across < self._widths.weeks else self.week
        is_again = (row, week) == (self.row, self.week) and event.chain > 1
        self._go(row, week)
        if is_again:
            self.action_open()
