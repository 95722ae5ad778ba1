"""The line above a list where a filter is typed and takes effect as it is typed."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from itcrm_tui.text import safe
from widgets.debounce import Debounce
from widgets.safe_input import SafeInput


class FilterChanged(Message):
    """The filter is another one: typed, kept or cleared."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class FilterClosed(Message):
    """The bar is away; `text` is the filter that stays."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class FilterBar(Horizontal):
    """Hidden until `open`; gives the focus back to where it was when it closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear the filter", show=False, id="filter.clear"),
    ]
    DEFAULT_CSS = """
    FilterBar {
        height: 1; width: 1fr; display: none;
        & > #mark { width: 3; color: $text-accent; text-style: bold; }
        & > Input { width: 1fr; height: 1; border: none; padding: 0; background: transparent; }
        & > #problem { width: auto; max-width: 60%; padding: 0 1; color: $text-warning; }
    }
    """

    problem: reactive[str] = reactive("")
    """What is wrong with the filter, in a few words; the list meanwhile stays as it was."""

    def __init__(
        self,
        suggester: Suggester | None = None,
        *,
        typing_seconds: float = 0.03,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._suggester = suggester
        self._return_to: Widget | None = None
        self._told = ""
        self._typed = Debounce(typing_seconds, self._tell)

    @property
    def text(self) -> str:
        """The filter as typed."""
        return self._input.value

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    def compose(self) -> ComposeResult:
        """Put a mark, the input and a place for what is wrong on one line."""
        yield Static(" / ", id="mark", markup=False)
        box = SafeInput(suggester=self._suggester, compact=True, select_on_focus=False)
        box.cursor_blink = box.can_focus = False
        yield box
        yield Static("", id="problem", markup=False)

    def open(self, text: str | None = None) -> None:
        """Show the bar with the filter, or with `text`, ready to type."""
        self._return_to = self.screen.focused
        if text is not None:
            self._told = text
            self._input.value = text
        self.display = self._input.can_focus = True
        self._input.focus()

    def watch_problem(self, problem: str) -> None:
        """Show what is wrong."""
        if self.is_mounted:
            self.query_one("#problem", Static).update(Content(safe(problem)))

    @on(Input.Changed)
    def _wait_for_more(self, event: Input.Changed) -> None:
        event.stop()
        self._typed.start()

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        self._close()

    def action_clear(self) -> None:
        """Give up the filter and close."""
        self._input.value = ""
        self._close()

    def _close(self) -> None:
        self._typed.cancel()
        self._tell()
        self.display = self._input.can_focus = False
        if self._return_to is not None and self._return_to.is_mounted:
            self._return_to.focus()
        self.post_message(FilterClosed(self.text))

    def _tell(self) -> None:
        if self.text != self._told:
            self._told = self.text
            self.post_message(FilterChanged(self.text))

    def on_unmount(self) -> None:
        """Tell nothing after the end."""
        self._typed.cancel()
