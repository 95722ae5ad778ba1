"""Saving a promise with its lines: what is wrong is said beside each, and what others made of a line is shown."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from itcrm_tui.ids import RecordId
from screens.promise_drawing import PromiseDrawing, shown_need
from screens.promise_proposing import QUANTITY
from screens.record_form import RecordForm
from widgets.need_line import NeedLine
from widgets.need_list import Shown

if TYPE_CHECKING:
    from itcrm_tui.workflows.drafting_saved import Drafted
    from storage.errors import ConflictError
    from storage.store import Store


class PromiseSaving(RecordForm, PromiseDrawing):
    """Mixed into the screen that drafts a promise; `saved` is what was saved, and what the check said."""

    saved: "Drafted | None" = None
    _wrong_needs: Mapping[tuple[RecordId, str], str] = {}

    @property
    def typed(self) -> bool:
        """Whether something was typed that is not saved."""
        return super().typed or self.needs.changed

    def writing(self, texts: Mapping[str, str]) -> "Callable[[Store], RecordId]":
        """Return what saves the promise with its lines, and keeps what is to be said of it."""
        from itcrm_tui.workflows.drafting_saved import InvalidNeedsError, save_draft

        hidden = self.opened.texts if self.seen is None else {}
        asked = {name: text for name, text in {**hidden, **texts}.items() if name != QUANTITY}
        needs, today, opened = self.needs_now(), self.host.today, self.opened
        self._wrong_needs = {}

        def write(store: "Store") -> RecordId:
            try:
                self.saved = save_draft(store, opened, asked, needs, today)
            except InvalidNeedsError as error:
                self._wrong_needs = error.needs
                raise
            return self.saved.commitment.id

        return write

    def _show_problems(self, problems: dict[str, str]) -> None:
        super()._show_problems(problems)
        for line in self.needs.lines:
            line.say({part: said for (key, part), said in self._wrong_needs.items() if key == line.key})
        if not self.query("FieldInput.wrong") and self._wrong_needs:
            self.say(" ".join(dict.fromkeys(self._wrong_needs.values())))
            for line in self.query("NeedLine.wrong").results(NeedLine):
                line.begin(line.first_wrong)
                return

    def show_conflict(self, conflict: "ConflictError") -> None:
        """Go on from the lines as they are now, then settle the fields of the promise itself.

        A new one can only clash where the feedback that it answers has been given another promise meanwhile.
        """
        if self.seen is None:
            self.opened = replace(self.opened, answers=None)
            self.say(f"{conflict} Enter saves the promise, and leaves that as it is.")
        else:
            self._take_over(conflict)

    @work(group="question")
    async def _take_over(self, conflict: "ConflictError") -> None:
        """Show what others have made of the lines; what was typed in a line stays."""
        from itcrm_tui.workflows.drafting import opened_again

        assert self.seen is not None
        record_id, today = self.seen.id, self.host.today
        fresh = await self.asked(lambda store: opened_again(store, record_id, today))
        if fresh is None or fresh.seen is None:
            self.say(f"{conflict} It is no draft any more; copy what you need and leave.")
            return
        mine = {line.key: line.texts for line in self.needs.lines if line.changed}
        self.bases = {need.id: need for need in fresh.needs}
        added: list[Shown] = [(key, {}) for key in mine if key not in self.bases]
        await self.needs.show([*(shown_need(need) for need in fresh.needs), *added])
        for line in self.needs.lines:
            line.put(mine.get(line.key, {}))
        self.opened = fresh
        if any(clash.record_id == record_id for clash in conflict.clashes):
            super().show_conflict(conflict)
        else:
            self.seen = fresh.seen
            self.say(f"{conflict} The lines show that now, and what you typed; Enter saves them as they stand.")
