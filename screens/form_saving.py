"""Saving a form: what is wrong stands beside its field, what moved meanwhile is settled, and nothing typed is lost."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from itcrm_tui.domain.asking import Fielded
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.host import NO_CONNECTION, Host
from screens.leaving_once import LeavingOnce
from widgets.field_input import FieldInput

if TYPE_CHECKING:
    from itcrm_tui.workflows.moved import Meanwhile
    from storage.errors import ConflictError
    from storage.store import Store

SEE_BELOW = "Not saved yet: see below."


class FormSaving(LeavingOnce[RecordId | None], ModalScreen[RecordId | None]):
    """A screen with a `FieldInput` for each field, and a line for what is wrong with the whole."""

    def __init__(self, kind: Kind, seen: Record | None) -> None:
        super().__init__()
        self.kind, self.seen = kind, seen
        self._saving, self._words = False, ""
        self._is_lost = False

    @property
    def host(self) -> Host:
        """The app."""
        assert isinstance(self.app, Host)
        return self.app

    @property
    def heading(self) -> str:
        """What the record is called."""
        return self.kind.title(self.seen) if self.seen else self.kind.label

    @property
    def asks_for(self) -> Fielded:
        """What has the fields of the form: the kind, where nothing else is asked for."""
        return self.kind

    @property
    def inputs(self) -> dict[str, FieldInput]:
        """The fields by name."""
        return {one.field.name: one for one in self.query(FieldInput)}

    @property
    def typed(self) -> bool:
        """Whether something was typed that is not saved."""
        return any(one.changed for one in self.query(FieldInput))

    @property
    def may_be_lost(self) -> bool:
        """Whether leaving would lose what a person has typed."""
        return self.typed

    def put(self, texts: Mapping[str, str]) -> None:
        """Let fields hold other texts, as if they had been typed."""
        for name, text in texts.items():
            self.inputs[name].put(text)

    def action_save(self) -> None:
        """Save what was typed; whatever is wrong is said beside its field, and nothing typed is lost."""
        if self.seen is not None and not self.typed:
            self.dismiss(None)
        elif not self._saving:
            self._saving = True
            prefilled = self.seen is None
            fields = self.query(FieldInput)
            self._save({one.field.name: one.text for one in fields if one.changed or (prefilled and one.text)})

    @work(group="save")
    async def _save(self, texts: dict[str, str]) -> None:
        from itcrm_tui.workflows import records
        from storage.errors import ConflictError, StoreError

        try:
            saved = await self.host.save(self.writing(texts))
        except records.InvalidError as error:
            self._show_problems(dict(error.problems))
        except ConflictError as conflict:
            self.show_conflict(conflict)
        except StoreError as error:
            self.say(str(error))
        else:
            self.dismiss(saved)
        finally:
            self._saving = False

    def refresh_data(self) -> None:
        """Say, while one types, that somebody else has changed the record; what that means is asked at saving."""
        if self.seen is not None and not self._saving:
            self._look_at_others(self.seen)

    @work(exclusive=True, group="others")
    async def _look_at_others(self, seen: Record) -> None:
        from itcrm_tui.workflows.moved import told_meanwhile
        from storage.errors import StoreError

        with suppress(StoreError):
            told = await self.host.ask(lambda store: told_meanwhile(store, seen, self.host.today))
            if told is not None and not self.is_left:
                self.say(f"{told} What you type stays.")

    def show_status(self, words: str) -> None:
        """Say that the connection is lost, and that it is back."""
        was_lost, self._is_lost = self._is_lost, words == NO_CONNECTION
        if was_lost != self._is_lost:
            self.say("The connection is back." if was_lost else "No connection to the database. What you type stays.")

    def writing(self, texts: Mapping[str, str]) -> "Callable[[Store], RecordId]":
        """Return what writes typed texts in a thread, and gives the id of the record."""
        from itcrm_tui.workflows import records

        kind, seen, today = self.kind, self.seen, self.host.today
        return lambda store: records.save_texts(store, kind, seen, texts, today=today).id

    def show_conflict(self, conflict: "ConflictError") -> None:
        """Say that somebody else was here meanwhile, and let the person decide."""
        self._settle(conflict)

    @work(group="question")
    async def _settle(self, conflict: "ConflictError") -> None:
        """Show what somebody else did meanwhile, and let the person decide for each field."""
        from itcrm_tui.workflows.moved import meanwhile
        from screens.conflict import Conflict
        from storage.errors import StoreError

        self.say(str(conflict))
        seen, today = self.seen, self.host.today
        assert seen is not None
        with suppress(StoreError):
            found = await self.host.ask(lambda store: meanwhile(store, seen, conflict.clashes, today))
            if found is None or not found.moved:
                return
            mine = await self.app.push_screen_wait(Conflict(self.heading, found.moved, found.elsewhere))
            if mine is not None:
                self._rebase(found, mine)
                self.action_save()

    def _rebase(self, found: "Meanwhile", mine: frozenset[str]) -> None:
        """Go on from the record as it is now; what was typed stays, but for the fields where theirs is taken."""
        self.seen = found.record
        for name, one in self.inputs.items():
            one.rebase(found.texts[name])
        for moved in found.moved:
            if moved.field not in mine:
                self.inputs[moved.field].put(moved.now)
            elif not self.inputs[moved.field].changed:
                self.inputs[moved.field].put(moved.typed)

    def _show_problems(self, problems: dict[str, str]) -> None:
        self.say(problems.pop("", SEE_BELOW))
        for name, one in self.inputs.items():
            one.say(problems.pop(name, ""))
        if problems:
            self.say(" ".join(problems.values()))
        for one in self.query("FieldInput.wrong").results(FieldInput):
            one.begin()
            return

    @on(FieldInput.Righted)
    def _set_right(self) -> None:
        """Take back that something is wrong below, once nothing is."""
        if self._words == SEE_BELOW and not self.query("FieldInput.wrong"):
            self.say("")

    def say(self, sentence: str) -> None:
        """Tell the person something, under the heading."""
        self._words = sentence
        line = self.query_one(".trouble", Static)
        line.update(Content(safe(sentence)))
        line.set_class(bool(sentence), "said")
