"""Going from a record to the next one of the list that it was opened from."""

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from itcrm_tui.domain.kinds import KINDS
from screens.bindings import bindings
from screens.record_answering import RecordAnswering
from screens.trail import Trail


class RecordSteps(RecordAnswering):
    """Mixed into the view."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("record.next", "record.previous")
    trail: Trail | None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out the ways through a list where the record was not opened from one."""
        if action in ("next_record", "previous_record"):
            return self.trail is not None
        return super().check_action(action, parameters)

    def action_next_record(self) -> None:
        """Go to the next record of the list one came from."""
        self._step(1)

    def action_previous_record(self) -> None:
        """Go to the previous record of the list one came from."""
        self._step(-1)

    @work(exclusive=True, group="step")
    async def _step(self, by: int) -> None:
        trail = self.trail
        assert trail is not None
        found = await self.asked(lambda _: (trail.beyond(by),))
        if found is None:
            return
        if found[0] is None:
            self.say("This is the last of the list." if by > 0 else "This is the first of the list.")
            return
        name, self.record_id = trail.go_to(found[0], by)
        self.kind = KINDS[name]
        self.refresh_data()
