"""The verbs that change a record, for any screen: add, edit, delete, move on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import work

from itcrm_tui.ids import RecordId
from screens.base import CrmScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from itcrm_tui.domain.kinds import Kind
    from storage.store import Store


class Editing(CrmScreen[None]):
    """Mixed into screens that show records."""

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
        self._saved(saved, f"Added {kind.label}.")

    def edit_record(self, kind: "Kind", record_id: RecordId) -> None:
        """Open the form of a record as it is now."""
        self.host.hold_keys()
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
        self._saved(saved, "Saved.")

    def _saved(self, record_id: RecordId | None, sentence: str) -> None:
        if record_id is not None:
            self.say(f"{sentence}   u takes it back")
            self.refresh_data()
            self.reload(record_id)

    def delete_record(self, kind: "Kind", record_id: RecordId) -> None:
        """Delete a record with what it owns; no question asked, as undo brings it back."""
        from itcrm_tui.workflows import records

        self.change(lambda store: f"{records.remove_by_id(store, kind, record_id)}   u brings it back")

    def move_on(self, kind: "Kind", record_id: RecordId) -> None:
        """Move a record to its next state."""
        from itcrm_tui.workflows import moving

        self.change(lambda store: moving.move_on(store, kind, record_id, self.host.today))

    @work(exclusive=True, group="change")
    async def change(self, write: "Callable[[Store], str]") -> None:
        """Do a change in a thread and say what was done, or why not."""
        from storage.errors import StoreError

        try:
            said = await self.host.ask(write)
        except StoreError as error:
            self.say(str(error))
        else:
            self.say(said)
            self.refresh_data()
