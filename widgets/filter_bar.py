"""The line above a list where a filter is typed and takes effect as it is typed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from widgets.debounce import Debounce
from widgets.filter_input import FilterInput
from widgets.offer_line import OfferLine, OfferTaken
from widgets.problem_line import ProblemLine

if TYPE_CHECKING:
    from itcrm_tui.query.completion import Offer
    from itcrm_tui.query.errors import FilterError

MOST_LEFT_OUT = 5
"""So many words at the end are left out while they make the filter wrong."""

Check = Callable[[str], "FilterError | None"]
"""`check(text)`: what is wrong with a filter, and where; None where it is understood."""

Complete = Callable[[str, int], Awaitable[Sequence["Offer"]]]
"""`complete(text, cursor)`: what the word at the cursor can become."""


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


class FilterBar(Vertical):
    """Hidden until `open`; gives the focus back to where it was when it closes.

    Of a filter that the check does not understand only the part before that is told, and Enter does not keep it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear the filter", show=False, id="filter.clear"),
        Binding("tab", "take", "Take what is offered", show=False),
        Binding("down", "choose(1)", "Next offer", show=False),
        Binding("up", "choose(-1)", "Previous offer", show=False),
    ]
    DEFAULT_CSS = """
    FilterBar {
        height: auto; width: 1fr; display: none;
        & > Horizontal { height: 1; width: 1fr; }
        & #mark { width: 3; color: $text-accent; text-style: bold; }
        & Input { width: 1fr; min-width: 20; height: 1; border: none; padding: 0; background: transparent; }
        & #offers {
            width: auto; max-width: 65%; height: 1; padding: 0 1; color: $text-muted;
            link-style: none; link-color: $text-muted; link-background: transparent;
        }
    }
    """

    problem: "reactive[FilterError | None]" = reactive(None)
    """What is wrong with the filter; the list meanwhile is as it was before that."""

    def __init__(
        self,
        check: Check = lambda _: None,
        complete: Complete | None = None,
        *,
        typing_seconds: float = 0.03,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._check, self._complete = check, complete
        self._return_to: Widget | None = None
        self._told = ""
        self._typed = Debounce(typing_seconds, self._tell)

    @property
    def text(self) -> str:
        """The filter as typed."""
        return self._input.value

    @property
    def _input(self) -> FilterInput:
        return self.query_one(FilterInput)

    @property
    def _offers(self) -> OfferLine:
        return self.query_one(OfferLine)

    def compose(self) -> ComposeResult:
        """Put a mark, the input and what is offered on one line, and under it what is wrong."""
        box = FilterInput(compact=True, select_on_focus=False)
        box.cursor_blink = box.can_focus = False
        with Horizontal():
            yield Static(" / ", id="mark", markup=False)
            yield box
            yield OfferLine(id="offers")
        yield ProblemLine()

    def hold(self, text: str) -> None:
        """Have the filter that the list is under already, in place of what was typed."""
        self._typed.cancel()
        self._told = text
        self._input.value = text

    def open(self, text: str | None = None) -> None:
        """Show the bar with the filter, or with `text`, ready to type."""
        if text is not None:
            self.hold(text)
        if self.screen.focused is not self._input:
            self._return_to = self.screen.focused
        self.display = self._input.can_focus = True
        self._input.focus()

    def look_again(self) -> None:
        """Tell the filter anew: what it means has only now become known."""
        if self.text.strip():
            self._told = ""
            self._tell()

    def watch_problem(self) -> None:
        """Show what is wrong, once the input has scrolled to what was typed."""
        if self.is_mounted:
            self.call_after_refresh(self._show_problem)

    def _show_problem(self) -> None:
        """Show what is wrong under its place, unless something is offered that may put it right."""
        line, problem, box = self.query_one(ProblemLine), self.problem, self._input
        if problem is None or self._offers.offers:
            line.tell("", 0)
        else:
            before = cell_len(self.text[: problem.at]) - box.scroll_offset.x
            line.tell(problem.short, box.region.x - self.region.x + before if before >= 0 else -1)

    @on(Input.Changed)
    def _wait_for_more(self, event: Input.Changed) -> None:
        event.stop()
        self._typed.start()

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        self._typed.cancel()
        self._tell()
        if not self.problem:
            self._close()

    def action_clear(self) -> None:
        """Give up the filter and close."""
        self._input.value = ""
        self._typed.cancel()
        self._tell()
        self._close()

    @on(FilterInput.EndReached)
    def _take_from_end(self, event: FilterInput.EndReached) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Put what is offered in place of what is typed; where nothing is, stay: Enter and Esc lead away."""
        if self._offers.chosen is not None:
            self._take(self._offers.chosen)

    def action_choose(self, by: int) -> None:
        """Go to the next offer, or back."""
        if self._offers.offers:
            self._offers.move(by)

    @on(OfferTaken)
    def _take_clicked(self, event: OfferTaken) -> None:
        event.stop()
        self._take(event.offer)

    def _take(self, offer: "Offer") -> None:
        box = self._input
        after = box.value[box.cursor_position :]
        box.value = f"{box.value[: offer.start]}{offer.text}{after}"
        box.cursor_position = offer.start + len(offer.text)
        self._offers.show(())

    def _close(self) -> None:
        self._offers.show(())
        self.display = self._input.can_focus = False
        if self._return_to is not None and self._return_to.is_mounted:
            self._return_to.focus()
        self.post_message(FilterClosed(self.text))

    def _tell(self) -> None:
        self.problem = self._check(self.text)
        if self._complete is not None:
            self._look_for_offers(self._complete)
        right = self._right_part() if self.problem else self.text
        if right != self._told:
            self._told = right
            self.post_message(FilterChanged(right))

    def _right_part(self) -> str:
        """Return what stands before the part that is wrong, or what was told last where that is not near the end."""
        right = self.text
        for _ in range(MOST_LEFT_OUT):
            right = right.rpartition(" ")[0].rstrip()
            if not self._check(right):
                return right
        return self._told

    @work(exclusive=True, group="offers")
    async def _look_for_offers(self, complete: Complete) -> None:
        text, cursor = self.text, self._input.cursor_position
        offers = await complete(text, cursor) if self.display else ()
        if (text, cursor) == (self.text, self._input.cursor_position) and self.display:
            self._offers.show(offers)
            self._show_problem()

    def on_unmount(self) -> None:
        """Tell nothing after the end."""
        self._typed.cancel()
