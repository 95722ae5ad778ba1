"""Jumping to any record: type some of its name or its code, and Enter opens the best."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from itcrm_tui.ids import RecordId
from screens.bindings import bindings, hint, hint_bar
from screens.host import Host
from screens.leaving_once import LeavingOnce
from screens.panel import Panel
from screens.trail import Target
from widgets.bound import bound
from widgets.cells import safe_fit
from widgets.debounce import Debounce
from widgets.hint_bar import Hint
from widgets.options import Options
from widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from itcrm_tui.workflows.jumping import Found, Known

TYPING_SECONDS = 0.03
NARROWEST = 40
CODE, KIND, CLIENT = 8, 12, 18
NOTHING = "Nothing is called that."
BEGIN = "Type some of a name, or a code."
MOST_TYPED = 200
"""Characters; no name is looked for by more."""


class Finder(LeavingOnce[Target | None], ModalScreen[Target | None]):
    """One input, and what may be meant below it. Ends with the record that was chosen, or None."""

    CSS_PATH = "finder.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.back"),
        *bound("list.down", "move(1)", while_typing=True),
        *bound("list.up", "move(-1)", while_typing=True),
        Binding("ctrl+n", "move(1)", "Down", show=False),
        Binding("ctrl+p", "move(-1)", "Up", show=False),
    ]

    def __init__(self, title: str = "FIND") -> None:
        super().__init__()
        self.heading = title
        self.found: list[Found] = []
        self._known: Known | None = None
        self._shown_for: str | None = None
        self._wants_first = False
        self._typed = Debounce(TYPING_SECONDS, self._look)

    @property
    def host(self) -> Host:
        """The app."""
        assert isinstance(self.app, Host)
        return self.app

    def compose(self) -> ComposeResult:
        with Panel():
            yield Static(self.heading, classes="title", markup=False)
            yield SafeInput(placeholder=BEGIN, compact=True)
            options = Options(markup=False, compact=True)
            options.can_focus = False
            yield options
            yield Static("", classes="nothing", markup=False)
        yield hint_bar(
            (Hint("up down", "choose", "move(1)"), Hint("Enter", "open it")), last=hint("leave.back", "leave")
        )

    def on_mount(self) -> None:
        """Take what was typed while this was opening, and read the names of the small kinds meanwhile."""
        self.query_one(SafeInput).focus()
        self.call_after_refresh(self.host.release_keys)
        self._look()

    def on_unmount(self) -> None:
        """Ask nothing after the end."""
        self._typed.cancel()

    @on(Input.Changed)
    def _wait_for_more(self) -> None:
        self._typed.start()

    @work(exclusive=True, group="finding", exit_on_error=False)
    async def _look(self) -> None:
        """Ask what may be meant; a question that is out of date is stopped by the next one."""
        from itcrm_tui.workflows.jumping import jump, known
        from storage.errors import StoreError

        typed = self.query_one(SafeInput).value
        try:
            if self._known is None:
                self._known = await self.host.ask(known)
            there = self._known
            self.found = (
                await self.host.ask(lambda store: jump(store, there, typed[:MOST_TYPED])) if typed.strip() else []
            )
        except StoreError as error:
            self._say(str(error))
            return
        self._shown_for = typed
        self._show()
        self._say(NOTHING if typed.strip() and not self.found else "")
        if self._wants_first and typed == self.query_one(SafeInput).value:
            self._wants_first = False
            self._choose(0)

    def _say(self, sentence: str) -> None:
        self.query_one(".nothing", Static).update(Content(safe_fit(sentence, len(sentence))))

    def _show(self) -> None:
        options = self.query_one(Options)
        width = max(NARROWEST, self.query_one(SafeInput).size.width - 2)
        options.clear_options().add_options([Option(_row(one, width)) for one in self.found])
        options.highlighted = 0 if self.found else None

    def action_move(self, by: int) -> None:
        """Go to the next or the previous candidate."""
        options = self.query_one(Options)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        """Open the one under the cursor; where Enter was faster than the search, the first once it is found."""
        if self._shown_for == event.value:
            self._choose(self.query_one(Options).highlighted)
        else:
            self._wants_first = True
            self._typed.flush()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, at: int | None) -> None:
        if at is not None and at < len(self.found):
            one = self.found[at]
            self.dismiss((one.kind.name, RecordId(one.id)))

    def action_back(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)


def _row(one: "Found", width: int) -> Content:
    """Return a candidate in columns: name, code, kind, client."""
    beside = CODE + KIND + CLIENT + 3
    name = max(12, width - beside)
    return Content.assemble(
        safe_fit(one.name, name),
        " ",
        safe_fit(one.code, CODE),
        " ",
        (safe_fit(one.kind.label, KIND), "dim"),
        " ",
        (safe_fit(one.client, CLIENT), "dim"),
    )
