"""How a sandbox ends: made real as one change set, or discarded; nothing supposed is lost without a word."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from itcrm_tui.domain.what_if.suppositions import Dropped, DueMoved, Supposition
from itcrm_tui.domain.wording import named
from itcrm_tui.keys import key
from screens.base import CrmScreen
from screens.bindings import bindings
from screens.what_if_entries import Entry

if TYPE_CHECKING:
    from itcrm_tui.ids import RecordId
    from itcrm_tui.workflows.what_if.making_real import Word
    from storage.errors import ConflictError

CONFLICTS_SHOWN = 6


class LeavingSandbox(CrmScreen[str | None]):
    """Mixed into the sandbox."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "leave.close", "data.undo", "data.redo")
    entries: tuple[Entry, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[Supposition, Word] = {}
        self._before: list[tuple[Entry, ...]] = []
        self._after: list[tuple[Entry, ...]] = []
        self._is_writing = False

    def set_entries(self, entries: tuple[Entry, ...], keep_id: str | None = None) -> None:
        """Suppose these; the cursor goes to the one of that id, else it stays."""
        self._before.append(self.entries)
        self._after.clear()
        self._put(entries, keep_id)

    @property
    def own_sentences(self) -> dict[str, str]:
        """What undo and redo would do here."""
        return {"data.undo": "Suppose what was supposed before", "data.redo": "Suppose again what was taken back"}

    def action_undo(self) -> None:
        """Suppose what was supposed before; what is real is never taken back from here."""
        self._go_back(self._before, self._after, "Nothing else was supposed before.")

    def action_redo(self) -> None:
        """Suppose again what was taken back."""
        self._go_back(self._after, self._before, "Nothing that was supposed has been taken back.")

    def _go_back(self, there: list[tuple[Entry, ...]], here: list[tuple[Entry, ...]], nothing: str) -> None:
        if there:
            here.append(self.entries)
            self._put(there.pop())
        else:
            self.say(nothing)

    def _put(self, entries: tuple[Entry, ...], keep_id: str | None = None) -> None:
        self.entries = entries
        self.refresh_bindings()
        self.entries_changed(keep_id)

    def entries_changed(self, keep_id: str | None = None) -> None:
        """Show what these make possible; the screen does it."""
        raise NotImplementedError

    def action_back(self) -> None:
        """Go back; what is supposed is made real or discarded first."""
        self.leave_and(lambda: self.dismiss(None))

    def action_close_view(self) -> None:
        """Go back, as with Esc."""
        self.action_back()

    @property
    def is_unfinished(self) -> bool:
        """Whether something is supposed."""
        return bool(self.entries)

    def leave_and(self, go: Callable[[], object]) -> None:
        """Go; what is supposed is made real or discarded first."""
        if self.entries:
            self._ask_and_leave(go)
        else:
            go()

    @work(exclusive=True, group="question")
    async def _ask_and_leave(self, go: Callable[[], object]) -> None:
        from screens.question import Question

        count = len(self.entries)
        sentence = f"{named(count, 'supposition')} {'is' if count == 1 else 'are'} not made real."
        answers = [("m", "make real"), ("d", "discard"), ("s", "stay here")]
        answer = await self.app.push_screen_wait(Question(sentence, answers))
        if answer == "d":
            self.entries = ()
            go()
        elif answer == "m":
            await self._make_real()

    def action_discard(self) -> None:
        """Suppose nothing any more, and go back."""
        self.entries = ()
        self.dismiss(None)

    @work(exclusive=True, group="question")
    async def action_make_real(self) -> None:
        """Write all that is supposed as one change set."""
        if self.entries:
            await self._make_real()

    async def _make_real(self) -> None:
        from itcrm_tui.workflows.what_if.making_real import make_real
        from storage.errors import ConflictError, StoreError

        suppositions, today = [one.supposition for one in self.entries], self.host.today
        if self._is_writing or not await self._all_said(suppositions):
            return
        words = dict(self._words_by_commitment(suppositions))
        self._is_writing = True
        try:
            said = await self.host.save(
                partial(make_real, suppositions=suppositions, words=words, today=today, title=self.title_of_change())
            )
        except ConflictError as conflict:
            await self._tell_conflict(conflict)
        except StoreError as error:
            self.say(str(error))
        else:
            self.entries = ()
            self.dismiss(f"{said}   {key('data.undo')} takes it back")
        finally:
            self._is_writing = False

    def title_of_change(self) -> str:
        """Return what the change set is called; the screen does it."""
        raise NotImplementedError

    async def _all_said(self, suppositions: list[Supposition]) -> bool:
        """Ask what the client has said to what moves or is taken back; whether all of it is said."""
        from itcrm_tui.workflows.what_if.making_real import to_be_said
        from screens.what_if_form import WordForm

        for one in suppositions:
            form = to_be_said(one)
            if form is None or one in self._words or not isinstance(one, DueMoved | Dropped):
                continue
            self.host.hold_keys()
            screen = WordForm(form, one)
            await self.app.push_screen_wait(screen)
            if screen.word is None:
                self.say("Nothing was made real: it has to be said who agreed, and why.")
                return False
            self._words[one] = screen.word
        return True

    def _words_by_commitment(self, suppositions: list[Supposition]) -> "Iterator[tuple[RecordId, Word]]":
        return ((one.about, self._words[one]) for one in suppositions if one in self._words)

    async def _tell_conflict(self, conflict: "ConflictError") -> None:
        """Show what has moved meanwhile; the sandbox stays as it is."""
        from itcrm_tui.workflows.clash_words import explained
        from screens.question import Question

        shown = conflict.clashes[:CONFLICTS_SHOWN]
        sentences = await self.host.ask(partial(explained, clashes=shown))
        if more := len(conflict.clashes) - len(shown):
            sentences.append(f"and {more:,} more")
        way_out = f"Nothing was written. {key('record.edit')} supposes it anew of what is there now."
        words = "\n".join(["This has moved on since:", *(f"- {one}" for one in sentences), way_out])
        await self.app.push_screen_wait(Question(words, [("s", "stay here")]))
        self.refresh_data()
