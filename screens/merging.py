"""Merging from any screen that shows records: the two that are marked, or this one with another to be named."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from itcrm_tui.ids import RecordId
from screens.base import CrmScreen
from screens.bindings import bindings

if TYPE_CHECKING:
    from itcrm_tui.domain.kinds import Kind

TWO = 2
TOO_MANY = "Two records are merged at a time: mark two."


class Merging(CrmScreen[None]):
    """Mixed into screens that show records."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("record.merge")

    @property
    def kind_to_merge(self) -> "Kind":
        """The kind of the records that are meant."""
        raise NotImplementedError

    def to_merge(self) -> list[RecordId]:
        """Return the records that are meant: the marked ones, or the one under the cursor."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out merging of what is never the same thing."""
        if action == "merge":
            from itcrm_tui.domain.merging import may_merge

            return may_merge(self.kind_to_merge)
        return super().check_action(action, parameters)

    @work(exclusive=True, group="question")
    async def action_merge(self) -> None:
        """Look at a merge of the two marked records, or of this one with another."""
        kind, ids = self.kind_to_merge, self.to_merge()
        if len(ids) > TWO:
            self.say(TOO_MANY)
        elif len(ids) == TWO:
            self._look(kind, merged=max(ids), survivor=min(ids))
        elif ids and (other := await self._other(kind)) is not None:
            self._look(kind, merged=ids[0], survivor=other)

    async def _other(self, kind: "Kind") -> RecordId | None:
        """Ask for the record that is to survive."""
        from screens.finder import Finder

        self.host.hold_keys()
        found = await self.app.push_screen_wait(Finder(f"Merge with which {kind.label}?"))
        if found is not None and found[0] != kind.name:
            self.say(f"{kind.one} is merged with another {kind.label} only.")
            return None
        return found[1] if found is not None else None

    def _look(self, kind: "Kind", merged: RecordId, survivor: RecordId) -> None:
        from screens.merge import Merge

        def done(survivor: RecordId | None) -> None:
            if survivor is not None:
                self.merge_done(survivor)

        self.app.push_screen(Merge(kind, merged, survivor), done)

    def merge_done(self, survivor: RecordId) -> None:
        """Show what is there now."""
        self.refresh_data()

    def action_duplicates(self) -> None:
        """Look for records that may be the same thing."""
        from itcrm_tui.workflows.duplicates import searchable_kinds
        from screens.duplicates import Duplicates

        self.app.push_screen(Duplicates(searchable_kinds(), self.kind_to_merge))
