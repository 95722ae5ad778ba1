"""A list of rows that come page by page from a blocking source, drawn line by line."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar, Generic, TypedDict

from textual import events
from textual.strip import Strip
from textual.worker import Worker, WorkerState

from widgets.cells import safe_fit
from widgets.changing_lines import ChangingLines, Shown
from widgets.debounce import Debounce
from widgets.keyset import Answer, Fetch, Find, Request, RowT, answer
from widgets.line_widget import Ground, Run
from widgets.list_messages import FetchFailed, MarkClicked, RowHighlighted, RowOpened, RowRested, RowsArrived
from widgets.markable import Markable
from widgets.marking_range import MarkingRange
from widgets.marks import Marks
from widgets.window import ListWindow

WHEEL_ROWS = 3
MARK = "*"


class ListOptions(TypedDict, total=False):
    """What every list may be told: see `RowList`."""

    find: Find | None
    empty: str
    explain: Callable[[BaseException], str]
    rest_seconds: float
    name: str | None
    id: str | None
    classes: str | None


class RowList(Markable, ChangingLines, Generic[RowT]):
    """The base of tables and board columns: rows at hand, cursor, worker, messages, mouse.

    `fetch`: gives the rows; until there is one, nothing is asked. `find`: finds a record that has moved.
    `empty`: the sentence of a list without rows. `explain`: the sentence for an error that `fetch` raised.
    `rest_seconds`: how long the cursor rests until `RowRested`.
    """

    ROW_LINES: ClassVar[int] = 1
    FOOT_LINES: ClassVar[int] = 0
    DEFAULT_CSS = "RowList { width: 1fr; height: 1fr; }"

    marked_by_click = False
    """Whether Ctrl, Shift and the left end let a click mark rows; somebody has to act on `MarkClicked`."""

    def __init__(
        self,
        fetch: Fetch[RowT] | None = None,
        *,
        find: Find | None = None,
        empty: str = "Nothing here.",
        explain: Callable[[BaseException], str] = lambda _: "This list cannot be read just now.",
        rest_seconds: float = 0.15,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.window: ListWindow[RowT] = ListWindow()
        self.marks = Marks()
        self.marking_range: MarkingRange[RowT] | None = None
        self.empty = empty
        self._fetch, self._find, self._explain = fetch, find, explain
        self._asked: Request | None = None
        self._worker: Worker[Answer[RowT]] | None = None
        self._trouble = ""
        self._has_cursor, self._has_keys = True, False
        self._told: RowT | None = None
        self._has_told = False
        self._clicked: str | None = None
        self._rested = Debounce(rest_seconds, self._tell_rested)

    @property
    def current(self) -> RowT | None:
        """The row under the cursor."""
        return self.window.current

    @property
    def source(self) -> Fetch[RowT] | None:
        """What gives the rows."""
        return self._fetch

    @property
    def parts(self) -> Sequence["RowList[RowT]"]:
        """The list itself."""
        return (self,)

    @property
    def part(self) -> "RowList[RowT]":
        """The list itself."""
        return self

    def show_marks(self) -> None:
        """Paint the rows that were marked or unmarked."""
        self.renew()

    def reload(self, fetch: Fetch[RowT] | None = None, keep_id: str | None = None, find: Find | None = None) -> None:
        """Ask again; the cursor stays on its record, or goes to `keep_id`, if that is still there.

        With a new `fetch`, and the `find` that belongs to it, the list becomes another one; without `find`
        the record is looked for in its first page only.
        """
        if fetch is None:
            self.window.reload(keep_id)
        else:
            self._fetch, self._find = fetch, find
            self.window.become(keep_id or (self.current.id if self.current else None))
        self._go_on()

    def show(self, rows: Sequence[RowT]) -> None:
        """Show the first rows of the list before there is a source; it is asked for all when it comes."""
        request = self.window.request
        if self._fetch is None and request is not None:
            self.window.take(request, Answer(list(rows), at_start=True, at_end=False))
            self._go_on()

    def attend(self, has_cursor: bool, has_keys: bool) -> None:
        """Say whether the list shows its cursor, and whether keys go to it."""
        self._has_cursor, self._has_keys = has_cursor, has_keys
        self._go_on()

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._clicked = None
        self.window.move(by)
        self._go_on()

    def action_page(self, halves: int) -> None:
        """Move cursor and view by half pages."""
        self._clicked = None
        self.window.scroll(max(1, self.window.height // 2) * halves)
        self._go_on()

    def action_jump(self, to_end: bool) -> None:
        """Move the cursor to the first or the last row of the list."""
        self._clicked = None
        if self.marking_range:
            self.marking_range.is_above = to_end
        self.window.jump(to_end)
        self._go_on()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out opening where there is no row, and none to come."""
        if action == "open":
            return self.current is not None or self.window.request is not None
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.current is not None:
            self.post_message(RowOpened(self, self.current))

    def head(self) -> tuple[Run, ...]:
        """Return the line above the rows."""
        raise NotImplementedError

    def foot(self) -> tuple[Run, ...]:
        """Return the line below the rows, where `FOOT_LINES` asks for one."""
        return ()

    def paint_row(self, row: RowT, part: int, ground: Ground, mark: str) -> Strip:
        """Return one line of a row; `mark` as in `Shown`."""
        raise NotImplementedError

    def paint_shown(self, shown: Shown) -> Strip:
        """Return one line as it looks."""
        if shown.row is None:
            return self.paint(shown.runs)
        return self.paint_row(shown.row, shown.part, shown.ground, shown.mark)

    def lines(self) -> Iterator[Shown]:
        """Say what the lines show: the head, the rows in view, the foot."""
        yield Shown(runs=self.head())
        room = self.size.height - 1 - self.FOOT_LINES
        body = list(self._rows()) or [Shown(runs=((" ", ""), self._state()))]
        yield from body[:room]
        yield from [Shown()] * (room - len(body))
        yield from [Shown(runs=self.foot())] * self.FOOT_LINES

    def _rows(self) -> Iterator[Shown]:
        at_cursor: Ground = "cursor" if self._has_keys else "resting"
        line = self.window.cursor - self.window.top if self._has_cursor else -1
        ranged = self.marking_range.indexes(self.window) if self.marking_range else ()
        marking = bool(self.marks) or self.marking_range is not None
        unmarked = " " if marking else ""
        for index, row in enumerate(self.window.visible):
            is_marked = marking and (row.id in self.marks or self.window.top + index in ranged)
            ground: Ground = at_cursor if index == line else "marked" if is_marked else ""
            for part in range(self.ROW_LINES):
                yield Shown(row, part, ground, mark=MARK if is_marked else unmarked)

    def _state(self) -> Run:
        if self._trouble:
            return safe_fit(self._trouble, self.size.width - 2), "risk"
        words = "Loading" if self.window.request else self.empty
        return safe_fit(words, self.size.width - 2), "muted"

    def _go_on(self) -> None:
        """Paint what changed, tell of the row under the cursor, and ask for what the window lacks."""
        self.renew()
        self._tell()
        self._ask()

    def _tell(self) -> None:
        if not self._has_cursor:
            self._told, self._has_told = None, False
            self._rested.cancel()
        elif self.current != self._told or not (self._has_told or self.window.request):
            self._told, self._has_told = self.current, True
            self.post_message(RowHighlighted(self, self.current))
            self._rested.start()

    def _tell_rested(self) -> None:
        self.post_message(RowRested(self, self.current))

    def _ask(self) -> None:
        request = self.window.request
        if request is None or request is self._asked or self._fetch is None or not self.is_mounted:
            return
        self._asked = request
        work = partial(answer, request, self._fetch, self._find)
        self._worker = self.run_worker(work, group="fetch", thread=True, exclusive=True, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take in what the source said, unless something else has been asked meanwhile."""
        if event.worker is not self._worker or self._asked is None:
            return
        if event.state is WorkerState.SUCCESS and self._worker.result is not None:
            self._trouble = ""
            if self.window.take(self._asked, self._worker.result):
                self.post_message(RowsArrived(self, self.current))
                self._go_on()
        elif event.state is WorkerState.ERROR and self._worker.error is not None:
            self._trouble = self._explain(self._worker.error)
            if self.window.fail(self._asked):
                self.post_message(FetchFailed(self, self.current, self._worker.error))
                self._go_on()

    def on_mount(self) -> None:
        """Ask for the first rows at once."""
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Show as many rows as there is room for."""
        self.window.resize((self.size.height - 1 - self.FOOT_LINES) // self.ROW_LINES)
        self.repaint()
        self._ask()

    def on_unmount(self) -> None:
        """Tell nothing after the end."""
        self._rested.cancel()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move with the wheel."""
        event.stop()
        self.action_move(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move with the wheel."""
        event.stop()
        self.action_move(-WHEEL_ROWS)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row under the mouse; open it if it was clicked before."""
        line = event.get_content_offset(self)
        index = (line.y - 1) // self.ROW_LINES if line else -1
        if index not in range(len(self.window.visible)):
            return
        if line and self.marked_by_click and (event.ctrl or event.shift or line.x < self._marking_cells()):
            self._click_mark(self.window.top + index, to_here=event.shift)
            return
        again = self._clicked
        self.window.point(self.window.top + index)
        self._go_on()
        if self.current is not None and self.current.id == again:
            self.action_open()
        self._clicked = self.current.id if self.current is not None else None

    def _marking_cells(self) -> int:
        """Return how many cells at the left are for marking: that of the cursor, and that of the marks."""
        return 2 if self.marks or self.marking_range else 1

    def _click_mark(self, index: int, *, to_here: bool) -> None:
        """Ask for a row to be marked; `to_here`: all from the cursor on, where it is in this list."""
        self._clicked = None
        if to_here and self._has_cursor and self.current is not None and not self.marking_range:
            self.marking_range = MarkingRange(self.current)
        self.window.point(index)
        self._go_on()
        self.post_message(MarkClicked(self, self.current))
