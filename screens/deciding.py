"""One conflict of a working copy, field by field: mine, theirs, or something else that is typed."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from screens.bindings import bindings, hint
from screens.conflict import Conflict
from screens.host import Host
from screens.moved_field import MovedField, Side
from widgets.hint_bar import Hint

if TYPE_CHECKING:
    from itcrm_tui.workflows.conflict import ToDecide


class Deciding(Conflict):
    """Ends with the names of the fields for which theirs is not taken.

    `taken`: whose value is taken for each field; `typed`: what was typed as another one.
    """

    HEADING = "DECIDE"
    TAKE, LEAVE = "take these", "decide later"
    own_help: ClassVar[Mapping[str, str]] = {
        **Conflict.own_help,
        "record.edit": "Type another value for this field; it begins with yours",
        "form.save": "Decide so, with what is taken for each field",
        "leave.back": "Decide later",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("record.edit")

    def __init__(
        self,
        waiting: "ToDecide",
        typed: Mapping[str, str] | None = None,
        taken: Mapping[str, Side] | None = None,
        problem: str = "",
    ) -> None:
        told = [f"{waiting.title}, {waiting.when}", *filter(None, (waiting.reason, problem))]
        super().__init__(waiting.record, waiting.moved, told)
        self.waiting = waiting
        self.typed = dict(typed or {})
        self.taken = dict(taken or {})

    @property
    def host(self) -> Host:
        """The app."""
        assert isinstance(self.app, Host)
        return self.app

    def on_mount(self) -> None:
        """Let what was typed and taken before stand there again."""
        for one in self.query(MovedField):
            if one.moved.field in self.typed:
                one.retype(self.typed[one.moved.field])
            if one.moved.field in self.taken:
                one.take(self.taken[one.moved.field])

    def beside(self) -> Sequence[str]:
        """Return nothing: what is told besides stands for itself."""
        return ()

    def hints(self) -> list[Hint]:
        """Return what can be done."""
        choose, save, *others = super().hints()
        return [choose, save, hint("record.edit", "another"), *others]

    def action_save(self) -> None:
        """Note whose value is taken for each field, and decide so."""
        self.taken = {one.moved.field: one.side for one in self.query(MovedField)}
        super().action_save()

    def action_edit(self) -> None:
        """Type something else for the field under the cursor."""
        at = next((one for one in self.query(MovedField) if one.has_focus_within), None)
        if at is not None:
            self.host.hold_keys()
            self._type(at)

    @work(exclusive=True, group="question")
    async def _type(self, at: MovedField) -> None:
        from itcrm_tui.workflows.deciding_another import begins_with
        from screens.one_field import OneField
        from storage.errors import StoreError

        name, today = at.moved.field, self.host.today
        text = self.typed.get(name)
        if text is None:
            try:
                text = await self.host.ask(partial(begins_with, waiting=self.waiting, name=name, today=today))
            except StoreError as error:
                self.host.release_keys()
                self.host.tell(str(error))
                return
            self.stop_if_left()
        typed = await self.app.push_screen_wait(OneField(self.heading, self.waiting.fields[name], text))
        if typed is not None:
            self.typed[name] = typed
            at.retype(typed)
