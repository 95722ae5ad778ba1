"""The palette: type a few letters of what you want to do; Enter does it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from itcrm_tui.keys import BY_ID
from itcrm_tui.text import safe
from screens.bindings import hint, hint_bar
from screens.commands import Command
from screens.host import Host
from screens.leaving_once import LeavingOnce
from screens.panel import Panel
from screens.ranking import ranked
from screens.taking_back import next_sentences
from widgets.bound import bound
from widgets.cells import safe_fit
from widgets.hint_bar import Hint
from widgets.options import Options
from widgets.safe_input import SafeInput

MOST_RECENT = 5
MOST_CELLS, SIDES = 100, 7
WORD_CELLS, NARROW_WORD_CELLS, KEY_CELLS = 28, 20, 9
NOTHING = "Nothing here is called that, or does that."


def with_recent(recent: Sequence[object], word: str) -> list[str]:
    """Return the words of the commands used lately, with one more, the latest first."""
    earlier = [one for one in recent if isinstance(one, str) and one != word]
    return [word, *earlier][:MOST_RECENT]


class Palette(LeavingOnce[Command | None], ModalScreen[Command | None]):
    """Ends with the command that was chosen, or with nothing."""

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bound("leave.back", while_typing=True),
        *bound("list.down", "move(1)", while_typing=True),
        *bound("list.up", "move(-1)", while_typing=True),
        *bound("list.page_down", "page(1)", while_typing=True),
        *bound("list.page_up", "page(-1)", while_typing=True),
    ]

    def __init__(self, commands: Sequence[Command], recent: Sequence[str]) -> None:
        super().__init__()
        self.commands, self.recent = commands, recent
        self._left = ranked("", commands, recent)

    def compose(self) -> ComposeResult:
        options = Options(markup=False, compact=True)
        options.can_focus = False
        with Panel():
            with Horizontal():
                yield Static(": ", classes="mark", markup=False)
                yield SafeInput(placeholder="what to do", compact=True)
            yield options
        yield hint_bar((Hint("up down", "choose", "move(1)"), Hint("Enter", "do it")), last=hint("leave.back", "leave"))

    def on_mount(self) -> None:
        """Offer everything, and take what was typed while the palette opened."""
        box = self.query_one(SafeInput)
        box.cursor_blink = False
        box.focus()
        self._show()
        host = self.app
        assert isinstance(host, Host)
        self.call_after_refresh(host.release_keys)
        self._say_next()

    @work(exclusive=True, group="palette", exit_on_error=False)
    async def _say_next(self) -> None:
        """Say in words what undo and redo would take back."""
        app = self.app
        assert isinstance(app, Host)
        said = {BY_ID[action_id].hint: words for action_id, words in (await next_sentences(app)).items()}
        self.commands = [replace(one, sentence=said.get(one.word, one.sentence)) for one in self.commands]
        at = self.query_one(Options).highlighted
        self._left = ranked(self.query_one(SafeInput).value, self.commands, self.recent)
        self._show()
        self.query_one(Options).highlighted = at

    def on_resize(self) -> None:
        """Use the room there is now."""
        self.call_after_refresh(self._show)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._left = ranked(event.value, self.commands, self.recent)
        self._show()

    def _show(self) -> None:
        if not self.is_attached:
            return
        options = self.query_one(Options)
        lines = [Option(self._line(one)) for one in self._left] or [Option(Content(f" {NOTHING}"), disabled=True)]
        options.clear_options().add_options(lines)
        options.highlighted = 0 if self._left else None

    def _line(self, command: Command) -> Content:
        """Return word, sentence and key in columns; the sentence gives way."""
        width = min(self.size.width, MOST_CELLS) - SIDES
        word_cells = WORD_CELLS if width >= MOST_CELLS - SIDES else NARROW_WORD_CELLS
        room = max(0, width - word_cells - KEY_CELLS - 2)
        return Content.assemble(
            (safe_fit(command.word, word_cells), "bold"),
            " ",
            safe_fit(command.sentence, room),
            " ",
            (safe_fit(safe(command.key), KEY_CELLS, "right"), "bold"),
        )

    def action_move(self, by: int) -> None:
        """Go to the next or the previous command."""
        options = self.query_one(Options)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_page(self, by: int) -> None:
        """Go a page down or up."""
        options = self.query_one(Options)
        options.action_page_down() if by > 0 else options.action_page_up()

    @on(Input.Submitted)
    def _take(self) -> None:
        at = self.query_one(Options).highlighted
        if at is not None and self._left:
            self.dismiss(self._left[at])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        if event.option_index < len(self._left):
            self.dismiss(self._left[event.option_index])

    def action_back(self) -> None:
        """Leave without doing anything."""
        self.dismiss(None)
