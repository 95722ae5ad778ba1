"""Drafting a promise from any screen with records: a new one from what the row says, or a draft again."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from screens.base import CrmScreen
from screens.bindings import bindings
from screens.trail import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from itcrm_tui.workflows.drafting import Opened


class PromiseVerbs(CrmScreen[None]):
    """Mixed into screens that show records."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("record.promise")

    def promise_about(self) -> Target | None:
        """Return the record of the row, from which a promise takes over what it can."""
        return None

    def reload(self, keep_id: str | None = None) -> None:
        """Read the records anew, the cursor on `keep_id` if it is there."""
        raise NotImplementedError

    def action_promise(self) -> None:
        """Draft a promise to the client of the row."""
        self.draft_promise(self.promise_about())

    def draft_promise(self, about: Target | None) -> None:
        """Draft a promise, from what a record says where there is one."""
        self.host.hold_keys()
        self._draft(about)

    @work(exclusive=True, group="form")
    async def _draft(self, about: Target | None) -> None:
        from itcrm_tui.workflows.drafting import opened_new

        opened = await self.asked(lambda store: opened_new(store, about))
        if opened is None:
            self.host.release_keys()
        else:
            await self._show_draft(opened)

    @work(exclusive=True, group="form")
    async def redraft_promise(self, record_id: RecordId, otherwise: "Callable[[], object]") -> None:
        """Draft a promise again; what is no draft any more is left to `otherwise`."""
        from itcrm_tui.workflows.drafting import opened_again

        today = self.host.today
        self.host.hold_keys()
        found = await self.asked(lambda store: (opened_again(store, record_id, today),))
        if found is not None and found[0] is not None:
            await self._show_draft(found[0])
        else:
            self.host.release_keys()
            if found is not None:
                self.call_later(otherwise)

    async def _show_draft(self, opened: "Opened") -> None:
        from screens.promise_draft import PromiseDraft

        screen = PromiseDraft(opened)
        record_id, saved = await self.app.push_screen_wait(screen), screen.saved
        if record_id is not None and saved is not None:
            self.refresh_data()
            self.reload(record_id)
            done = "Saved" if opened.seen else "Added"
            undo = f"   {key('data.undo')} takes it back"
            self.say(f"{done} {saved.sentence}{undo}" if saved.written else f"Nothing was changed: {saved.sentence}")
