"""The app as its screens know it: one store, opened after the first frame, asked only from worker threads."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.events import Key

from itcrm_tui.text import safe

if TYPE_CHECKING:
    from storage.first_page import FirstPage
    from storage.question import Question
    from storage.store import Store

T = TypeVar("T")
POLL_SECONDS = 1.5
HOLD_SECONDS = 3
SAMPLE = "sample data"
"""What the top line says over a sample organization."""


@dataclass(frozen=True)
class Opening:
    """How the app comes to its store.

    `open` may take long and runs in a thread; `close` ends what `open` began; `is_new` means that there is no
    database yet and the person is asked how to begin; `demo` opens a sample organization instead. `words` say
    where the data is; `status` is what the top line says of it. `first` gives the first clients, for a day when one
    is named, where they can be had sooner than the store.
    """

    open: Callable[[], "Store"]
    demo: Callable[[], "Store"]
    close: Callable[[], None]
    words: str
    is_new: bool = False
    status: str = "live"
    first: "Callable[[date | None], FirstPage | None]" = lambda _: None


class Host(App[int]):
    """What every screen may rely on."""

    def __init__(self, opening: Opening, *, today: date | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.opening = opening
        self.store: Store | None = None
        self.ready = asyncio.Event()
        self.asked: set[Question] = set()
        self.sequence = 0
        self.typed_ahead: list[Key] | None = None
        self.status = opening.status
        self.zone: tzinfo = UTC
        self._today = today

    @property
    def today(self) -> date:
        """The day it is for the organization; tests say another."""
        return self._today or datetime.now(self.zone).date()

    def hold_keys(self) -> None:
        """Keep what is typed from now on for the field that is about to open; over a slow line keys come in bursts."""
        self.typed_ahead = []
        self.set_timer(HOLD_SECONDS, self.release_keys)

    def release_keys(self) -> None:
        """Give what was typed meanwhile to the field that now has the focus."""
        held, self.typed_ahead = self.typed_ahead or [], None
        for key in held:
            self.call_later(self._press, key)

    def _press(self, key: Key) -> None:
        """Press a key anew. It is made here, in the app's own turn: it would not bubble past its maker."""
        self.post_message(Key(key.key, key.character))

    def on_key(self, event: Key) -> None:
        """Hold keys that come in a burst, before the field they are meant for has the focus.

        Here arrive those that nothing below has taken; as bindings they would do what nobody asked for.
        """
        if self.typed_ahead is not None:
            self.typed_ahead.append(event)
            event.prevent_default()

    async def show_first(self) -> None:
        """Show what can be had before the store is there; what opens the store is loaded only after that is painted."""
        found = await asyncio.to_thread(self.opening.first, self._today)
        if found is not None:
            self.zone = found.zone
            self.first_page_read(found)
            await self._painted()

    async def _painted(self) -> None:
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    def first_page_read(self, page: "FirstPage") -> None:
        """Show the first clients on the screen on top; the app does it."""
        raise NotImplementedError

    async def open_store(self, open_it: Callable[[], "Store"]) -> None:
        """Open the database in a thread; a failure ends the app with its sentence, as nothing can be done without."""
        from storage.errors import StoreError

        try:
            store, self.zone = await asyncio.to_thread(_open, open_it)
        except StoreError as error:
            self.exit(return_code=3, message=safe(str(error)))
            return
        self.store = store
        store.on_wait = lambda: self.call_from_thread(self.tell, "Others are writing; this waits for them.")
        self.ready.set()
        self.set_interval(POLL_SECONDS, self.look_for_changes)

    async def ask(self, work: Callable[["Store"], T]) -> T:
        """Return what `work` finds in the store; it runs in a thread. Raises what it raises."""
        await self.ready.wait()
        assert self.store is not None
        with self.asking() as question:
            return await asyncio.to_thread(question.answer, work, self.store)

    @contextmanager
    def asking(self) -> "Iterator[Question]":
        """A question to the store for the time of the block; if that ends before the answer is there, it is stopped."""
        from storage.question import Question

        question = Question()
        self.asked.add(question)
        try:
            yield question
        finally:
            question.stop()
            self.asked.discard(question)

    def look_for_changes(self) -> None:
        """Ask whether anybody has written, and let the screens read anew if so."""
        self.run_worker(self._look(), group="poll", exclusive=True, exit_on_error=False)

    async def _look(self) -> None:
        from storage.errors import StoreError

        try:
            newest_sequence = await self.ask(_newest)
        except StoreError:
            self.connection_is("no connection")
            return
        self.connection_is(self.opening.status)
        if newest_sequence != self.sequence:
            known, self.sequence = self.sequence, newest_sequence
            if known:
                self.data_changed()

    def connection_is(self, status: str) -> None:
        """Say whether the database is there; when it has come back, let the screens read anew."""
        if status != self.status:
            self.status = status
            self.status_changed()

    def status_changed(self) -> None:
        """Let the screen on top say how the connection is; the app does it."""
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Tell the person something on whatever screen is up; the app does it."""
        raise NotImplementedError

    def data_changed(self) -> None:
        """Let the screen on top read anew what it shows; the app does it."""
        raise NotImplementedError

    async def on_unmount(self) -> None:
        """Give back the database; what is still being read for the screen ends here."""
        for question in tuple(self.asked):
            question.stop()
        if self.store is not None:
            await asyncio.to_thread(self.store.close)
        self.opening.close()


def _open(open_it: Callable[[], "Store"]) -> "tuple[Store, tzinfo]":
    """Return the store and the organization's time zone; in a thread."""
    from itcrm_tui.workflows.notation import time_zone

    store = open_it()
    with store.read() as reader:
        return store, time_zone(reader.settings())


def _newest(store: "Store") -> int:
    """Return the sequence of the newest change set; in a thread, which loads what it takes."""
    from itcrm_tui.workflows.history import newest

    return newest(store)
