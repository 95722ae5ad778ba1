"""The app as its screens know it: one store, opened after the first frame, asked only from worker threads."""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from functools import cache, partial
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from textual import work
from textual.app import App
from textual.dom import DOMNode
from textual.events import Key

from itcrm_tui.closed_actions import closed_to
from itcrm_tui.keys import ACTIONS
from itcrm_tui.remembered import Remembered
from itcrm_tui.text import safe
from screens.looking import newest_of, opened, standing_of, zone_of
from screens.patience import answer_to
from screens.snoozing import PutAsides
from widgets.cells import safe_fit

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from storage.change import Key as RecordKey
    from storage.first_page import FirstPage
    from storage.question import Question
    from storage.store import Store

T = TypeVar("T")
POLL_SECONDS = 1.5
HOLD_SECONDS = 3
REMARK_SECONDS = 12
LONGEST_REMARK = 400
"""Cells of a remark that are shown, so that it leaves the screen in sight."""
NO_CONNECTION = "no connection"
SAMPLE = "sample data"
"""What the top line says over a sample organization."""


@dataclass(frozen=True)
class Opening:
    """How the app comes to its store.

    `open` may take long and runs in a thread; `close` ends what `open` began; `is_new` means that there is no
    database yet and the person is asked how to begin; `demo` opens a sample organization instead. `words` say
    where the data is; `status` is what the top line says of it. `first` gives so many of the first clients, for a day
    when one is named, where they can be had sooner than the store. `remembered` is what earlier runs left of this
    database, `own_memory` what they left of the program itself.
    """

    open: Callable[[], "Store"]
    demo: Callable[[], "Store"]
    close: Callable[[], None]
    words: str
    is_new: bool = False
    status: str = "live"
    sync_by_itself: bool = False
    first: "Callable[[date | None, int], FirstPage | None]" = lambda *_: None
    remembered: Remembered = field(default_factory=Remembered.nothing)
    own_memory: Remembered = field(default_factory=Remembered.nothing)


class Host(App[int]):
    """What every screen may rely on."""

    def __init__(self, opening: Opening, *, today: date | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.opening = opening
        self.store: Store | None = None
        self.ready = asyncio.Event()
        self.closed: frozenset[str] = frozenset()
        """The actions, by id, that are not for this person's role."""
        self.asked: set[Question] = set()
        self.sequence = 0
        self._look_due = self._looking = False
        self.typed_ahead: list[Key] | None = None
        self._released_at = 0.0
        self.status = opening.status
        self.is_syncing = False
        self.put_aside = PutAsides()
        self.zone: tzinfo = UTC
        self._today = today

    @property
    def remembered(self) -> Remembered:
        """What is remembered of this database from one start to the next."""
        return self.opening.remembered

    @property
    def is_copy(self) -> bool:
        """Whether the open database is a working copy."""
        return self.store is not None and self.store.is_copy

    @property
    def today(self) -> date:
        """The day it is for the organization; tests say another."""
        return self._today or datetime.now(self.zone).date()

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action, unless it is not for this person's role."""
        if self.closed and isinstance(action, str) and action.rpartition(".")[2] in _calls(self.closed):
            self.tell("That is not for your role.")
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def hold_keys(self) -> None:
        """Keep what is typed from now on until a field has opened, or something is taken back: keys come in bursts."""
        if self.typed_ahead is None:
            self.typed_ahead = []
        self.set_timer(HOLD_SECONDS, self.release_keys)

    def release_keys(self) -> None:
        """Give what was typed meanwhile to the field that now has the focus."""
        if self.typed_ahead is None:
            return
        held, self.typed_ahead, self._released_at = self.typed_ahead, None, monotonic()
        for key in held:
            self.press_later(key)

    def press_later(self, key: Key) -> None:
        """Press a key anew, once what is under way is done."""
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
        elif event.time < self._released_at:  # it was under way here when the others were released
            self.press_later(event)
            event.prevent_default()

    async def show_first(self) -> None:
        """Show what can be had before the store is there; what opens the store is loaded only after that is painted."""
        found = await asyncio.to_thread(self.opening.first, self._today, self.size.height)
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
            store, self.zone, is_whole, unwritable = await asyncio.to_thread(opened, open_it)
        except StoreError as error:
            self.exit(return_code=3, message=safe(str(error)))
            return
        if not is_whole:
            self.remembered.forget()
        self.store, self.closed = store, closed_to(unwritable)
        store.on_remark = lambda sentence: self.call_from_thread(self.remark, sentence)
        store.on_lost = lambda: self.call_from_thread(self.tell, "The connection is lost; this waits until it is back.")
        store.on_wait = lambda: self.call_from_thread(self.tell, "Others are writing; this waits for them.")
        self.ready.set()
        if self.is_copy:
            self.connection_is("offline copy")
            self.look_for_changes()
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

    async def save(self, work: Callable[["Store"], T]) -> T:
        """Return what `work` returns, which writes; while the connection is lost, wait a while until it is back."""
        from storage.losing import once_there

        return await self.ask(lambda store: work(once_there(store)))

    def look_for_changes(self) -> None:
        """Ask whether anybody has written, and let the screens read anew if so; one look at a time."""
        self._look_due = True
        if not self._looking:
            self._look_while_due()

    @work(group="poll", exit_on_error=False)
    async def _look_while_due(self) -> None:
        if self._looking:
            return
        self._looking = True
        try:
            while self._look_due:
                self._look_due = False
                await self._look()
        finally:
            self._looking = False

    async def _look(self) -> None:
        from storage.errors import StoreError

        try:
            newest_sequence = await answer_to(self.ask(newest_of), lambda: self.connection_is(NO_CONNECTION))
            status = await self.ask(partial(standing_of, today=self.today)) if self.is_copy else self.opening.status
        except StoreError:
            self.connection_is(NO_CONNECTION)
            return
        if not self.is_syncing:
            self.connection_is(status)
        if newest_sequence != self.sequence:
            if self.sequence:
                self.zone = await self.ask(zone_of)
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

    def remark(self, sentence: str) -> None:
        """Show what a change has brought about elsewhere, beside what is said of the change itself."""
        shown = safe_fit(sentence, LONGEST_REMARK).rstrip()
        self.notify(shown, severity="warning", timeout=REMARK_SECONDS, markup=False)

    def data_changed(self, came_back: "Collection[RecordKey]" = ()) -> None:
        """Let the screen on top read anew what it shows; `came_back`: records that are there again. The app does it."""
        raise NotImplementedError

    async def on_unmount(self) -> None:
        """Give back the database; what is still being read for the screen ends here."""
        for question in tuple(self.asked):
            question.stop()
        try:
            for memory in (self.opening.remembered, self.opening.own_memory):
                memory.write()
        finally:
            if self.store is not None:
                await asyncio.to_thread(self.store.close)
            self.opening.close()


@cache
def _calls(ids: frozenset[str]) -> frozenset[str]:
    """Return what Textual runs for some actions."""
    return frozenset(action.call for action in ACTIONS if action.id in ids)
