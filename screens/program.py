"""The app but for its list of places and keys: how it starts, goes from place to place, and hears of changes."""

import asyncio
import gc
import signal
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on, work
from textual.worker import get_current_worker

from itcrm_tui.remembered import Remembered
from screens.anywhere import Anywhere
from screens.base import MESSAGE_SECONDS, CrmScreen
from screens.ending import Ending
from screens.host import SAMPLE, Opening
from screens.leaving_once import LeavingOnce
from screens.place import MODES, Place
from screens.syncing import Syncing
from screens.taking_back import TakingBack
from screens.themes import COLOURLESS, DARK, SCROLLBARS, Look
from widgets.bottom_line import BottomLine
from widgets.place_bar import PlaceChosen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from textual.screen import Screen

    from storage.change import Key
    from storage.first_page import FirstPage

T = TypeVar("T")
REMARKS = """
ToastRack { dock: top; align: left top; margin: 1 0 0 0; overflow-y: hidden; }
Toast { width: 100%; max-width: 100%; margin: 0; padding: 0 1; }
"""
"""Remarks stand below the first line, over the whole width: the bottom has what one types, and what keys do."""


class Program(Ending, Anywhere, TakingBack, Syncing):
    """The app without its places."""

    CSS = SCROLLBARS + COLOURLESS + REMARKS

    def __init__(self, opening: Opening, *, look: Look | None = None, still: bool = False, **options: Any) -> None:
        self.look = look or Look(DARK)
        super().__init__(opening, ansi_color=self.look.theme.ansi, **options)
        if still:
            self.animation_level = "none"
        self.register_theme(self.look.theme)
        self.set_reactive(Program.theme, self.look.theme.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Show the first frame; the database follows."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._end, number)
        # A plain handler, for the editor takes it away while it runs; the loop would hear of the signal all the same.
        signal.signal(signal.SIGQUIT, lambda number, _: loop.call_soon_threadsafe(self._end, number))
        self.call_after_refresh(self.begin)

    @work(group="start")
    async def begin(self) -> None:
        """Open the database; where there is none yet, ask how to begin."""
        if not self.opening.is_new:
            await self.show_first()
            await self.open_store(self.opening.open)
            _collect_again()
            self._opened()
            return
        from screens.first_run import FirstRun

        chosen = await self.push_screen_wait(FirstRun())
        if chosen == "demo":
            self.opening = replace(self.opening, status=SAMPLE, remembered=Remembered.nothing())
            self.status = SAMPLE
        _collect_again()
        await self.open_store(self.opening.demo if chosen == "demo" else self.opening.open)
        if chosen == "import":
            self.action_import_file()
        self._opened()

    def _opened(self) -> None:
        """Say what was wrong with the look; lead through the sample the first time it is opened."""
        self.begin_to_sync_by_itself()
        if self.look.trouble:
            self.tell(self.look.trouble)
        noted = self.opening.own_memory.place("tour")
        if self.store is not None and self.status == SAMPLE and noted.memory.lasts and not noted.get("seen", False):
            noted.set("seen", True)
            self.action_tour()

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
        elif not await self._asks_first(lambda: self.exit(return_code=0)):
            self.exit(return_code=0)

    async def _asks_first(self, go: "Callable[[], object]") -> bool:
        """Go back to a screen on which something is unfinished, and have that decided first; whether there is one."""
        if not any(isinstance(one, CrmScreen) and one.is_unfinished for one in self.screen_stack):
            return False
        if self.screen.is_modal:
            await self.run_action("screen.back")
            return True
        while not (isinstance(self.screen, CrmScreen) and self.screen.is_unfinished):
            await self.pop_screen()
        self.screen.leave_and(go)
        return True

    @work(group="question")
    async def action_tour(self) -> None:
        """Show the program in five steps."""
        from screens.tour import tour

        await tour(self)

    def data_changed(self, came_back: "Collection[Key]" = ()) -> None:
        """Let the screen on top read anew; the cursor of a place goes to the one record that came back to it."""
        screen = self.screen
        if isinstance(screen, LeavingOnce):
            screen.refresh_data()
        if isinstance(screen, Place):
            mine = [record_id for kind, record_id in came_back if kind == screen.KIND]
            if len(mine) == 1:
                screen.reload(mine[0])

    def status_changed(self) -> None:
        """Let the screen on top say how the connection is, and read anew when it has come back."""
        if isinstance(self.screen, LeavingOnce):
            self.screen.show_status(self.status)
            if self.status == self.opening.status:
                self.screen.refresh_data()

    async def push_screen_wait(self, screen: "Screen[T] | str", *, mode: str | None = None) -> T | Any:
        """Open a screen and return its answer, unless the screen that asks for it has been left meanwhile.

        It would wait for itself: what takes a screen away waits for its workers, and opening waits for that.
        """
        asking = get_current_worker().node
        if isinstance(asking, LeavingOnce):
            asking.stop_if_left()
        return await super().push_screen_wait(screen, mode=mode)

    async def action_place(self, mode: str) -> None:
        """Go to a place, from wherever."""
        if await self._asks_first(lambda: self.run_worker(self.action_place(mode), group="place")):
            return
        while len(self.screen_stack) > 1 and not self.screen.is_modal:
            await self.pop_screen()
        await self.switch_mode(mode)
        self.remembered.place().set("place", mode)

    @on(PlaceChosen)
    async def _choose_place(self, event: PlaceChosen) -> None:
        await self.action_place(MODES[event.number])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a form or a question is open, keys belong to it alone; it may bind the help itself."""
        everywhere = {"quit", "help_quit", "suspend_process", "command_palette", "show_help"}
        return action in everywhere or not self.screen.is_modal

    def tell(self, sentence: str) -> None:
        """Tell the person something on the screen that is up once what is under way is done."""
        self.call_later(self._tell, sentence)

    def _tell(self, sentence: str) -> None:
        """The screen itself says it, once it stands: it may only have been asked for."""
        self.screen.call_later(self._say_on, self.screen, sentence)

    def _say_on(self, screen: "Screen[object]", sentence: str) -> None:
        if isinstance(screen, CrmScreen):
            screen.say(sentence)
            return
        for bar in screen.query(BottomLine):
            bar.message = sentence
            screen.set_timer(MESSAGE_SECONDS, bar.hush)


def _collect_again() -> None:
    """Let Python look for garbage again, but not among what the start has made, where that has made it stop."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
