"""One value for one field, typed once for many records."""

import contextlib
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.fields import Field, Type
from screens.bindings import bindings, hint, hint_bar
from screens.host import Host
from screens.leaving_once import LeavingOnce
from screens.panel import Panel
from widgets.few_lines import FewLines
from widgets.field_input import FieldInput


class OneField(LeavingOnce[str | None], ModalScreen[str | None]):
    """Ends with what was typed, which may be nothing; None when it was left.

    `holds_keys`: keys that come after that wait until who has asked has dealt with it, and lets them go.
    """

    CSS_PATH = "one_field.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "form.save")

    def __init__(
        self, title: str, field: Field, text: str = "", problem: str = "", *, holds_keys: bool = False
    ) -> None:
        super().__init__()
        self.holds_keys = holds_keys
        self.heading, self.field, self.text, self.problem = title, field, text, problem

    @property
    def host(self) -> Host:
        """The app."""
        assert isinstance(self.app, Host)
        return self.app

    def compose(self) -> ComposeResult:
        with Panel(classes="foot"):
            yield FewLines(self.heading, classes="title")
            yield FieldInput(self.field, self.text, self._complete)
        how = hint("form.save", "set it") if self.field.holds is Type.LINES else hint("list.open", "set it", "save")
        yield hint_bar([how], last=hint("leave.back", "leave"))

    def on_mount(self) -> None:
        """Say what was wrong with the last text, and take what was typed meanwhile."""
        self.query_one(FieldInput).say(self.problem)
        self._explain()
        self.call_after_refresh(self.host.release_keys)

    @work(group="explaining")
    async def _explain(self) -> None:
        """Say beside the field what is understood of it."""
        from itcrm_tui.workflows.notation import typed_at
        from storage.errors import StoreError

        today = self.host.today
        with contextlib.suppress(StoreError):
            self.query_one(FieldInput).notation = await self.host.ask(lambda store: typed_at(store, today))

    async def _complete(self, field: Field, typed: str) -> Sequence[Candidate]:
        from itcrm_tui.workflows.candidates import candidates
        from storage.errors import StoreError

        with contextlib.suppress(StoreError):
            return await self.host.ask(lambda store: candidates(store, field.target or "", typed))
        return ()

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Take what was typed; where nothing was, what stood there, which may be shown otherwise than it is."""
        if self.holds_keys:
            self.host.hold_keys()
        field = self.query_one(FieldInput)
        self.dismiss(field.text if field.changed else self.text)

    def action_back(self) -> None:
        """Leave without a value."""
        self.dismiss(None)
