"""The verbs that change a record, for any screen: add, edit, delete, move on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from screens.bindings import bindings
from screens.steps import Stepping

if TYPE_CHECKING:
    from collections.abc import Callable

    from itcrm_tui.domain.kinds import Kind
    from itcrm_tui.domain.record import Record
    from storage.store import Store


class Editing(Stepping):
    """Mixed into screens that show records."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("record.text")

    def reload(self, keep_id: str | None = None) -> None:
        """Read the records anew, the cursor on `keep_id` if it is there."""
        raise NotImplementedError

    def add_record(self, kind: "Kind", texts: Mapping[str, str]) -> None:
        """Open an empty form; `texts` fills in what is known."""
        self.host.hold_keys()
        self._add(kind, texts)

    @work(exclusive=True, group="form")
    async def _add(self, kind: "Kind", texts: Mapping[str, str]) -> None:
        from screens.record_form import RecordForm

        saved = await self.app.push_screen_wait(RecordForm(kind, None, texts))
        await self._saved(kind, saved, "Added")

    def edit_record(self, kind: "Kind", record_id: RecordId) -> None:
        """Open the form of a record as it is now."""
        self.host.hold_keys()
        if kind.name == "miss_review":
            self.edit_review(record_id)
        else:
            self._edit(kind, record_id)

    @work(exclusive=True, group="form")
    async def _edit(self, kind: "Kind", record_id: RecordId) -> None:
        from itcrm_tui.workflows.records import texts_of
        from screens.record_form import RecordForm

        found = await self.asked(lambda store: texts_of(store, kind, record_id))
        if found is None:
            self.host.release_keys()
            self.say(f"This {kind.label} has been deleted.")
            self.refresh_data()
            return
        seen, texts = found
        saved = await self.app.push_screen_wait(RecordForm(kind, seen, texts))
        await self._saved(kind, saved, "Saved", seen)

    @work(exclusive=True, group="form")
    async def edit_as_text(self, kind: "Kind", record_id: RecordId) -> None:
        """Open a record in the person's own editor; what was changed there is saved as from a form."""
        from itcrm_tui.workflows.records import texts_of
        from screens.editor_fields import fields_in_editor
        from screens.editor_file import EditorError
        from screens.record_form import RecordForm

        found = await self.asked(lambda store: texts_of(store, kind, record_id))
        if found is None:
            return
        seen, texts = found
        try:
            typed = await fields_in_editor(self.app, kind, kind.title(seen), texts)
        except EditorError as error:
            self.say(str(error))
            return
        if typed:
            saved = await self.app.push_screen_wait(RecordForm(kind, seen, texts, typed))
            await self._saved(kind, saved, "Saved", seen)
        else:
            self.say("Nothing was changed.")

    async def _saved(self, kind: "Kind", record_id: RecordId | None, done: str, seen: "Record | None" = None) -> None:
        from itcrm_tui.workflows.records import texts_of

        if record_id is None:
            return
        self.refresh_data()
        self.reload(record_id)
        found = await self.asked(lambda store: texts_of(store, kind, record_id))
        if found and seen and found[0].version == seen.version:
            self.say("Nothing was changed.")
        else:
            named = kind.title(found[0]) if found else kind.label
            self.say(f"{done} {named}.   {key('data.undo')} takes it back")

    def delete_record(self, kind: "Kind", record_id: RecordId) -> None:
        """Delete a record with what it owns; no question asked, as undo brings it back."""
        from itcrm_tui.workflows import records

        self.change(lambda store: f"{records.remove_by_id(store, kind, record_id)}   {key('data.undo')} brings it back")

    def move_on(self, kind: "Kind", record_id: RecordId) -> None:
        """Move a record to its next state; what the step asks for is asked here."""
        self.host.hold_keys()
        if kind.name == "miss_review":
            self.go_on_with_review(record_id)
        else:
            self._move_on(kind, record_id)

    @work(group="change")
    async def _move_on(self, kind: "Kind", record_id: RecordId) -> None:
        from itcrm_tui.workflows.promising.next_step import WantsError

        try:
            await self._moved(kind, record_id)
        except WantsError as wanted:
            self._ask_and_move(record_id, wanted.step, str(wanted))
        else:
            self.host.release_keys()

    @work(exclusive=True, group="question")
    async def _ask_and_move(self, record_id: RecordId, step: str, why: str) -> None:
        """Ask for what the step takes; leaving its form leaves all as it is."""
        from itcrm_tui.workflows.promising.taking import steps_of

        found = await self.asked(lambda store: steps_of(store, record_id))
        if found is None:
            self.host.release_keys()
        else:
            await self.ask_and_step(step, found.commitment, why)

    async def _moved(self, kind: "Kind", record_id: RecordId) -> None:
        """Move a record and say so, or why not; raises WantsError for what has not been said yet."""
        from itcrm_tui.workflows import moving
        from itcrm_tui.workflows.misses import is_missed
        from itcrm_tui.workflows.promising.next_step import WantsError
        from storage.errors import StoreError

        is_promise = kind.name == "commitment"
        try:
            sentence = await self.host.save(lambda store: moving.move_on(store, kind, record_id, self.host.today))
            missed = await self.host.ask(lambda store: is_missed(store, record_id)) if is_promise else False
        except WantsError:
            raise
        except StoreError as error:
            self.say(str(error))
        else:
            self.say(sentence)
            self.refresh_data()
            if missed:
                self.go_to_review(record_id, sentence)

    @work(group="change")
    async def change(self, write: "Callable[[Store], str]") -> None:
        """Do a change in a thread and say what was done, or why not."""
        from storage.errors import StoreError

        try:
            said = await self.host.save(write)
        except StoreError as error:
            self.say(str(error))
        else:
            self.say(said)
            self.refresh_data()
