"""What others changed while a form stood open, field by field: take mine or theirs for each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from itcrm_tui.domain.differing import LEFT_OUT
from itcrm_tui.text import in_a_line
from screens.bindings import bindings, hint, hint_bar
from screens.leaving_once import LeavingOnce
from screens.moved_field import MovedField, Side
from widgets.bound import bound
from widgets.few_lines import FewLines
from widgets.hint_bar import Hint

if TYPE_CHECKING:
    from itcrm_tui.workflows.moved import Moved

_LONGEST = 400


class Conflict(LeavingOnce[frozenset[str] | None], ModalScreen[frozenset[str] | None]):
    """Ends with the names of the fields for which mine is taken, theirs for the others; None to go on typing."""

    HEADING = "CHANGED while you were typing"
    TAKE, LEAVE = "save with these", "go on typing"
    own_help: ClassVar[Mapping[str, str]] = {
        "list.down": "Go to the other side of this field",
        "list.up": "Go back to the side above",
        "space": "Take the side that is marked",
        "pagedown": "Scroll to what is below; PgUp scrolls back",
        "form.save": "Save with what is taken",
        "leave.back": "Go on typing; nothing is saved",
        "pane.next": "Go to the next field",
        "pane.previous": "Go to the previous field",
    }
    CSS_PATH = "conflict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.back", "form.save", "pane.next", "pane.previous"),
        *bound("data.help", "app.show_help"),
        *bound("list.page_down", "page(1)"),
        *bound("list.page_up", "page(-1)"),
    ]

    def __init__(self, title: str, moved: "Sequence[Moved]", elsewhere: Sequence[str] = ()) -> None:
        super().__init__()
        self.heading, self.moved, self.elsewhere = title, moved, elsewhere

    def compose(self) -> ComposeResult:
        yield FewLines(f"{self.HEADING}: {self.heading}", classes="title")
        with VerticalScroll(can_focus=False):
            for one in self.moved:
                yield MovedField(one)
            if self.elsewhere:
                lines = [Content(_short(one)) for one in (*self.beside(), *self.elsewhere)]
                yield Static(Content("\n").join(lines), classes="elsewhere")
        with Horizontal(classes="buttons"):
            yield Button(self.TAKE.capitalize(), id="save", variant="primary", compact=True)
            yield Button(self.LEAVE.capitalize(), id="back", compact=True)
        yield hint_bar(self.hints(), last=hint("data.help", call="app.show_help"))

    def on_mount(self) -> None:
        """Begin at the first line, however long the field is that has the focus."""
        self.call_after_refresh(self.query_one(VerticalScroll).scroll_home, animate=False)

    def beside(self) -> Sequence[str]:
        """Return what stands above what is told besides."""
        return ("Changed too, where you typed nothing:",)

    def hints(self) -> list[Hint]:
        """Return what can be done."""
        return [
            Hint(f"{hint('list.down').key} {hint('list.up').key} space", "choose"),
            hint("form.save", self.TAKE),
            hint("leave.back", self.LEAVE),
            hint("pane.next", "next"),
        ]

    def action_save(self) -> None:
        """Save with what was chosen for each field."""
        self.dismiss(frozenset(one.moved.field for one in self._moved_fields() if one.side is not Side.THEIRS))

    def action_back(self) -> None:
        """Go on typing; nothing is saved."""
        self.dismiss(None)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, but for two lines that stay in sight."""
        fields = self.query_one(VerticalScroll)
        fields.scroll_relative(y=pages * max(1, fields.size.height - 2), animate=False)

    def action_next_pane(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go to the previous field."""
        self.focus_previous()

    @on(Button.Pressed)
    async def _press(self, event: Button.Pressed) -> None:
        await self.run_action(event.button.id or "")

    def _moved_fields(self) -> Iterator[MovedField]:
        yield from self.query(MovedField)


def _short(text: str) -> str:
    line = in_a_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}{LEFT_OUT}"
