"""Whom to call about a record: names and numbers in a small window over the screen."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.bindings import bindings, hint, hint_bar
from screens.host import Host
from screens.leaving_once import LeavingOnce
from screens.panel import Panel
from widgets.cells import wrap
from widgets.few_lines import FewLines
from widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from itcrm_tui.domain.wording import Section

HEADING_CELLS = 10
AROUND = 6
"""Lines that stay free for the title and the screen behind."""


class Who(LeavingOnce[None], ModalScreen[None]):
    """Sections to read; Esc closes."""

    CSS_PATH = "who.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "leave.close", "record.who")

    def __init__(self, kind: Kind, record_id: RecordId) -> None:
        super().__init__()
        self.kind, self.record_id = kind, record_id

    def compose(self) -> ComposeResult:
        with Panel():
            yield FewLines("WHO TO CALL", classes="title")
            yield ReadingPane(heading_width=HEADING_CELLS, rule=False)
        yield hint_bar((), last=hint("leave.back", "close"))

    def on_mount(self) -> None:
        """Ask."""
        self.query_one(ReadingPane).focus()
        self._ask()

    @work(exclusive=True, group="who")
    async def _ask(self) -> None:
        from itcrm_tui.workflows.who import Who as Found
        from itcrm_tui.workflows.who import who
        from storage.errors import StoreError

        assert isinstance(self.app, Host)
        today = self.app.today
        try:
            found = await self.app.ask(lambda store: who(store, self.kind, self.record_id, today))
        except StoreError as error:
            self._say(str(error))
            return
        if isinstance(found, Found):
            self._show(found.title, found.sections)
        else:
            self._say(f"This {self.kind.label} {'has been deleted' if found is None else 'is not for your role'}.")

    def _say(self, sentence: str) -> None:
        from itcrm_tui.domain.wording import Section

        self._show("", [Section("", (sentence,))])

    def _show(self, title: str, sections: "list[Section]") -> None:
        pane = self.query_one(ReadingPane)
        self.query_one(FewLines).words = f"WHO TO CALL  {title}"
        pane.sections = sections
        room = pane.size.width - HEADING_CELLS - 2
        lines = sum(len(wrap(safe(line), room)) for one in sections for line in one.lines)
        pane.styles.height = min(lines, max(1, self.size.height - AROUND))

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_who(self) -> None:
        """Close: the key that opened it."""
        self.dismiss(None)
