"""What works everywhere in the app: places, undo, redo, help, the start."""

import asyncio
import gc
import os
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import on, work
from textual.command import CommandPalette
from textual.theme import Theme

from screens.base import CrmScreen
from screens.driver import QuickDriver
from screens.host import SAMPLE, Host, Opening
from screens.place import MODES, Place
from widgets.place_bar import PlaceChosen

if TYPE_CHECKING:
    from storage.change import ChangeSet
    from storage.first_page import FirstPage
    from storage.store import Store

HANG_UP_SECONDS = 5
UNEXPECTED = (
    "itcrm: something unexpected went wrong, and the app has ended; what was saved is saved."
    " `itcrm doctor` says where the log is, and with ITCRM_DEBUG=1 the app says more."
)


class Program(Host):
    """The app but for its list of places and keys."""

    OWN_THEMES: ClassVar[Sequence[Theme]] = ()

    def __init__(self, opening: Opening, **options: Any) -> None:
        super().__init__(opening, **options)
        for theme in self.OWN_THEMES:
            self.register_theme(theme)
        if self.OWN_THEMES and not self.ansi_color:
            self.set_reactive(Program.theme, self.OWN_THEMES[0].name)
            self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Show the first frame; the database follows."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._end, number)
        self.call_after_refresh(self.begin)

    def exit(self, result: int | None = None, return_code: int = 0, message: Any = None) -> None:
        """End the app, at once."""
        QuickDriver.leaving = True
        super().exit(result, return_code, message)

    def _end(self, number: int) -> None:
        """End on a signal; where the terminal has gone, nothing that waits for it may keep the program alive."""
        self.exit(return_code=128 + number)
        if number == signal.SIGHUP:
            last = threading.Timer(HANG_UP_SECONDS, os._exit, [128 + number])
            last.daemon = True
            last.start()

    def _handle_exception(self, error: Exception) -> None:
        """Note in the log where the program went wrong; Textual, which calls this, then ends the app."""
        from itcrm_tui.log import failed

        failed("app failed", error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Say so in one sentence: Textual would print a traceback with the values that were worked on."""
        if os.environ.get("ITCRM_DEBUG"):
            super()._fatal_error()
        else:
            self.panic(Text(UNEXPECTED))

    @work(group="start")
    async def begin(self) -> None:
        """Open the database; where there is none yet, ask how to begin."""
        if not self.opening.is_new:
            await self.show_first()
            await self.open_store(self.opening.open)
            _collect_again()
            return
        from screens.first_run import FirstRun

        chosen = await self.push_screen_wait(FirstRun())
        if chosen == "demo":
            self.opening = replace(self.opening, status=SAMPLE)
            self.status = SAMPLE
        _collect_again()
        await self.open_store(self.opening.demo if chosen == "demo" else self.opening.open)
        if chosen == "import":
            self.action_import_file()

    def first_page_read(self, page: "FirstPage") -> None:
        """Show the first clients where the roster is on top."""
        if isinstance(self.screen, Place):
            self.screen.show_first(page)

    def action_import_file(self) -> None:
        """Import a file."""
        from screens.import_file import ImportFile

        self.push_screen(ImportFile())

    async def action_quit(self) -> None:
        """Quit; a form in which something was typed asks first."""
        from screens.record_form import RecordForm

        if isinstance(self.screen, RecordForm) and self.screen.typed:
            self.screen.action_back()
        else:
            self.exit(return_code=0)

    def data_changed(self) -> None:
        """Let the screen on top read anew."""
        if isinstance(self.screen, CrmScreen):
            self.screen.refresh_data()

    def status_changed(self) -> None:
        """Let the screen on top say how the connection is, and read anew when it has come back."""
        if isinstance(self.screen, CrmScreen):
            self.screen.show_status(self.status)
            if self.status == self.opening.status:
                self.screen.refresh_data()

    async def action_place(self, mode: str) -> None:
        """Go to a place, from wherever."""
        while len(self.screen_stack) > 1 and not self.screen.is_modal:
            await self.pop_screen()
        await self.switch_mode(mode)

    @on(PlaceChosen)
    async def _choose_place(self, event: PlaceChosen) -> None:
        await self.action_place(MODES[event.number])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a form or a question is open, keys belong to it alone."""
        everywhere = {"quit", "help_quit", "command_palette"}
        return action in everywhere or not self.screen.is_modal or isinstance(self.screen, CommandPalette)

    def action_command_palette(self) -> None:
        """Find an action by name; what is typed while the palette opens is for it."""
        self.hold_keys()
        super().action_command_palette()

    @on(CommandPalette.Opened)
    def _palette_is_open(self) -> None:
        self.call_after_refresh(self.release_keys)

    def action_show_help(self) -> None:
        """Show the keys that work here."""
        from screens.help import Help

        active = self.screen.active_actions() if isinstance(self.screen, CrmScreen) else frozenset()
        self.push_screen(Help(active))

    def action_undo(self) -> None:
        """Take back my latest change."""
        from itcrm_tui.workflows.history import undo

        self._take_back("Undid", lambda store, rest: undo(store, rest=rest))

    def action_redo(self) -> None:
        """Take back my latest undo."""
        from itcrm_tui.workflows.history import redo

        self._take_back("Redid", lambda store, _: redo(store))

    @work(exclusive=True, group="question")
    async def _take_back(self, verb: str, do: "Callable[[Store, bool], ChangeSet]", *, rest: bool = False) -> None:
        from storage.errors import ConflictError, StoreError

        try:
            done = await self.ask(lambda store: do(store, rest))
        except ConflictError as conflict:
            await self._offer_the_rest(verb, do, conflict)
        except StoreError as error:
            self.tell(str(error))
        else:
            self.tell(f"{verb}: {done.title.removeprefix('Undo: ')}")
            self.data_changed()

    async def _offer_the_rest(self, verb: str, do: "Callable[[Store, bool], ChangeSet]", conflict: Any) -> None:
        from screens.question import Question

        lines = "\n".join(map(str, conflict.clashes[:5]))
        answers = [("r", f"{verb.lower().replace('did', 'do')} the rest"), ("n", "leave everything as it is")]
        if await self.push_screen_wait(Question(f"This has moved on since:\n{lines}", answers)) == "r":
            self._take_back(verb, do, rest=True)

    def tell(self, sentence: str) -> None:
        """Tell the person something on the screen that is up once what is under way is done."""
        self.call_later(self._tell, sentence)

    def _tell(self, sentence: str) -> None:
        if isinstance(self.screen, CrmScreen):
            self.screen.say(sentence)


def _collect_again() -> None:
    """Let Python look for garbage again, but not among what the start has made."""
    gc.freeze()
    gc.enable()
